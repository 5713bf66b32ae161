"""What is watched is looked at as often as the budgets of unasked calls allow.

One job a home reads what is watched there and what the alarms do not read anyway. They read all devices of
an account whose listing carries values, so there watches cost no call more. What anybody else has read
meanwhile is not read again.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.home.alarms import may_alarm
from bot.home.background import background
from bot.home.clock import Clock
from bot.home.house import Device
from bot.household import Household
from bot.jobs.alarms import NAMES_FRESH_FOR, OFTENEST, READ_LATELY, SELDOMEST, SHARE, apart
from bot.jobs.watching import Watching
from bot.jobs.whose import HouseholdOf, home_of
from bot.jobs.worker import Again, Hold
from bot.memory.jobs import Job
from bot.memory.memory import Memory

BESIDE_ALARMS = 1 - SHARE

log = logging.getLogger(__name__)


class WatchCarrier:
    def __init__(self, memory: Memory, household_of: HouseholdOf, watching: Watching, clock: Clock) -> None:
        self._memory = memory
        self._household_of = household_of
        self._watching = watching
        self._clock = clock

    async def carry(self, hold: Hold) -> Again | None:
        """Look once. An attempt is not written down: reading twice does no harm."""
        home = await home_of(hold.job, self._memory)
        now = self._clock.now()
        if not await self._memory.count_watches(home.id):
            return Again(now + SELDOMEST)
        household = await self._household_of(home)
        with background():
            house, troubles = await household.house(NAMES_FRESH_FOR)
            await self._watching.sort_out(home, house, complete=not troubles)
            watched = await self._watching.devices(home, house)
            devices = [device for device in watched if not rides_along(device, household)]
            wait = self._apart(household, devices, now) if devices else None
            if wait is not None:
                lately = max(READ_LATELY, wait - OFTENEST)
                house, _ = await household.watch([device.id for device in devices], lately)
        await self._watching.see(home, house)
        return Again(now + (SELDOMEST if wait is None else part_of(wait)))

    async def give_up(self, job: Job) -> None:
        """The next ``ensure`` begins afresh; what was seen stands in the watches."""
        log.error("the watches of home %d could not be looked after", job.home)

    def _apart(self, household: Household, devices: Sequence[Device], now: datetime) -> timedelta | None:
        """How far the looks are apart that the account with the least left can bear; the alarms' share is
        left to them where there are any."""
        longest = OFTENEST
        for account in {household.account_of(device.id) for device in devices}:
            own = [device for device in devices if household.account_of(device.id) == account]
            share = BESIDE_ALARMS if account in alarmed(household) else SHARE
            wait = apart(household, own, self._memory, now, share)
            if wait is None:
                return None
            longest = max(longest, wait)
        return longest


def part_of(wait: timedelta) -> timedelta:
    """A long wait in equal parts: what is over is to end in time, and a new day brings new calls."""
    return wait / -(-wait // SELDOMEST)


def alarmed(household: Household) -> set[int | None]:
    """The accounts that the alarms read."""
    return {household.account_of(d.id) for d in household.known.devices if may_alarm(d)}


def rides_along(device: Device, household: Household) -> bool:
    """Whether the alarms' reading tells of a device as well."""
    if may_alarm(device):
        return True
    account = household.account_of(device.id)
    return account in alarmed(household) and account is not None and household.clouds[account].lists_values
