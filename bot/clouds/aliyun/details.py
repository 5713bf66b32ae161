"""What a thing is as a piece of hardware, and what its owner calls it."""

from __future__ import annotations

from bot.clouds.aliyun import wire
from bot.clouds.aliyun.gateway import NAME
from bot.clouds.aliyun.operations import GET_INFO, SET_NICKNAME
from bot.clouds.aliyun.part import Part
from bot.clouds.aliyun.timeline import from_milliseconds
from bot.clouds.client import parsed, refusal
from bot.home.abilities import Details
from bot.home.problem import Problem


class Info(wire.Wire):
    """``/thing/info/get``. The real answer holds the device's secret too, which nobody here must know."""

    firmwareVersion: str | None = None  # noqa: N815  # the vendor's spelling
    mac: str | None = None
    netAddress: str | None = None  # noqa: N815
    sn: str | None = None
    sdkVersion: str | None = None  # noqa: N815
    activeTime: float | None = None  # noqa: N815


class Hardware(Part):
    """The abilities ``HasDetails`` and ``Renames``. Vendor calls: 1 each."""

    async def details(self, device: str) -> Details:
        binding = (await self._thing(device)).binding
        info = parsed(NAME, Info, await self._session.call(GET_INFO, {"iotId": device}))
        more = {"mac": info.mac, "serial": info.sn, "sdk": info.sdkVersion}
        return Details(
            product=binding.productName,
            model=binding.productModel,
            firmware=info.firmwareVersion,
            address=info.netAddress,
            active_since=from_milliseconds(info.activeTime) if info.activeTime else None,
            more={name: told for name, told in more.items() if told},
        )

    async def rename(self, device: str, name: str) -> None:
        """Raises ``CloudError``, VALUE_REFUSED for a name of nothing but blanks, without a call."""
        if not name.strip():
            raise refusal(NAME, Problem.VALUE_REFUSED, "an empty name")
        await self._session.call(SET_NICKNAME, {"iotId": device, "nickName": name.strip()})
