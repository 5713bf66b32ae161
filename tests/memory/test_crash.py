"""A crash at any point loses nothing that was promised, and leaves nothing half done."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.home.clock import Clock
from bot.memory.memory import Memory
from tests.databases import Place

ROOT = Path(__file__).parents[2]

START = """
import asyncio, os, signal
from bot.home.clock import SystemClock
from bot.opening import open_memory
from bot.settings import read_settings

def die():
    os.kill(os.getpid(), signal.SIGKILL)

async def main():
    memory = await open_memory(read_settings(), SystemClock())
"""


def run_until_killed(place: Place, script: str) -> None:
    code = START + script + "\nasyncio.run(main())"
    environment = {**os.environ, **place.environment}
    process = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=False)
    assert process.returncode == -signal.SIGKILL


async def test_secrets_stored_just_before_a_crash_are_there_after_it(place: Place, clock: Clock) -> None:
    run_until_killed(
        place,
        """
    home = await memory.add_home("Flat", "zh", "UTC")
    account = await memory.add_account(home.id, "aliyun", {}, {"refresh_token": "spent"})
    await memory.store_secrets(account.id, {"refresh_token": "rotated"})
    die()
""",
    )
    memory = await place.open(clock)
    (account,) = await memory.accounts(1)
    assert account.secrets == {"refresh_token": "rotated"}
    await memory.close()


async def test_a_crash_inside_a_transaction_leaves_nothing_of_it(place: Place, clock: Clock) -> None:
    run_until_killed(
        place,
        """
    async with memory.transaction():
        await memory.add_home("Flat", "zh", "UTC")
        die()
""",
    )
    memory = await place.open(clock)
    assert await memory.is_empty()
    await memory.close()


async def test_an_error_inside_a_transaction_leaves_nothing_of_it(memory: Memory) -> None:
    async def founder_fails() -> None:
        async with memory.transaction():
            await memory.add_home("Flat", "zh", "UTC")
            assert not await memory.is_empty(), "a transaction sees its own work"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await founder_fails()
    assert await memory.is_empty()


async def test_others_neither_see_nor_join_a_transaction_that_is_under_way(
    memory: Memory, place: Place
) -> None:
    async with memory.transaction():
        await memory.add_home("Flat", "zh", "UTC")
        assert await asyncio.create_task(memory.is_empty())
        writer = asyncio.create_task(memory.meet(1, "Vera", None))
        if place.server is not None:
            await asyncio.wait_for(writer, 30)
        else:
            await asyncio.wait([writer], timeout=0.05)
            assert not writer.done(), "SQLite has room for one writer at a time"
    await writer
    assert not await memory.is_empty()


async def test_who_wants_to_be_alone_waits_for_whoever_is(memory: Memory) -> None:
    async def plant() -> None:
        async with memory.transaction(alone="seed"):
            if await memory.is_empty():
                await memory.add_home("Flat", "zh", "UTC")

    await asyncio.gather(*(plant() for _ in range(5)))
    assert len(await memory.homes()) == 1


async def test_a_cancelled_writer_does_not_stand_in_the_way(memory: Memory) -> None:
    for steps in range(12):
        writer = asyncio.create_task(memory.add_home("Flat", "zh", "UTC"))
        for _ in range(steps):
            await asyncio.sleep(0)
        writer.cancel()
        await asyncio.gather(writer, return_exceptions=True)
    home = await memory.add_home("Last", "zh", "UTC")
    assert await memory.home(home.id) == home


def test_two_processes_may_open_a_new_memory_at_once(new_place: Place) -> None:
    code = START + "    await memory.close()\n\nasyncio.run(main())"
    environment = {**os.environ, **new_place.environment}
    processes = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=environment) for _ in range(2)]
    assert [process.wait(30) for process in processes] == [0, 0]
