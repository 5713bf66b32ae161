"""The queue of what is to be done later: one holder at a time, and nothing is lost with a holder."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.home.announcer import Address
from bot.memory.jobs import Job
from bot.memory.memory import Memory
from tests.clocks import FrozenClock

HERE = Address(5, "ru", topic=2, card=9)
LEASE = timedelta(minutes=1)
KINDS = ("order",)


@pytest.fixture
async def home(memory: Memory) -> int:
    await memory.meet(7, "Vera", None)
    return (await memory.add_home("Flat", "ru", "Europe/Moscow")).id


async def added(memory: Memory, home: int, clock: FrozenClock, seconds: float = 0) -> Job:
    due = clock.now() + timedelta(seconds=seconds)
    return await memory.add_job(home, "order", {"what": ["lamp"]}, due, HERE, 7)


async def take(memory: Memory, holder: str = "one", limit: int = 10) -> list[int]:
    return [job.id for job in await memory.take_jobs(holder, KINDS, limit, LEASE)]


async def test_a_job_is_taken_when_it_is_due_and_by_one(
    memory: Memory, home: int, clock: FrozenClock
) -> None:
    job = await added(memory, home, clock, 60)
    assert await take(memory) == []
    assert await memory.next_job(KINDS) == job.due
    clock.advance(seconds=60)
    assert await take(memory, "one") == [job.id]
    assert await take(memory, "two") == []


async def test_what_is_taken_is_what_was_added(memory: Memory, home: int, clock: FrozenClock) -> None:
    job = await added(memory, home, clock)
    (taken,) = await memory.take_jobs("one", KINDS, 1, LEASE)
    assert (taken.payload, taken.due, taken.address, taken.person) == (job.payload, job.due, HERE, 7)
    assert (taken.attempt, taken.tries, taken.paused) == (None, 1, False)


async def test_the_longest_due_come_first_and_no_more_than_wanted(
    memory: Memory, home: int, clock: FrozenClock
) -> None:
    late, later = await added(memory, home, clock, 20), await added(memory, home, clock, 10)
    clock.advance(minutes=1)
    assert await take(memory, limit=1) == [later.id]
    assert await take(memory, limit=1) == [late.id]


async def test_what_a_newer_version_left_is_not_touched(
    memory: Memory, home: int, clock: FrozenClock
) -> None:
    await memory.add_job(home, "dream", {}, clock.now(), HERE)
    assert await take(memory) == []
    assert await memory.next_job(KINDS) is None
    assert len(await memory.take_jobs("new", ("dream",), 1, LEASE)) == 1


async def test_a_lease_that_is_not_renewed_runs_out(memory: Memory, home: int, clock: FrozenClock) -> None:
    job = await added(memory, home, clock)
    await take(memory, "one")
    clock.advance(seconds=50)
    assert await memory.renew_jobs("one", [job.id], LEASE) == {job.id}
    clock.advance(seconds=50)
    assert await take(memory, "two") == []
    clock.advance(seconds=10)
    assert await take(memory, "two") == [job.id]
    assert await memory.renew_jobs("one", [job.id], LEASE) == set()


async def test_who_has_lost_a_job_can_neither_begin_nor_finish_it(
    memory: Memory, home: int, clock: FrozenClock
) -> None:
    job = await added(memory, home, clock)
    await take(memory, "one")
    clock.advance(seconds=61)
    assert not await memory.begin_job(job.id, "one"), "even before somebody else has it"
    await take(memory, "two")
    assert not await memory.begin_job(job.id, "one")
    assert not await memory.finish_job(job.id, "one")
    assert not await memory.put_off_job(job.id, "one", clock.now())
    assert not await memory.give_back_job(job.id, "one", clock.now())
    assert await memory.begin_job(job.id, "two")


async def test_the_next_holder_learns_that_it_was_begun_and_how(
    memory: Memory, home: int, clock: FrozenClock
) -> None:
    job = await added(memory, home, clock)
    await take(memory, "one")
    assert await memory.begin_job(job.id, "one", {"what": ["lamp", "on"]})
    clock.advance(minutes=2)
    (taken,) = await memory.take_jobs("two", KINDS, 1, LEASE)
    assert taken.attempt is not None
    assert taken.payload == {"what": ["lamp", "on"]}
    assert taken.tries == 2


async def test_the_next_time_begins_afresh(memory: Memory, home: int, clock: FrozenClock) -> None:
    job = await added(memory, home, clock)
    await take(memory)
    await memory.begin_job(job.id, "one")
    tomorrow = clock.now() + timedelta(days=1)
    assert await memory.put_off_job(job.id, "one", tomorrow)
    clock.advance(days=1)
    (taken,) = await memory.take_jobs("two", KINDS, 1, LEASE)
    assert (taken.attempt, taken.tries, taken.due) == (None, 1, tomorrow)


async def test_a_holder_that_ends_hands_over_at_once(memory: Memory, home: int, clock: FrozenClock) -> None:
    job = await added(memory, home, clock)
    await take(memory, "one")
    await memory.hand_over_jobs("one")
    assert await take(memory, "two") == [job.id]


async def test_a_finished_job_is_gone(memory: Memory, home: int, clock: FrozenClock) -> None:
    job = await added(memory, home, clock)
    await take(memory)
    assert await memory.finish_job(job.id, "one")
    assert await memory.job(job.id) is None
    assert await memory.next_job(KINDS) is None


async def test_a_paused_job_waits_and_is_not_begun_by_who_had_it(
    memory: Memory, home: int, clock: FrozenClock
) -> None:
    job = await added(memory, home, clock)
    await take(memory, "one")
    assert await memory.pause_job(job.id, home)
    assert not await memory.begin_job(job.id, "one")
    clock.advance(days=1)
    assert await take(memory, "two") == []
    (listed,) = await memory.jobs_of(home, KINDS)
    assert listed.paused
    assert await memory.resume_job(job.id, home, clock.now())
    assert await take(memory, "two") == [job.id]


async def test_only_the_home_drops_its_jobs_and_not_once_they_are_begun(
    memory: Memory, home: int, clock: FrozenClock
) -> None:
    job, begun = await added(memory, home, clock), await added(memory, home, clock)
    assert not await memory.drop_job(job.id, home + 1)
    assert await memory.drop_job(job.id, home)
    assert not await memory.drop_job(job.id, home)
    await take(memory)
    await memory.begin_job(begun.id, "one")
    assert not await memory.drop_job(begun.id, home)
    assert not await memory.pause_job(begun.id, home)


async def test_what_comes_of_a_job_is_told_on_the_card_that_shows_it(
    memory: Memory, home: int, clock: FrozenClock
) -> None:
    job = await added(memory, home, clock)
    await memory.show_jobs_on([job.id], 77)
    (listed,) = await memory.jobs_of(home, KINDS)
    assert listed.address == Address(5, "ru", topic=2, card=77)
