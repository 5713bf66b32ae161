"""Locks by key: one at a time, in order, and no memory of keys that nobody uses."""

from __future__ import annotations

import asyncio

import pytest

from bot.shared import Shared
from bot.shared.process import LocksInProcess


async def test_one_key_is_held_by_one_at_a_time_in_the_order_of_asking(shared: Shared) -> None:
    told = []

    async def work(name: int) -> None:
        async with shared.locks.hold("chat"):
            told.append(("in", name))
            await asyncio.sleep(0)
            told.append(("out", name))

    await asyncio.gather(*(work(name) for name in range(5)))
    assert told == [(step, name) for name in range(5) for step in ("in", "out")]


async def test_different_keys_do_not_wait_for_each_other(shared: Shared) -> None:
    async with shared.locks.hold("-5001"), asyncio.timeout(2), shared.locks.hold("-5002"):
        pass


async def test_keys_that_nobody_uses_are_forgotten() -> None:
    locks = LocksInProcess()
    for key in range(1000):
        async with locks.hold(str(key)):
            assert len(locks) == 1
    assert len(locks) == 0


async def test_an_error_inside_lets_the_next_one_in(shared: Shared) -> None:
    with pytest.raises(ZeroDivisionError):
        async with shared.locks.hold("chat"):
            raise ZeroDivisionError
    async with asyncio.timeout(2), shared.locks.hold("chat"):
        pass


async def test_who_gives_up_waiting_does_not_block_the_others(shared: Shared) -> None:
    async def wait_for_turn() -> str:
        async with shared.locks.hold("chat"):
            return "served"

    async with shared.locks.hold("chat"):
        impatient, patient = asyncio.create_task(wait_for_turn()), asyncio.create_task(wait_for_turn())
        await asyncio.sleep(0)
        impatient.cancel()
        await asyncio.sleep(0)
    async with asyncio.timeout(2):
        assert await patient == "served"
    assert impatient.cancelled()
