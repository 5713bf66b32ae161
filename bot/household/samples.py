"""A history of what the bot itself has noted down, for devices whose cloud keeps none."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.home.abilities import Happened, Moment, Severity
from bot.home.alarms import SIGNS
from bot.home.capability import Key


class KeepsSamples(Protocol):
    async def moments(
        self, home: int, device: str, key: Key, since: datetime, until: datetime
    ) -> tuple[Moment, ...]: ...

    async def sampled_since(self, home: int, device: str, key: Key) -> datetime | None: ...


class Sampled:
    """The ``HasHistory`` of a home's own notes (bot/home/abilities.py)."""

    def __init__(self, memory: KeepsSamples, home: int) -> None:
        self._memory = memory
        self._home = home

    async def history(
        self, device: str, key: Key, since: datetime, until: datetime, newest_first: bool = True
    ) -> tuple[Moment, ...]:
        """What was before ``since`` held until something else was noted: so it was at ``since``.

        Of a number that is not known: it is noted only when it has changed by a step.
        """
        moments = await self._memory.moments(self._home, device, key, since, until)
        if moments and moments[0].at < since:
            first, *rest = moments
            is_number = not isinstance(first.value, bool | str)
            moments = tuple(rest) if is_number else (Moment(since, first.value), *rest)
        return moments[::-1] if newest_first else moments

    async def happenings(
        self, device: str, instance: str, since: datetime, until: datetime, newest_first: bool = True
    ) -> tuple[Happened, ...]:
        moments = await self._memory.moments(self._home, device, Key("event", instance), since, until)
        found = tuple(
            Happened(moment.at, instance, _severity(instance, moment.value), became=str(moment.value))
            for moment in moments
            if moment.at >= since
        )
        return found[::-1] if newest_first else found

    async def kept_since(self, device: str, key: Key) -> datetime | None:
        return await self._memory.sampled_since(self._home, device, key)


def _severity(instance: str, value: object) -> Severity:
    _, bad = SIGNS.get(instance, (None, frozenset[str]()))
    return Severity.ALERT if value in bad else Severity.INFO
