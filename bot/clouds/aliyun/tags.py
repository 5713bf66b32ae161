"""Tags: notes that the platform keeps on a thing, and cannot list."""

from __future__ import annotations

from collections.abc import Collection

from bot.clouds.aliyun.operations import DELETE_TAG, GET_TAG, SET_TAG
from bot.clouds.aliyun.part import Part
from bot.home.abilities import tag_misfit
from bot.home.fit import Reason


class Tags(Part):
    """The ability ``HasTags``. Vendor calls: 1 each, none for what is refused here."""

    async def tag(self, device: str, key: str) -> str | None:
        told = await self._session.call(GET_TAG, {"iotId": device, "dataKey": key})
        return told if isinstance(told, str) else None

    async def set_tag(self, device: str, key: str, value: str, kept: Collection[str] = ()) -> Reason | None:
        reason = tag_misfit(key, value, kept)
        if reason is None:
            await self._session.call(SET_TAG, {"iotId": device, "dataKey": key, "dataValue": value})
        return reason

    async def remove_tag(self, device: str, key: str) -> None:
        await self._session.call(DELETE_TAG, {"iotId": device, "dataKey": key})
