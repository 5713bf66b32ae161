"""Watches: looked after within the accounts' budgets, told, and ended when they are over.

One job a home looks at what is watched there. Where the alarms read a device anyway, or an account whose
listing carries values, the watches ride along: that costs no call more. Who sees a change first writes it
down before it is told, alone with the home's watches, so that of several bots one tells.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.home.alarms import may_alarm
from bot.home.announcer import Address, Announcer
from bot.home.background import background
from bot.home.clock import Clock
from bot.home.house import Device, House
from bot.home.outcome import Reply
from bot.home.request import Watch
from bot.home.watching import End, WatchEnded, WatchOutcome, WatchTold, watch_from_json
from bot.household import Household
from bot.jobs.alarms import NAMES_FRESH_FOR, OFTENEST, READ_LATELY, SELDOMEST, SHARE, pause
from bot.jobs.noticing import (
    Hearing,
    News,
    noticed,
    noticed_from_json,
    noticed_to_json,
    told,
)
from bot.jobs.readers import Readers
from bot.jobs.watch_book import kept_of
from bot.jobs.worker import Again, Hold
from bot.memory.jobs import Job
from bot.memory.memory import Memory
from bot.memory.records import Home
from bot.memory.watches import KeptWatch

BESIDE_ALARMS = 1 - SHARE

HouseholdOf = Callable[[Home], Awaitable[Household]]

log = logging.getLogger(__name__)


class Watching:
    """Holds what was read against what is watched, and tells."""

    def __init__(self, memory: Memory, announcer: Announcer, clock: Clock) -> None:
        self._memory = memory
        self._announcer = announcer
        self._clock = clock
        self._readers = Readers(memory, clock)

    async def devices(self, home: Home, house: House) -> list[Device]:
        """What is watched in the home."""
        rows = await self._memory.watches_of(home.id)
        ids = dict.fromkeys(id_ for row in rows for id_ in watch_from_json(row.what).devices)
        return [device for id_ in ids if (device := house.device(id_))]

    async def riders(self, home: Home, household: Household) -> set[str]:
        """What is watched and read by the alarms anyway."""
        watched = await self.devices(home, household.known)
        return {device.id for device in watched if rides_along(device, household)}

    async def see(self, home: Home, house: House, read: Collection[str]) -> None:
        """These devices were just read."""
        now, news = self._clock.now(), []
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


class WatchCarrier:
    def __init__(self, memory: Memory, household_of: HouseholdOf, watching: Watching, clock: Clock) -> None:
        self._memory = memory
        self._household_of = household_of
        self._watching = watching
        self._clock = clock

    async def carry(self, hold: Hold) -> Again | None:
        """Look once at what does not ride along with the alarms."""
        home = await self._memory.home(hold.job.home)
        assert home is not None, "jobs go when their home goes"
        now = self._clock.now()
        if not await self._memory.count_watches(home.id):
            return Again(now + SELDOMEST)
        household = await self._household_of(home)
        with background():
            house, troubles = await household.house(NAMES_FRESH_FOR)
            await self._watching.sort_out(home, house, complete=not troubles)
            watched = await self._watching.devices(home, house)
            devices = [device for device in watched if not rides_along(device, household)]
            wait = self._pause(household, devices, now)
            if not devices or wait is None:
                return Again(now + SELDOMEST)
            house, troubles = await household.watch([device.id for device in devices], READ_LATELY)
        unread = {trouble.device for trouble in troubles}
        read = {device.id for device in devices} - unread
        await self._watching.see(home, house, read)
        return Again(now + wait)

    async def give_up(self, job: Job) -> None:
        """The next ``ensure`` begins afresh; what was seen stands in the watches."""
        log.error("the watches of home %d could not be looked after", job.home)

    def _pause(self, household: Household, devices: Sequence[Device], now: datetime) -> timedelta | None:
        """The longest pause that an account needs; the alarms' share is left to them where there are any."""
        longest = OFTENEST
        for account in {household.account_of(device.id) for device in devices}:
            own = [device for device in devices if household.account_of(device.id) == account]
            share = BESIDE_ALARMS if account in alarmed(household) else SHARE
            wait = pause(household, own, self._memory, now, share)
            if wait is None:
                return None
            longest = max(longest, wait)
        return longest


def alarmed(household: Household) -> set[int | None]:
    """The accounts that the alarms read."""
    return {household.account_of(d.id) for d in household.known.devices if may_alarm(d)}


def rides_along(device: Device, household: Household) -> bool:
    """Whether the alarms' reading tells of a device as well."""
    if may_alarm(device):
        return True
    account = household.account_of(device.id)
    return account in alarmed(household) and account is not None and household.clouds[account].lists_values
