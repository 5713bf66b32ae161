"""Factory resets: started once, and followed to their end, through restarts.

The task's number is kept before anything is told. Where a worker died between the start and that, nobody
knows whether the reset runs; it is told so and not started again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.home.abilities import HasReset, ResetState
from bot.home.announcer import Address, Announcer
from bot.home.clock import Clock
from bot.home.effect import is_maybe_done
from bot.home.ending import ending_of_reset
from bot.home.errors import CloudError
from bot.home.house import Device
from bot.home.outcome import Reply
from bot.home.problem import Problem
from bot.home.resetting import Reset, ResetPhase
from bot.household import Household
from bot.jobs.journalist import Journalist
from bot.jobs.whose import HouseholdOf, home_of
from bot.jobs.worker import Again, Hold
from bot.memory.jobs import Job
from bot.memory.memory import Memory
from bot.memory.records import Home

KIND = "reset"
LOOK_EVERY = timedelta(seconds=3)
GIVEN_UP_AFTER = timedelta(minutes=15)  # a vendor's own time runs out much sooner


def reset_act(job: int) -> str:
    """What the journal's entry about a reset is named by."""
    return f"r{job}"


class Resets:
    """Starts resets; whoever asks has been asked whether they are sure."""

    def __init__(self, memory: Memory, clock: Clock, wake: Callable[[], None] = lambda: None) -> None:
        self._memory = memory
        self._clock = clock
        self._wake = wake

    async def start(self, home: Home, device: Device, account: int, address: Address, person: int) -> Reset:
        payload = {"device": device.id, "name": device.name, "account": account, "task": None}
        job = await self._memory.add_job(home.id, KIND, payload, self._clock.now(), address, person)
        self._wake()
        return Reset(device.id, device.name, ResetPhase.RUNNING, job=job.id)

    async def show_on(self, reset: Reset, card: int) -> None:
        """How it ends is told on this card."""
        if reset.job is not None:
            await self._memory.show_jobs_on([reset.job], card)


class ResetCarrier:
    def __init__(self, memory: Memory, household_of: HouseholdOf, announcer: Announcer, clock: Clock) -> None:
        self._memory = memory
        self._household_of = household_of
        self._announcer = announcer
        self._clock = clock
        self._journal = Journalist(memory)

    async def carry(self, hold: Hold) -> Again | None:
        job = hold.job
        home = await home_of(job, self._memory)
        household = await self._household_of(home)
        cloud = household.clouds.get(job.payload["account"])
        if not isinstance(cloud, HasReset):
            await self._ended(job, household, ResetPhase.REFUSED, Problem.DEVICE_GONE)
            return None
        if job.payload["task"] is not None:
            return await self._look(job, household, cloud)
        if job.attempt is not None:
            await self._ended(job, household, ResetPhase.UNKNOWN)
            return None
        return await self._begin(hold, household, cloud)

    async def give_up(self, job: Job) -> None:
        home = await self._memory.home(job.home)
        if home is not None:
            await self._ended(job, await self._household_of(home), ResetPhase.UNKNOWN)

    async def _begin(self, hold: Hold, household: Household, cloud: HasReset) -> Again | None:
        if not await hold.begin():
            return None
        job = hold.job
        try:
            task = await cloud.reset(job.payload["device"])
        except CloudError as error:
            phase = ResetPhase.UNKNOWN if is_maybe_done(error) else ResetPhase.REFUSED
            await self._ended(job, household, phase, error.problem)
            return None
        payload = {**job.payload, "task": task, "started": self._clock.now().isoformat()}
        await hold.begin(payload)
        return Again(self._clock.now() + LOOK_EVERY, payload)

    async def _look(self, job: Job, household: Household, cloud: HasReset) -> Again | None:
        """Ask how it stands; a cloud that does not answer is asked again."""
        try:
            state = await cloud.reset_state(job.payload["task"])
        except CloudError:
            state = ResetState.RUNNING
        if state is not ResetState.RUNNING:
            await self._ended(job, household, ResetPhase(state.value))
            return None
        started = datetime.fromisoformat(job.payload["started"])
        if self._clock.now() - started > GIVEN_UP_AFTER:
            await self._ended(job, household, ResetPhase.UNKNOWN)
            return None
        return Again(self._clock.now() + LOOK_EVERY, job.payload)

    async def _ended(
        self, job: Job, household: Household, phase: ResetPhase, problem: Problem | None = None
    ) -> None:
        """Tell it on the card that told of the start, as the job knows it by now."""
        await self._journal.settle_now(job.home, reset_act(job.id), ending_of_reset(phase))
        newest = await self._memory.job(job.id)
        address = newest.address if newest else job.address
        reset = Reset(job.payload["device"], job.payload["name"], phase, problem)
        await self._announcer.announce(address, Reply(reset, household.known, job.home))
