"""Alarms: leak, smoke, gas, tampering, a lock left open; told to everybody who lives there.

Every home with such devices is looked at again and again, as often as the daily budget of unasked calls of
its accounts allows: where a listing carries values, one call tells of all devices of an account.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.home.account import CountsCalls
from bot.home.alarms import MAY_BE_SILENT, hazards_of, may_alarm
from bot.home.announcer import Announcer
from bot.home.background import background
from bot.home.clock import Clock
from bot.home.errors import NotNowError
from bot.home.house import Device, House
from bot.home.outcome import Alarm, Reply
from bot.home.roles import Role
from bot.household import Household
from bot.jobs.readers import Readers
from bot.jobs.standing import Standing
from bot.jobs.vigil import News, Wrong, untold, vigil_from_json, vigil_to_json, watched_on
from bot.jobs.whose import HouseholdOf, home_of
from bot.jobs.worker import Again, Hold
from bot.memory.jobs import Job
from bot.memory.memory import Memory
from bot.memory.records import Home

KIND = "alarms"
SHARE = 0.8  # of the budget; the rest is for what people ask to be told of
OFTENEST, SELDOMEST = timedelta(minutes=1), timedelta(hours=1)
NAMES_FRESH_FOR = timedelta(hours=6)
READ_LATELY = timedelta(seconds=30)  # what somebody else has read since then will do

log = logging.getLogger(__name__)


class Alarms(Standing):
    """Sees to it that every home is looked after, by one job each: everybody is told in private."""

    def __init__(self, memory: Memory, clock: Clock) -> None:
        super().__init__(memory, clock, KIND, {"vigil": []})


class AlarmCarrier:
    def __init__(self, memory: Memory, household_of: HouseholdOf, announcer: Announcer, clock: Clock) -> None:
        self._memory = memory
        self._household_of = household_of
        self._announcer = announcer
        self._clock = clock
        self._readers = Readers(memory, clock)

    async def carry(self, hold: Hold) -> Again | None:
        """Look once. An attempt is not written down: an alarm told twice is better than one never told."""
        job = hold.job
        home = await home_of(job, self._memory)
        household = await self._household_of(home)
        now = self._clock.now()
        with background():
            house, _ = await household.house(NAMES_FRESH_FOR)
            devices = [device for device in house.devices if may_alarm(device)]
            wait = pause(household, devices, self._memory, now)
            if not devices or wait is None:
                return Again(now + SELDOMEST, job.payload)
            house, troubles = await household.watch([device.id for device in devices], READ_LATELY)
        read = [fresh for device in devices if (fresh := house.device(device.id))]
        found = [Wrong(device.id, hazard) for device in read for hazard in hazards_of(device)]
        unread = {trouble.device for trouble in troubles if trouble.device}
        before = {w: k for w, k in vigil_from_json(job.payload["vigil"]).items() if house.device(w.device)}
        vigil, news = watched_on(before, found, unread, now)
        unheard = [one.wrong for one in news if not await self._tell(one, home, house)]
        payload = {"vigil": vigil_to_json(untold(vigil, unheard))}
        return Again(now + (OFTENEST if unheard else wait), payload)

    async def give_up(self, job: Job) -> None:
        """The next ``ensure`` begins afresh."""
        log.error("the alarms of home %d could not be looked after", job.home)

    async def _tell(self, news: News, home: Home, house: House) -> bool:
        """Whether it need not be told again. Where somebody could not be told now, all are told once more:
        that is better than one who never hears of it."""
        alarm = Alarm(news.wrong.device, news.wrong.hazard, news.over)
        device = house.device(news.wrong.device)
        members = [m for m in await self._memory.members(home.id) if m.role is not Role.GUEST]
        is_told = True
        for person in (m.person for m in members if m.reach is None or (device and m.reach.covers(device))):
            try:
                reader = await self._readers.reader(person, home)
                silent = reader.is_spared and (alarm.over or alarm.hazard in MAY_BE_SILENT)
                address = replace(reader.address, silent=silent)
                await self._announcer.announce(address, Reply(alarm, house, home.id))
            except NotNowError as error:
                log.warning("somebody could not be told of an alarm yet: %s", error)
                is_told = False
            except Exception:  # whatever the announcer's own are; the next one is told all the same
                log.warning("somebody could not be told of an alarm", exc_info=True)
        return is_told


def pause(
    household: Household, devices: Sequence[Device], budget: CountsCalls, now: datetime
) -> timedelta | None:
    """How long to wait until the next look. None where an account has nothing left."""
    wait = apart(household, devices, budget, now)
    return None if wait is None else min(wait, SELDOMEST)


def apart(
    household: Household, devices: Sequence[Device], budget: CountsCalls, now: datetime, share: float = SHARE
) -> timedelta | None:
    """How far two looks have to be apart, so that every account's budget lasts to the end of its day (UTC).

    ``share`` is what of the budget may be used. None where an account has nothing left.
    """
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    longest = OFTENEST
    accounts = [account for device in devices if (account := household.account_of(device.id)) is not None]
    for account in set(accounts):
        cost = 1 if household.clouds[account].lists_values else accounts.count(account)
        looks = int(budget.background_left(account) * share) // cost
        if looks == 0:
            return None
        longest = max(longest, (midnight - now) / looks)
    return longest
