"""Samples: of devices whose cloud keeps no history, what they were like is noted down.

Whatever is read of them for whatever reason is noted; beside that a job of each home has them read every ten
minutes, if its accounts' budget of unasked calls allows, and nobody else has read them meanwhile.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import timedelta

from bot import metrics
from bot.home.abilities import HasHistory
from bot.home.background import background
from bot.home.capability import Key
from bot.home.clock import Clock
from bot.home.errors import NotNowError
from bot.home.history import kept_of
from bot.home.house import Device, House
from bot.home.sampling import Sample, is_worth_a_note, samples_of
from bot.household import Household
from bot.jobs.alarms import NAMES_FRESH_FOR, pause
from bot.jobs.standing import Standing
from bot.jobs.whose import HouseholdOf, home_of
from bot.jobs.worker import Again, Hold
from bot.memory.jobs import Job
from bot.memory.memory import Memory

KIND = "samples"
OFTENEST, SELDOMEST = timedelta(minutes=10), timedelta(hours=1)
READ_LATELY = timedelta(minutes=5)
WRITE_EVERY = 60.0  # seconds; a crash loses as much
REMEMBERED = 100_000  # last notes; of one that is forgotten the next value is noted once more

log = logging.getLogger(__name__)


class Samplings(Standing):
    """Sees to it that every home is sampled, by one job each."""

    def __init__(self, memory: Memory, clock: Clock) -> None:
        super().__init__(memory, clock, KIND, {})

    async def ensure(self) -> None:
        if self._memory.samples_days:
            await super().ensure()


class Sampler:
    """Hears what is read, and notes down what is worth it: written down now and then, as nobody waits."""

    def __init__(self, memory: Memory, clock: Clock, household: Callable[[int], Household | None]) -> None:
        self._memory = memory
        self._clock = clock
        self._household = household
        self._last: OrderedDict[tuple[int, str, Key], Sample] = OrderedDict()
        self._unwritten: dict[int, list[Sample]] = {}

    def learned(self, home: int, before: House, fresh: Sequence[Device]) -> None:
        household = self._household(home)
        if household is None or not self._memory.samples_days:
            return
        now = self._clock.now()
        for device in fresh:
            if is_sampled(device, household):
                for sample in samples_of(device, now):
                    self._note(home, sample)

    async def write(self) -> None:
        """Without a database for now they wait."""
        taken, self._unwritten = self._unwritten, {}
        if not taken:
            return
        try:
            await self._memory.write_samples(taken)
        except NotNowError:
            for home, samples in taken.items():
                self._unwritten[home] = samples + self._unwritten.get(home, [])
            log.warning("samples of %d homes wait for the database", len(taken))
        else:
            metrics.SAMPLES.inc(sum(map(len, taken.values())))

    def _note(self, home: int, sample: Sample) -> None:
        place = (home, sample.device, sample.key)
        if not is_worth_a_note(self._last.get(place), sample):
            return
        self._last[place] = sample
        self._last.move_to_end(place)
        if len(self._last) > REMEMBERED:
            self._last.popitem(last=False)
        self._unwritten.setdefault(home, []).append(sample)


class SamplingCarrier:
    def __init__(self, memory: Memory, household_of: HouseholdOf, clock: Clock) -> None:
        self._memory = memory
        self._household_of = household_of
        self._clock = clock

    async def carry(self, hold: Hold) -> Again | None:
        """Have everything read that is sampled; an attempt is not written down, as reading does no harm."""
        if not self._memory.samples_days:
            return None
        home = await home_of(hold.job, self._memory)
        household = await self._household_of(home)
        now = self._clock.now()
        with background():
            house, _ = await household.house(NAMES_FRESH_FOR)
            devices = [device for device in house.devices if is_sampled(device, household)]
            wait = pause(household, devices, self._memory, now) if devices else None
            if wait is None:
                return Again(now + SELDOMEST)
            await household.watch([device.id for device in devices], READ_LATELY)
        return Again(now + max(wait, OFTENEST))

    async def give_up(self, job: Job) -> None:
        """It is begun afresh by itself."""
        log.error("the devices of home %d could not be sampled", job.home)


def is_sampled(device: Device, household: Household) -> bool:
    cloud = household.cloud_of(device.id)
    return cloud is not None and not isinstance(cloud, HasHistory) and bool(kept_of(device))
