"""The latest of each event that a thing ever reported."""

from __future__ import annotations

from typing import Any

from bot.clouds.aliyun import wire
from bot.clouds.aliyun.happening import happened
from bot.clouds.aliyun.operations import GET_LATEST_EVENTS
from bot.clouds.aliyun.part import Part
from bot.clouds.aliyun.tsl import Happening
from bot.home.abilities import Happened


class Latest(wire.Wire):
    identifier: str
    time: float
    type: str | None = None
    value: Any = None


class Events(Part):
    """The ability ``HasEvents``. Vendor calls: 1."""

    async def latest_events(self, device: str) -> tuple[Happened, ...]:
        """The newest first; events that the model does not list are told by their identifiers."""
        thing = await self._thing(device)
        known = {f.happening.identifier: f.happening for f in thing.product.features if f.happening}
        rows = wire.readable(
            Latest, wire.rows(await self._session.call(GET_LATEST_EVENTS, {"iotId": device}))
        )
        told = (
            happened(known.get(r.identifier, Happening(r.identifier, r.identifier)), r.time, r.value, r.type)
            for r in rows
        )
        return tuple(sorted((event for event in told if event), key=lambda event: event.at, reverse=True))
