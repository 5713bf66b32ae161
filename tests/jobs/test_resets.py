"""Factory resets: started once, followed to their end by whoever is alive."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from bot.home.abilities import ResetState
from bot.home.announcer import Address
from bot.home.errors import CloudError, CloudUnavailableError
from bot.home.outcome import Reply
from bot.home.problem import Problem
from bot.home.resetting import Reset, ResetPhase
from bot.household import Household
from bot.jobs.resets import GIVEN_UP_AFTER, KIND, ResetCarrier, Resets
from bot.jobs.worker import Worker
from bot.memory.memory import Memory
from bot.memory.records import Home
from tests.clocks import FrozenClock
from tests.databases import Place
from tests.fake_cloud import FakeCloud
from tests.homes import lamp

HERE = Address(5, "zh")


class Struck(BaseException):
    """The power fails."""


@dataclass
class Cloud(FakeCloud):
    state: ResetState = ResetState.RUNNING
    started: int = 0
    asked: int = 0
    refuses: CloudError | None = None
    silent: bool = False
    struck: str = ""
    tasks: list[str] = field(default_factory=list)

    async def reset(self, device: str) -> str:
        if self.struck == "before":
            raise Struck
        if self.refuses:
            raise self.refuses
        self.started += 1
        if self.struck == "after":
            raise Struck
        return f"task of {device}"

    async def reset_state(self, task: str) -> ResetState:
        assert task == "task of lamp"
        self.asked += 1
        if self.silent:
            raise CloudUnavailableError("aliyun", Problem.CLOUD_SILENT)
        return self.state


@dataclass
class Stage:
    memory: Memory
    clock: FrozenClock
    cloud: Cloud
    home: Home
    told: list[tuple[Address, ResetPhase, Problem | None]] = field(default_factory=list)

    async def announce(self, address: Address, reply: Reply) -> None:
        assert isinstance(reply.outcome, Reset)
        self.told.append((address, reply.outcome.phase, reply.outcome.problem))

    async def start(self) -> Reset:
        return await Resets(self.memory, self.clock).start(self.home, lamp(), 1, HERE, 1)

    async def round(self, after: float = 0) -> None:
        """What a worker of a new process does."""
        self.clock.advance(seconds=after)
        household = Household("Flat", {1: self.cloud}, self.clock)

        async def household_of(home: Home) -> Household:
            return household

        carrier = ResetCarrier(self.memory, household_of, self, self.clock)
        await Worker(self.memory, {KIND: carrier}, self.clock).round()

    @property
    def phases(self) -> list[ResetPhase]:
        return [phase for _, phase, _ in self.told]


@pytest.fixture
async def stage(place: Place) -> AsyncIterator[Stage]:
    clock = FrozenClock()
    memory = await place.open(clock)
    home = await memory.add_home("Flat", "zh", "Asia/Shanghai")
    await memory.meet(1, "Mei", None)
    yield Stage(memory, clock, Cloud({"lamp": lamp()}, name="aliyun"), home)
    await memory.close()


@pytest.mark.parametrize("state", [ResetState.SUCCESS, ResetState.FAILED, ResetState.TIMEOUT])
async def test_a_reset_is_followed_to_its_end_and_told_on_its_card(stage: Stage, state: ResetState) -> None:
    reset = await stage.start()
    assert reset.job is not None
    await Resets(stage.memory, stage.clock).show_on(reset, 77)
    for _ in range(4):
        await stage.round(after=5)
    assert stage.told == []
    stage.cloud.state = state
    await stage.round(after=5)
    assert [(address.card, phase.value) for address, phase, _ in stage.told] == [(77, state.value)]
    await stage.round(after=60)
    assert (stage.cloud.started, len(stage.told)) == (1, 1)


async def test_a_cloud_that_will_not_start_it_is_told_why(stage: Stage) -> None:
    stage.cloud.refuses = CloudError("aliyun", Problem.NOT_OWNER)
    await stage.start()
    await stage.round()
    assert [(phase, problem) for _, phase, problem in stage.told] == [(ResetPhase.REFUSED, Problem.NOT_OWNER)]


async def test_a_start_whose_answer_was_lost_is_unknown_and_not_repeated(stage: Stage) -> None:
    stage.cloud.refuses = CloudUnavailableError("aliyun", Problem.CLOUD_SILENT, maybe_done=True)
    await stage.start()
    await stage.round()
    stage.cloud.refuses = None
    await stage.round(after=300)
    assert (stage.phases, stage.cloud.started) == ([ResetPhase.UNKNOWN], 0)


@pytest.mark.parametrize("how", ["before", "after"])
async def test_a_worker_that_dies_while_starting_leaves_it_unknown(stage: Stage, how: str) -> None:
    stage.cloud.struck = how
    await stage.start()
    with pytest.raises(Struck):
        await stage.round()
    stage.cloud.struck = ""
    await stage.round(after=61)
    assert stage.phases == [ResetPhase.UNKNOWN]
    assert stage.cloud.started == (1 if how == "after" else 0)


async def test_a_cloud_that_does_not_answer_is_asked_again_but_not_for_ever(stage: Stage) -> None:
    await stage.start()
    await stage.round()
    stage.cloud.silent = True
    await stage.round(after=5)
    assert stage.told == []
    await stage.round(after=GIVEN_UP_AFTER.total_seconds())
    assert stage.phases == [ResetPhase.UNKNOWN]
