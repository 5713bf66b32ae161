"""What is to happen later happens at its time, whether the clock walks or jumps."""

from __future__ import annotations

import asyncio

from bot.sandbox.aliyun.agenda import Agenda
from bot.sandbox.world import Clock


class StoppedClock(Clock):
    def now(self) -> float:
        return 1000.0 + self.offset


def test_a_jump_does_everything_that_was_passed_in_order() -> None:
    clock = StoppedClock()
    agenda, done = Agenda(clock), list[float]()
    for due in (1030.0, 1010.0, 1020.0, 1100.0):
        agenda.add(due, done.append)
    clock.advance(50)
    assert done == [1010, 1020, 1030]


def test_what_becomes_due_on_the_way_takes_its_turn() -> None:
    clock = StoppedClock()
    agenda, done = Agenda(clock), list[float]()

    def again(at: float) -> None:
        done.append(at)
        agenda.add(at + 20, again)

    agenda.add(1010, again)
    agenda.add(1040, done.append)
    clock.advance(55)
    assert done == [1010, 1030, 1040, 1050]


def test_what_was_cancelled_does_not_happen() -> None:
    clock = StoppedClock()
    agenda, done = Agenda(clock), list[float]()
    agenda.add(1010, done.append).cancelled = True
    clock.advance(50)
    assert done == []


async def test_without_a_jump_it_happens_when_its_time_has_come() -> None:
    clock = Clock()
    agenda, happened = Agenda(clock), asyncio.Event()
    agenda.add(clock.now() + 0.05, lambda _: happened.set())
    assert not happened.is_set()
    await asyncio.wait_for(happened.wait(), 5)


async def test_a_stopped_agenda_rests() -> None:
    clock = Clock()
    agenda, other, happened = Agenda(clock), Agenda(clock), asyncio.Event()
    done = list[float]()
    agenda.add(clock.now() + 0.02, done.append)
    other.add(clock.now() + 0.06, lambda _: happened.set())
    agenda.stop()
    await asyncio.wait_for(happened.wait(), 5)
    assert done == []
