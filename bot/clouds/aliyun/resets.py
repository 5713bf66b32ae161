"""Factory resets: destructive, the owner's only, and a task to ask after."""

from __future__ import annotations

from bot.clouds.aliyun.gateway import NAME
from bot.clouds.aliyun.operations import GET_RESET_STATE, RESET_DEVICE
from bot.clouds.aliyun.part import Part
from bot.home.abilities import ResetState
from bot.home.errors import CloudProtocolError


class Resets(Part):
    """The ability ``HasReset``. Vendor calls: 1 each."""

    async def reset(self, device: str) -> str:
        """Raises ``CloudError``, NOT_OWNER where the device is merely shared with the account."""
        task = await self._session.call(RESET_DEVICE, {"iotId": device})
        if not isinstance(task, str) or not task:
            raise CloudProtocolError(NAME, "a reset without a task")
        return task

    async def reset_state(self, task: str) -> ResetState:
        told = await self._session.call(GET_RESET_STATE, {"taskId": task})
        try:
            return ResetState(str(told).lower())
        except ValueError:
            raise CloudProtocolError(NAME, "an unknown state of a reset") from None
