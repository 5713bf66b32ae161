"""A worker carries out what is due, once, and leaves nothing behind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.home.announcer import Address
from bot.jobs.worker import AT_ONCE, LOOK_EVERY, MOST_TRIES, Again, Hold, Worker
from bot.memory.jobs import Job
from bot.memory.memory import Memory
from tests.clocks import FrozenClock
from tests.databases import Place

HERE = Address(5, "en")


class Notebook:
    """A carrier that writes down what it did; ``again`` is its answer, ``fails`` its mood."""

    def __init__(self) -> None:
        self.done: list[int] = []
        self.given_up: list[int] = []
        self.again: Again | None = None
        self.fails = False
        self.begun = asyncio.Event()
        self.go = asyncio.Event()
        self.go.set()

    async def carry(self, hold: Hold) -> Again | None:
        if not await hold.begin():
            return None
        self.begun.set()
        await self.go.wait()
        if self.fails:
            raise ZeroDivisionError
        self.done.append(hold.job.id)
        return self.again

    async def give_up(self, job: Job) -> None:
        self.given_up.append(job.id)


class Naps:
    """A sleep that ends when it is told to."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        self.up = asyncio.Semaphore(0)

    async def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)
        await self.up.acquire()


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
async def memory(place: Place, clock: FrozenClock) -> AsyncIterator[Memory]:
    memory = await place.open(clock)
    await memory.add_home("Flat", "en", "UTC")
    yield memory
    await memory.close()


async def due_at(memory: Memory, due: datetime) -> int:
    return (await memory.add_job(1, "order", {}, due, HERE)).id


async def test_what_is_due_is_done_once(memory: Memory, clock: FrozenClock) -> None:
    notebook = Notebook()
    worker = Worker(memory, {"order": notebook}, clock)
    ids = [await due_at(memory, clock.now()) for _ in range(3)]
    await due_at(memory, clock.now() + timedelta(hours=1))
    assert await worker.round() == 3
    assert await worker.round() == 0
    assert sorted(notebook.done) == ids


async def test_a_leap_of_the_clock_begins_nothing_anew_that_is_under_way(
    memory: Memory, clock: FrozenClock
) -> None:
    notebook = Notebook()
    notebook.go.clear()
    worker = Worker(memory, {"order": notebook}, clock)
    id_ = await due_at(memory, clock.now())
    first = asyncio.create_task(worker.round())
    await notebook.begun.wait()
    clock.advance(hours=2)
    second = asyncio.create_task(worker.round())
    await asyncio.wait([second], timeout=0.3)
    notebook.go.set()
    await asyncio.gather(first, second)
    assert notebook.done == [id_]


async def test_no_more_than_so_many_at_once(memory: Memory, clock: FrozenClock) -> None:
    notebook = Notebook()
    worker = Worker(memory, {"order": notebook}, clock)
    for _ in range(AT_ONCE + 5):
        await due_at(memory, clock.now())
    assert await worker.round() == AT_ONCE
    assert await worker.round() == 5


async def test_what_is_due_again_is_done_again_then(memory: Memory, clock: FrozenClock) -> None:
    notebook = Notebook()
    worker = Worker(memory, {"order": notebook}, clock)
    id_ = await due_at(memory, clock.now())
    notebook.again = Again(clock.now() + timedelta(days=1), {"told": True})
    await worker.round()
    assert await worker.round() == 0
    clock.advance(days=1)
    notebook.again = None
    await worker.round()
    assert notebook.done == [id_, id_]
    assert await memory.job(id_) is None


async def test_a_failing_job_is_tried_again_ever_later_and_then_given_up(
    memory: Memory, clock: FrozenClock, caplog: pytest.LogCaptureFixture
) -> None:
    notebook = Notebook()
    notebook.fails = True
    worker = Worker(memory, {"order": notebook}, clock)
    id_ = await due_at(memory, clock.now())
    waits = []
    for _ in range(MOST_TRIES):
        assert await worker.round() == 1
        job = await memory.next_job(["order"])
        assert job is not None
        waits.append((job - clock.now()).total_seconds())
        clock.advance(seconds=waits[-1])
    assert waits == [30, 60, 120, 240, 480]
    await worker.round()
    assert notebook.given_up == [id_]
    assert await memory.job(id_) is None


async def test_what_cannot_even_be_tried_is_not_given_up(memory: Memory, clock: FrozenClock) -> None:
    notebook = Notebook()
    worker = Worker(memory, {"order": notebook}, clock)
    await due_at(memory, clock.now())
    for _ in range(MOST_TRIES * 2):
        notebook.again = Again(clock.now() + timedelta(seconds=30), untried=True)
        assert await worker.round() == 1
        clock.advance(seconds=30)
    assert notebook.given_up == []


async def test_a_job_that_somebody_else_took_is_let_go_of(
    memory: Memory, clock: FrozenClock, caplog: pytest.LogCaptureFixture
) -> None:
    slow, quick = Notebook(), Notebook()
    slow.go.clear()
    one, two = Worker(memory, {"order": slow}, clock), Worker(memory, {"order": quick}, clock)
    id_ = await due_at(memory, clock.now())
    working = asyncio.create_task(one.round())
    await slow.begun.wait()
    await one.renew()
    clock.advance(seconds=59)
    assert await two.round() == 0, "its lease was renewed"
    clock.advance(seconds=2)
    await two.round()
    await one.renew()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert (slow.done, quick.done) == ([], [id_])


async def test_a_worker_that_ends_waits_for_what_is_under_way(memory: Memory, clock: FrozenClock) -> None:
    notebook = Notebook()
    notebook.go.clear()
    worker = Worker(memory, {"order": notebook}, clock)
    id_ = await due_at(memory, clock.now())
    working = asyncio.create_task(worker.round())
    await notebook.begun.wait()
    closing = asyncio.create_task(worker.close())
    await asyncio.sleep(0)
    notebook.go.set()
    await closing
    await working
    assert notebook.done == [id_]


async def test_it_sleeps_until_the_next_job_is_due_or_it_is_woken(memory: Memory, clock: FrozenClock) -> None:
    notebook, naps = Notebook(), Naps()
    worker = Worker(memory, {"order": notebook}, clock, naps)
    running = asyncio.create_task(worker.run())
    await until(lambda: LOOK_EVERY in naps.asked)
    await due_at(memory, clock.now() + timedelta(seconds=2))
    worker.wake()
    await until(lambda: 2.0 in naps.asked)
    clock.advance(seconds=2)
    naps.up.release()
    naps.up.release()
    naps.up.release()
    await until(lambda: len(notebook.done) == 1)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def until(happens: object) -> None:
    assert callable(happens)
    async with asyncio.timeout(10):
        while not happens():  # noqa: ASYNC110 - it happens in the database's thread
            await asyncio.sleep(0.01)
