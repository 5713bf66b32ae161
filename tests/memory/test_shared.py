"""Locks by key: one at a time, in order, and no memory of keys that nobody uses."""

from __future__ import annotations

import asyncio

import pytest

from bot.memory.shared import KeyedLocks


async def test_one_key_is_held_by_one_at_a_time_in_the_order_of_asking() -> None:
    locks, told = KeyedLocks(), []

    async def work(name: int) -> None:
        async with locks.hold("chat"):
            told.append(("in", name))
            await asyncio.sleep(0)
            told.append(("out", name))

    await asyncio.gather(*(work(name) for name in range(5)))
    assert told == [(step, name) for name in range(5) for step in ("in", "out")]


async def test_different_keys_do_not_wait_for_each_other() -> None:
    locks = KeyedLocks()
    async with locks.hold(-5001), asyncio.timeout(1), locks.hold(-5002):
        assert len(locks) == 2


async def test_keys_that_nobody_uses_are_forgotten() -> None:
    locks = KeyedLocks()
    for key in range(1000):
        async with locks.hold(key):
            pass
    assert len(locks) == 0


async def test_an_error_inside_lets_the_next_one_in() -> None:
    locks = KeyedLocks()
    with pytest.raises(ZeroDivisionError):
        async with locks.hold("chat"):
            raise ZeroDivisionError
    async with asyncio.timeout(1), locks.hold("chat"):
        pass


async def test_who_gives_up_waiting_does_not_block_the_others() -> None:
    locks = KeyedLocks()

    async def wait_for_turn() -> str:
        async with locks.hold("chat"):
            return "served"

    async with locks.hold("chat"):
        impatient, patient = asyncio.create_task(wait_for_turn()), asyncio.create_task(wait_for_turn())
        await asyncio.sleep(0)
        impatient.cancel()
        await asyncio.sleep(0)
    assert await patient == "served"
    assert impatient.cancelled()
