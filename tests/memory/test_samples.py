"""What devices were like is kept for a while, in both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.home.abilities import Moment
from bot.home.capability import Key
from bot.home.sampling import Sample, Value
from bot.memory.memory import Memory
from bot.memory.records import Home
from tests.clocks import FrozenClock
from tests.databases import Place

WARMTH, DOOR = Key("sensor", "temperature"), Key("event", "open")


@pytest.fixture
async def home(memory: Memory) -> Home:
    return await memory.add_home("Flat", "en", "UTC")


async def test_values_are_read_in_order_with_the_last_one_before(
    memory: Memory, home: Home, clock: FrozenClock
) -> None:
    at = [clock.now() + timedelta(minutes=n) for n in range(5)]
    values: tuple[Value, ...] = (20.5, 21, True, "opened", 19.0)
    taken = [Sample("lamp", WARMTH, moment, value) for moment, value in zip(at, values, strict=True)]
    await memory.write_samples({home.id: [taken[3], taken[0], taken[4]]})
    await memory.write_samples({home.id: [*taken[:3], Sample("lamp", DOOR, at[0], "closed")]})
    moments = tuple(Moment(moment, value) for moment, value in zip(at, values, strict=True))
    assert await memory.moments(home.id, "lamp", WARMTH, at[2], at[4]) == moments[1:4]
    assert await memory.moments(home.id, "lamp", WARMTH, at[0], at[4] + timedelta(1)) == moments
    assert await memory.moments(home.id, "lamp", DOOR, at[0], at[4]) == (Moment(at[0], "closed"),)
    assert await memory.moments(home.id, "other", WARMTH, at[0], at[4]) == ()
    assert await memory.moments(home.id + 1, "lamp", WARMTH, at[0], at[4]) == ()
    assert await memory.sampled_since(home.id, "lamp", WARMTH) == at[0]
    assert await memory.sampled_since(home.id, "other", WARMTH) is None


async def test_samples_go_in_time_and_with_their_home(memory: Memory, home: Home, clock: FrozenClock) -> None:
    start = clock.now()
    for day in range(40):
        await memory.write_samples({home.id: [Sample("lamp", WARMTH, clock.now(), day)]})
        clock.advance(days=1)
    await memory.tidy()
    assert await memory.sampled_since(home.id, "lamp", WARMTH) == start + timedelta(days=10)
    await memory.remove_home(home.id)
    assert await memory.sampled_since(home.id, "lamp", WARMTH) is None
    await memory.write_samples({home.id: [Sample("lamp", WARMTH, clock.now(), 1)]})
    assert await memory.sampled_since(home.id, "lamp", WARMTH) is None


async def test_samples_that_are_not_wanted_are_not_written(place: Place, clock: FrozenClock) -> None:
    memory = await place.open(clock, samples_days=0)
    home = await memory.add_home("Flat", "en", "UTC")
    await memory.write_samples({home.id: [Sample("lamp", WARMTH, clock.now(), 1)]})
    assert await memory.sampled_since(home.id, "lamp", WARMTH) is None
    await memory.close()
