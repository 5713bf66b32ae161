"""Orders whose time has come: carried out, followed until it is known what they did, and told.

What was missed for longer than the grace period is not done but told. Who asked must still be allowed to.
Where a worker died in the middle, absolute values are read back and written where they are not there; what
cannot be done twice (a step, an action, a scene) is told as unknown, and so is whatever would be late by now.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.home.announcer import Address, Announcer
from bot.home.clock import Clock, Sleep
from bot.home.command import Command, absolute, holds
from bot.home.deed import Deed, DeedKind, Ending, Via, called
from bot.home.effect import Effect, Status
from bot.home.ending import ending_of
from bot.home.errors import NotNowError
from bot.home.house import House
from bot.home.outcome import Done, Lapsed, Outcome, Reply, Scheduled
from bot.home.plan import Lapse
from bot.home.restoring import restoring
from bot.home.roles import Reach, may_do_dangerous
from bot.household import Household
from bot.household.dangers import danger_at_home
from bot.jobs.follow_up import looks
from bot.jobs.journalist import Doer, Journalist
from bot.jobs.order import KIND, Order, order_from_json, order_to_json, plan_of
from bot.jobs.readers import Readers
from bot.jobs.whose import HouseholdOf, home_of
from bot.jobs.worker import Again, Hold
from bot.memory.jobs import Job
from bot.memory.memory import Memory
from bot.memory.records import Home

GRACE = timedelta(minutes=10)
GRACE_TO_RESTORE = timedelta(days=1)  # what was meant to last an hour is better ended late than never
TELL_AGAIN = timedelta(minutes=10)  # where whoever asked cannot be told now
LOOK_AGAIN = timedelta(seconds=30)  # where the devices cannot even be listed
GOOD = (Status.CONFIRMED, Status.SENT)

log = logging.getLogger(__name__)

_ENDINGS = {
    Lapse.MISSED: Ending.FAILED,
    Lapse.NOT_ALLOWED: Ending.REFUSED,
    Lapse.UNKNOWN: Ending.UNKNOWN,
    Lapse.UNREACHABLE: Ending.FAILED,
    Lapse.FAILED: Ending.FAILED,
}


class OrderCarrier:
    def __init__(
        self,
        memory: Memory,
        household_of: HouseholdOf,
        announcer: Announcer,
        clock: Clock,
        grace: timedelta = GRACE,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._memory = memory
        self._household_of = household_of
        self._announcer = announcer
        self._clock = clock
        self._grace = grace
        self._sleep = sleep
        self._journal = Journalist(memory)
        self._readers = Readers(memory, clock)

    async def carry(self, hold: Hold) -> Again | None:
        """What could not be told is looked at and told later; nothing is done again because of it."""
        try:
            return await self._carry(hold)
        except NotNowError as error:
            log.warning("job %d waits until it can be told: %s", hold.job.id, error)
            return Again(self._clock.now() + TELL_AGAIN, untried=True)

    async def _carry(self, hold: Hold) -> Again | None:
        job, order = hold.job, order_from_json(hold.job.payload)
        home = await home_of(job, self._memory)
        now, due = self._clock.now(), self._due(job, order, home)
        grace = max(self._grace, GRACE_TO_RESTORE) if order.restores else self._grace
        late = now.timestamp() - due.timestamp() > grace.total_seconds()
        if late and job.attempt is None:
            return await self._lapsed(job, order, home, Lapse.MISSED)
        household = await self._household_of(home)
        house, troubles = await household.house()
        if troubles and any(house.device(command.device) is None for command in order.commands):
            if not late:
                return Again(self._clock.now() + LOOK_AGAIN, untried=True)
            return await self._lapsed(job, order, home, Lapse.UNREACHABLE)
        if not await self._is_allowed(job, order, house):
            return await self._lapsed(job, order, home, Lapse.NOT_ALLOWED, for_good=True)
        if job.attempt is None:
            done = await self._do(hold, order, home, household)
        elif order.is_repeatable and not late:
            done = await self._do_again(order, household)
        else:
            return await self._unknown(job, order, home, household, due)
        if done is not None:
            await self._tell(job, order, await self._settled(household, done), home, household.known)
        return _after(due, order)

    async def give_up(self, job: Job) -> None:
        """A schedule has its next time all the same."""
        home = await self._memory.home(job.home)
        if home is None:
            return
        order = order_from_json(job.payload)
        if again := _after(self._due(job, order, home), order):
            await self._memory.add_job(
                home.id, KIND, again.payload or {}, again.due, replace(job.address, card=None), job.person
            )
        await self._lapsed(job, order, home, Lapse.FAILED)

    def _due(self, job: Job, order: Order, home: Home) -> datetime:
        """The time that is to be dealt with, where people live."""
        zone = ZoneInfo(home.timezone)
        return order.occurrence(job.due.astimezone(zone), self._clock.now().astimezone(zone))

    # ------------------------------------------------------------------ doing it

    async def _is_allowed(self, job: Job, order: Order, house: House) -> bool:
        """As the roles are now. What brings the home back is done for whoever asked for the change."""
        if order.restores:
            return True
        person = job.person
        membership = await self._memory.membership(job.home, person) if person is not None else None
        if membership is None or not _reaches(membership.reach, order, house):
            return False
        if may_do_dangerous(membership.role):
            return True
        return await danger_at_home(self._memory, job.home, order.commands, house) is None

    async def _do(self, hold: Hold, order: Order, home: Home, household: Household) -> Done | None:
        """Carry out an order for the first time; None where somebody called it off in this moment."""
        await household.read(dict.fromkeys(command.device for command in order.commands))
        house = household.known
        attempted = tuple(_worked_out(command, house) for command in order.commands)
        back = restoring(attempted, house) if order.for_seconds is not None else None
        async with self._memory.transaction():
            if not await hold.begin(order_to_json(replace(order, attempted=attempted))):
                return None
            if back and order.for_seconds is not None:
                job, due = hold.job, self._clock.now() + timedelta(seconds=order.for_seconds)
                payload = order_to_json(Order(back, restores=True))
                await self._memory.add_job(home.id, KIND, payload, due, job.address, job.person)
        carried = await household.execute(attempted)
        problem = await household.run_scene(order.scene) if order.scene else None
        return Done(carried.effects, order.scene, problem, carried.refused)

    async def _do_again(self, order: Order, household: Household) -> Done:
        """Write what does not show after a worker died in the middle of it."""
        house, _ = await household.read(dict.fromkeys(command.device for command in order.attempted))
        shown = [c for c in order.attempted if (device := house.device(c.device)) and holds(c, device)]
        carried = await household.execute([c for c in order.attempted if c not in shown])
        return Done(
            (*(Effect(c, Status.CONFIRMED) for c in shown), *carried.effects), refused=carried.refused
        )

    async def _unknown(
        self, job: Job, order: Order, home: Home, household: Household, due: datetime
    ) -> Again | None:
        """It broke off, and doing it again may be once too often."""
        if order.scene is not None:
            return await self._lapsed(job, order, home, Lapse.UNKNOWN)
        house, _ = await household.read(dict.fromkeys(command.device for command in order.attempted))
        effects = tuple(_as_far_as_known(command, house) for command in order.attempted)
        await self._tell(job, order, Done(effects), home, house)
        return _after(due, order)

    async def _settled(self, household: Household, done: Done) -> Done:
        async for seen in looks(household, done, self._sleep):
            done = seen
        return done

    # ------------------------------------------------------------------ telling of it

    async def _lapsed(
        self, job: Job, order: Order, home: Home, why: Lapse, *, for_good: bool = False
    ) -> Again | None:
        """It was not done, and whoever asked is told why."""
        await self._note(job, order, _ENDINGS[why], home)
        zone, due = ZoneInfo(home.timezone), self._due(job, order, home)
        household = await self._household_of(home)
        house, _ = await household.house()
        plan = replace(plan_of(job, zone), due=due)
        await self._announcer.announce(await self._aloud(job, home), Reply(Lapsed(plan, why), house, home.id))
        return None if for_good else _after(due, order)

    async def _tell(self, job: Job, order: Order, done: Done, home: Home, house: House) -> None:
        """On the card that told of the plan; aloud what went wrong, and never what goes right every day."""
        await self._note(job, order, ending_of(done), home)
        outcome = await self._with_what_follows(job, order, done, home)
        went_well = not done.refused and not done.scene_problem
        went_well = went_well and all(effect.status in GOOD for effect in done.effects)
        reply = Reply(outcome, house, home.id)
        if order.every is None and job.address.card is not None:
            await self._announcer.announce(job.address, reply)
        if not went_well or (order.every is None and job.address.card is None):
            await self._announcer.announce(await self._aloud(job, home), reply)

    async def _aloud(self, job: Job, home: Home) -> Address:
        """A message of its own, without a sound in quiet hours."""
        silent = await self._readers.is_quiet_in(job.address.chat, home)
        return replace(job.address, card=None, silent=silent)

    async def _note(self, job: Job, order: Order, ending: Ending, home: Home) -> None:
        """One entry for each time that the order was due."""
        house = (await self._household_of(home)).known
        names = called(house, order.commands, order.scene)
        deed = Deed(DeedKind.DID, order.commands, order.scene, names=names)
        doer = Doer(home.id, job.person, job.address.chat, Via.JOB)
        await self._journal.write(doer, deed, ending, f"j{job.id}.{int(job.due.timestamp())}")

    async def _with_what_follows(self, job: Job, order: Order, done: Done, home: Home) -> Outcome:
        """What was done for a while only is told with the moment at which it ends."""
        if order.for_seconds is None:
            return done
        waiting = [
            plan_of(other, ZoneInfo(home.timezone))
            for other in await self._memory.jobs_of(home.id, [KIND])
            if other.address == job.address and order_from_json(other.payload).restores
        ]
        return Scheduled(tuple(waiting[-1:]), done) if waiting else done


def _after(due: datetime, order: Order) -> Again | None:
    """The time after the one that was dealt with, also where it has come in the meantime."""
    again = order.next_due(due)
    return Again(again, order_to_json(replace(order, attempted=()))) if again else None


def _reaches(reach: Reach | None, order: Order, house: House) -> bool:
    """Whether somebody who is limited to some devices may do it; a scene may do anything."""
    if reach is None:
        return True
    devices = [house.device(command.device) for command in order.commands]
    return order.scene is None and all(device and reach.covers(device) for device in devices)


def _worked_out(command: Command, house: House) -> Command:
    """With its absolute value, where that is known; why it cannot be done is for the household to say."""
    device = house.device(command.device)
    fitted = absolute(command, device) if device else command
    return fitted if isinstance(fitted, Command) else command


def _as_far_as_known(command: Command, house: House) -> Effect:
    device = house.device(command.device)
    return Effect(command, Status.CONFIRMED if device and holds(command, device) else Status.UNKNOWN)
