"""The book of watches: what people want to be told of is put down, found, silenced and ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.home.announcer import Address
from bot.home.clock import Clock
from bot.home.house import House
from bot.home.request import Watch
from bot.home.watching import Kept, watch_from_json, watch_to_json
from bot.jobs.alarms import OFTENEST
from bot.jobs.noticing import begun, is_held, noticed_to_json
from bot.jobs.standing import NOWHERE
from bot.memory.memory import Memory
from bot.memory.records import Home
from bot.memory.watches import KeptWatch

KIND = "watches"
LASTS = timedelta(days=30)
MOST = 50  # a home


def kept_of(row: KeptWatch, name: str = "") -> Kept:
    return Kept(row.id, watch_from_json(row.what), row.person, row.until, row.silent, name)


class WatchBook:
    """What is watched in the homes, as people ask for it."""

    def __init__(self, memory: Memory, clock: Clock, wake: Callable[[], None] = lambda: None) -> None:
        self._memory = memory
        self._clock = clock
        self._wake = wake

    async def begin(
        self, home: Home, watch: Watch, house: House, address: Address, person: int
    ) -> tuple[Kept, bool] | None:
        """The watch, and whether what it waits for is so already; None where there are too many."""
        now = self._clock.now()
        first = begun(watch, house)
        async with self._memory.transaction(alone=f"watches of {home.id}"):
            for other in await self._memory.watches_of(home.id):
                if (other.person, other.what) == (person, watch_to_json(watch)):
                    await self._memory.drop_watch(other.id, home.id)  # said again, it lasts anew
            if await self._memory.count_watches(home.id) >= MOST:
                return None
            row = await self._memory.add_watch(
                home.id, person, address, watch_to_json(watch), noticed_to_json(first), now + LASTS
            )
            await self._see_to(home, now + OFTENEST)
        self._wake()
        return kept_of(row), is_held(first)

    async def of(self, home: Home) -> tuple[Kept, ...]:
        rows = await self._memory.watches_of(home.id)
        names = await self._memory.names_of({row.person for row in rows})
        return tuple(kept_of(row, names.get(row.person, "")) for row in rows)

    async def find(self, home: Home, id: int) -> Kept | None:
        row = await self._memory.watch(id)
        return kept_of(row) if row and row.home == home.id else None

    async def end(self, home: Home, kept: Kept) -> bool:
        return await self._memory.drop_watch(kept.id, home.id)

    async def silence(self, home: Home, kept: Kept, silent: timedelta | None) -> bool:
        """For so long, or (None) no more."""
        until = self._clock.now() + silent if silent else None
        return await self._memory.silence_watch(kept.id, home.id, until)

    async def ensure(self) -> None:
        """Every home with watches has its job, whatever became of the one before."""
        for id_ in await self._memory.homes_with_watches():
            home = await self._memory.home(id_)
            if home and not await self._memory.jobs_of(id_, [KIND]):
                async with self._memory.transaction(alone=f"watches of {id_}"):
                    await self._see_to(home, self._clock.now() + OFTENEST)

    async def _see_to(self, home: Home, due: datetime) -> None:
        """There is a job that looks, and it looks soon."""
        jobs = await self._memory.hasten_jobs(home.id, KIND) or await self._memory.jobs_of(home.id, [KIND])
        if not jobs:
            await self._memory.add_job(home.id, KIND, {}, due, Address(NOWHERE, home.language))
