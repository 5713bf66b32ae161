"""Lines that move at a pace, and short notes."""

from __future__ import annotations

import asyncio

import pytest

from bot.shared import Pace, Shared

SLOW = Pace(interval=100.0, burst=2)
SLOWER = Pace(interval=1000.0, burst=3)


async def test_a_burst_goes_at_once_and_then_one_an_interval(shared: Shared) -> None:
    waits = [await shared.places.take([("chat", SLOW)]) for _ in range(4)]
    assert waits == pytest.approx([0, 0, 100, 200], abs=5)


async def test_who_stands_in_several_lines_waits_for_the_longest(shared: Shared) -> None:
    for _ in range(3):
        await shared.places.take([("group", SLOWER)])
    assert await shared.places.take([("chat", SLOW), ("group", SLOWER)]) == pytest.approx(1000, abs=5)
    assert await shared.places.take([("chat", SLOW)]) == 0


async def test_lines_of_their_own_do_not_slow_each_other_down(shared: Shared) -> None:
    for _ in range(5):
        await shared.places.take([("chat:1", SLOW)])
    assert await shared.places.take([("chat:2", SLOW)]) == 0
    assert await shared.places.take([]) == 0


async def test_a_line_that_has_been_empty_for_a_while_has_its_burst_again(shared: Shared) -> None:
    quick = Pace(interval=0.02, burst=2)
    for _ in range(4):
        await shared.places.take([("chat", quick)])
    await asyncio.sleep(0.15)
    assert await shared.places.take([("chat", quick)]) == 0


async def test_who_goes_last_takes_only_what_is_to_spare_and_makes_nobody_wait(shared: Shared) -> None:
    last = Pace(interval=100.0, burst=1)
    assert await shared.places.take_spare([("chat", last), ("all", SLOWER)]) == 0
    assert await shared.places.take_spare([("chat", last), ("all", SLOWER)]) == pytest.approx(100, abs=5)
    assert await shared.places.take([("chat", SLOW)]) == 0, "the second place was left to others"
    assert await shared.places.take_spare([("chat", last)]) == pytest.approx(200, abs=5)
    assert await shared.places.take([("chat", SLOW)]) == pytest.approx(100, abs=5), "asking took nothing"
    waits = [await shared.places.take([("all", SLOWER)]) for _ in range(3)]
    assert waits == pytest.approx([0, 0, 1000], abs=5), "nothing was taken where it had to wait elsewhere"
    assert await shared.places.take_spare([]) == 0


async def test_a_note_is_read_again_until_its_time_is_over(shared: Shared) -> None:
    assert await shared.notes.read("talk:1") is None
    await shared.notes.write("talk:1", "кухня", 60)
    await shared.notes.write("talk:2", "short", 0.02)
    assert await shared.notes.read("talk:1") == "кухня"
    await asyncio.sleep(0.05)
    assert await shared.notes.read("talk:2") is None
