"""What was: the values of a property and the events of a thing over time.

How far back the platform remembers is not agreed in its own pages (a year, seven days), and a factory reset
may take all of it: what comes is what there is.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from bot.clouds.aliyun import wire
from bot.clouds.aliyun.features import Feature
from bot.clouds.aliyun.gateway import NAME
from bot.clouds.aliyun.happening import happened
from bot.clouds.aliyun.operations import GET_EVENT_TIMELINE, GET_PROPERTY_TIMELINE
from bot.clouds.aliyun.part import Part
from bot.clouds.aliyun.state import value_of
from bot.clouds.aliyun.timeline import LIMIT, Ask, Entry, Page, from_milliseconds, order, timeline
from bot.clouds.aliyun.tsl import Happening, Property
from bot.clouds.client import refusal
from bot.home.abilities import Happened, Moment, Severity
from bot.home.capability import Key
from bot.home.problem import Problem


class Told(wire.Wire):
    """A value; a number and the same number as a string come side by side."""

    at: int = Field(alias="timestamp")
    data: Any = None


class ToldEvent(wire.Wire):
    """An event; its body is JSON in a string."""

    at: int = Field(alias="timestamp")
    eventBody: Any = None  # noqa: N815  # the vendor's spelling
    eventType: str | None = None  # noqa: N815


class History(Part):
    """The ability ``HasHistory``. Vendor calls: 1 for every 200 entries."""

    async def history(
        self, device: str, key: Key, since: datetime, until: datetime, newest_first: bool = True
    ) -> tuple[Moment, ...]:
        """Raises ``CloudError``, ACTION_UNKNOWN where no property holds such a value."""
        feature = await self._feature(device, key)
        described = feature.sources.get(key.instance)
        if described is None:
            raise refusal(NAME, Problem.ACTION_UNKNOWN, f"{key} holds no value")
        ask = self._of_property(device, feature, described, newest_first)
        entries = await timeline(ask, since, until, newest_first)
        return tuple(Moment(from_milliseconds(at), value) for at, value in entries if value is not None)

    async def happenings(
        self, device: str, instance: str, since: datetime, until: datetime, newest_first: bool = True
    ) -> tuple[Happened, ...]:
        """Raises ``CloudError``, ACTION_UNKNOWN where the thing model has no such event.

        An event must be asked for with its type: all three are tried where the model does not tell it.
        """
        event = (await self._feature(device, Key("event", instance))).happening
        if event is None:
            raise refusal(NAME, Problem.ACTION_UNKNOWN, f"{instance} is a property, not an event")
        entries: list[Entry] = []
        for type_ in [event.type] if event.type else list(Severity):
            ask = self._of_type(device, event, type_, newest_first)
            entries += await timeline(ask, since, until, newest_first)
        entries.sort(key=lambda entry: entry.at, reverse=newest_first)
        return tuple(entry.told for entry in entries if isinstance(entry.told, Happened))

    def _of_property(self, device: str, feature: Feature, described: Property, newest_first: bool) -> Ask:
        async def ask(start: int, end: int) -> Page:
            params = _params(device, described.identifier, start, end, newest_first)
            rows = wire.rows(await self._session.call(GET_PROPERTY_TIMELINE, params))
            told = wire.readable(Told, rows)
            entries = [Entry(row.at, value_of(feature, described, row.data)) for row in told]
            return Page(entries, len(rows) >= LIMIT)

        return ask

    def _of_type(self, device: str, event: Happening, type_: str, newest_first: bool) -> Ask:
        async def ask(start: int, end: int) -> Page:
            params = _params(device, event.identifier, start, end, newest_first)
            rows = wire.rows(await self._session.call(GET_EVENT_TIMELINE, {**params, "eventType": type_}))
            told = wire.readable(ToldEvent, rows)
            entries = [Entry(row.at, happened(event, row.at, row.eventBody, row.eventType)) for row in told]
            return Page(entries, len(rows) >= LIMIT)

        return ask


def _params(device: str, identifier: str, start: int, end: int, newest_first: bool) -> dict[str, Any]:
    return {
        "iotId": device,
        "identifier": identifier,
        "start": start,
        "end": end,
        "limit": LIMIT,
        "order": order(newest_first),
    }
