"""Watches: told when what they wait for comes about, and ended when they are over.

Whatever is read in a home, for whomever, is held against what is watched there (bot/jobs/looking.py has read
what nobody else reads). Who sees a change first writes it down before it is told, alone with the home's
watches, so that of several bots one tells.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.home.announcer import Address, Announcer
from bot.home.clock import Clock, Sleep
from bot.home.house import Device, House
from bot.home.outcome import Reply
from bot.home.request import Watch
from bot.home.watching import End, WatchEnded, WatchOutcome, WatchTold, watch_from_json
from bot.household.freshness import EVER
from bot.jobs.beside import Beside, Gathering
from bot.jobs.noticing import Hearing, News, noticed, noticed_from_json, noticed_to_json, told
from bot.jobs.readers import Readers
from bot.jobs.watch_book import kept_of
from bot.jobs.whose import HouseholdOf
from bot.memory.memory import Memory
from bot.memory.records import Home
from bot.memory.watches import KeptWatch

PATIENCE = 5.0  # seconds

log = logging.getLogger(__name__)


class Watching:
    """Holds what was read against what is watched, and tells."""

    def __init__(
        self,
        memory: Memory,
        household_of: HouseholdOf,
        announcer: Announcer,
        clock: Clock,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._memory = memory
        self._household_of = household_of
        self._announcer = announcer
        self._clock = clock
        self._readers = Readers(memory, clock)
        self._beside = Beside("what was read could not be held against the watches")  # the next reading is
        self._read = Gathering(self._beside, self._heard, sleep)

    def learned(self, home: int, before: House, fresh: Sequence[Device]) -> None:
        """Something was read in a home, whoever asked: also what is as it was, for another bot may have told
        otherwise, and what had to wait is told at the next opportunity."""
        self._read.add(home, {device.id for device in fresh})

    async def close(self) -> None:
        """Let what is being told be told."""
        await self._beside.close(PATIENCE)

    async def devices(self, home: Home, house: House) -> list[Device]:
        """What is watched in the home."""
        rows = await self._memory.watches_of(home.id)
        ids = dict.fromkeys(id_ for row in rows for id_ in watch_from_json(row.what).devices)
        return [device for id_ in ids if (device := house.device(id_))]

    async def see(self, home: Home, house: House) -> None:
        """Do not wait: hold against the watches what was read in this home up to now."""
        await self._see(home, house, self._read.take(home.id))

    async def _heard(self, home: int, read: Collection[str]) -> None:
        if await self._memory.count_watches(home) and (stored := await self._memory.home(home)):
            household = await self._household_of(stored)
            known = [id_ for id_ in read if household.has_read([id_], EVER)]  # and nobody knows better
            await self._see(stored, household.known, known)

    async def _see(self, home: Home, house: House, read: Collection[str]) -> None:
        now, news = self._clock.now(), []
        rows = await self._memory.watches_of(home.id)
        if not any(_is_worth_a_look(row, house, read, now) for row in rows):
            return  # nearly always: nobody else has to wait
        async with self._memory.transaction(alone=f"watches of {home.id}"):
            for row in await self._memory.watches_of(home.id):
                watch = watch_from_json(row.what)
                before = noticed_from_json(row.seen)
                hearing = await self._hearing(home, row, watch, now)
                after, one = noticed(watch, before, house, read, now, hearing)
                if after != before:
                    await self._memory.keep_seen(row.id, noticed_to_json(after))
                if one:
                    news.append((row, watch, one))
        for row, watch, one in news:
            await self._tell(home, house, row, watch, one)

    async def sort_out(self, home: Home, house: House, *, complete: bool) -> None:
        """End what is over: watches whose time is up, whose asker has left, whose devices are gone.

        Only where the listing is ``complete`` a device that is not in it is gone.
        """
        now = self._clock.now()
        for row in await self._memory.watches_of(home.id):
            kept = kept_of(row)
            there = [house.device(id_) for id_ in kept.watch.devices]
            if not await self._may_know(home, row, there):
                await self._memory.drop_watch(row.id, home.id)
            elif now >= row.until:
                await self._end(home, house, row, End.OVER)
            elif complete and not any(there):
                await self._end(home, house, row, End.GONE)

    async def _hearing(self, home: Home, row: KeptWatch, watch: Watch, now: datetime) -> Hearing:
        local = now.astimezone(ZoneInfo(home.timezone))
        within = watch.hours is None or watch.hours.hold(local.time())
        silent = row.silent is not None and now < row.silent
        address = await self._address(home, row)
        asleep = watch.hours is None and await self._readers.is_quiet_in(address.chat, home)
        return Hearing(within, silent, asleep)

    async def _tell(self, home: Home, house: House, row: KeptWatch, watch: Watch, news: News) -> None:
        """Tell, and write down that it was: should this process die in between, it is told again."""
        kept = kept_of(row)
        if not await self._may_know(home, row, [house.device(news.device)]):
            await self._memory.drop_watch(row.id, home.id)
            return
        at = news.at.astimezone(ZoneInfo(home.timezone)) if news.at else None
        if not await self._say(home, house, row, WatchTold(kept, news.device, at)):
            return
        if not watch.repeats:
            await self._memory.drop_watch(row.id, home.id)
            return
        async with self._memory.transaction(alone=f"watches of {home.id}"):
            if now := await self._memory.watch(row.id):
                await self._memory.keep_seen(row.id, noticed_to_json(told(noticed_from_json(now.seen))))

    async def _end(self, home: Home, house: House, row: KeptWatch, why: End) -> None:
        if await self._memory.drop_watch(row.id, home.id):
            await self._say(home, house, row, WatchEnded(kept_of(row), why))

    async def _say(self, home: Home, house: House, row: KeptWatch, what: WatchOutcome) -> bool:
        address = await self._address(home, row)
        try:
            await self._announcer.announce(address, Reply(what, house, home.id))
        except Exception:  # whatever the announcer's own are; the next one is told all the same
            log.warning("somebody could not be told of a watch", exc_info=True)
            return False
        return True

    async def _address(self, home: Home, row: KeptWatch) -> Address:
        """Where it was asked for, as long as that chat speaks of this home; else in private."""
        if row.address.chat != row.person:
            binding = await self._memory.binding(row.address.chat, row.address.topic)
            if binding and binding.home == home.id:
                return row.address
        person = await self._memory.person(row.person)
        if person is None:
            return Address(row.person, row.address.language)
        return (await self._readers.reader(person, home)).address

    async def _may_know(self, home: Home, row: KeptWatch, devices: Sequence[Device | None]) -> bool:
        """As people belong to the home now."""
        membership = await self._memory.membership(home.id, row.person)
        if membership is None:
            return False
        reach = membership.reach
        return reach is None or all(reach.covers(device) for device in devices if device)


def _is_worth_a_look(row: KeptWatch, house: House, read: Collection[str], now: datetime) -> bool:
    """Whether a watch is not as it was, or something of it would be told to somebody who wants to hear it."""
    before = noticed_from_json(row.seen)
    return noticed(watch_from_json(row.what), before, house, read, now, Hearing()) != (before, None)
