"""The one right to refresh an account, among tasks, processes and the dead."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.memory.memory import Memory
from bot.memory.refreshes import LEASE
from tests.clocks import FrozenClock
from tests.databases import Place
from tests.memory.test_crash import run_until_killed

ROOT = Path(__file__).parents[2]


class Waiting:
    """A sleep during which the clock moves on."""

    def __init__(self, clock: FrozenClock) -> None:
        self._clock = clock
        self.seconds = 0.0

    async def __call__(self, seconds: float) -> None:
        self.seconds += seconds
        self._clock.advance(seconds=seconds)
        await asyncio.sleep(0)


@pytest.fixture
def waiting(clock: FrozenClock) -> Waiting:
    return Waiting(clock)


@pytest.fixture
async def memory(place: Place, clock: FrozenClock, waiting: Waiting) -> AsyncIterator[Memory]:
    memory = await place.open(clock, sleep=waiting)
    yield memory
    await memory.close()


async def linked(memory: Memory) -> int:
    home = await memory.add_home("Flat", "zh", "UTC")
    return (await memory.add_account(home.id, "aliyun", {}, {"spent": "0"})).id


async def test_two_refresh_one_after_the_other_and_the_second_sees_what_the_first_stored(
    memory: Memory,
) -> None:
    account = await linked(memory)
    seen = []

    async def refresh(token: str) -> None:
        async with memory.refreshing(account):
            seen.append((await memory.secrets_of(account))["spent"])
            await asyncio.sleep(0)
            await memory.store_secrets(account, {"spent": token})

    await asyncio.gather(refresh("1"), refresh("2"), refresh("3"))
    assert seen[0] == "0"
    assert len(set(seen)) == 3


async def test_other_accounts_are_not_held_up(memory: Memory, waiting: Waiting) -> None:
    account, other = await linked(memory), await linked(memory)
    async with memory.refreshing(account), memory.refreshing(other):
        assert waiting.seconds == 0


async def test_the_right_is_given_back_when_a_refresh_fails(memory: Memory, waiting: Waiting) -> None:
    account = await linked(memory)
    with pytest.raises(ZeroDivisionError):
        async with memory.refreshing(account):
            raise ZeroDivisionError
    async with memory.refreshing(account):
        assert waiting.seconds == 0


async def test_the_lease_of_a_holder_who_hangs_runs_out_and_he_takes_nothing_away_afterwards(
    memory: Memory, waiting: Waiting, clock: FrozenClock
) -> None:
    account = await linked(memory)
    async with memory.refreshing(account):
        async with memory.refreshing(account):
            assert timedelta(seconds=waiting.seconds) >= LEASE
        heir = memory.refreshing(account)
        await heir.__aenter__()
    before = waiting.seconds
    async with memory.refreshing(account):
        assert waiting.seconds - before >= LEASE.total_seconds(), "the heir's lease was not his to release"
    await heir.__aexit__(None, None, None)


async def test_the_lease_of_a_process_that_was_killed_runs_out(
    place: Place, memory: Memory, waiting: Waiting, clock: FrozenClock
) -> None:
    account = await linked(memory)
    run_until_killed(
        place,
        f"""
    from tests.clocks import FrozenClock
    from datetime import datetime
    memory._clock = FrozenClock(datetime.fromisoformat("{clock.now().isoformat()}"))
    async with memory.refreshing({account}):
        die()
""",
    )
    async with memory.refreshing(account):
        assert LEASE <= timedelta(seconds=waiting.seconds) < LEASE + timedelta(seconds=1)


REFRESH_TEN_TIMES = """
import asyncio, sys
from bot.home.clock import SystemClock
from bot.opening import open_memory
from bot.settings import read_settings

async def main():
    memory = await open_memory(read_settings(), SystemClock())
    memory._sleep = lambda s: asyncio.sleep(s / 50)
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(10):
        async with memory.refreshing(1):
            spent = int((await memory.secrets_of(1))["spent"])
            await memory.store_secrets(1, {"spent": str(spent + 1)})
    await memory.close()

asyncio.run(main())
"""


async def test_two_processes_never_spend_the_same_token(place: Place, memory: Memory) -> None:
    assert await linked(memory) == 1
    command = [sys.executable, "-c", REFRESH_TEN_TIMES]
    environment = {**os.environ, **place.environment}
    processes = [
        await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment, stdin=PIPE, stdout=PIPE)
        for _ in range(2)
    ]
    for process in processes:
        assert process.stdout is not None
        assert await process.stdout.readline() == b"ready\n"
    ended = await asyncio.gather(*(process.communicate(b"go\n") for process in processes))
    assert [process.returncode for process in processes] == [0, 0], ended
    assert await memory.secrets_of(1) == {"spent": "20"}


async def test_an_account_that_was_unlinked_is_not_refreshed(memory: Memory) -> None:
    account = await linked(memory)
    await memory.remove_account(account)
    with pytest.raises(LookupError, match=f"no account {account}"):
        async with memory.refreshing(account):
            pytest.fail("there is nothing to refresh")
    with pytest.raises(LookupError, match=f"no account {account}"):
        await memory.secrets_of(account)


async def test_unlinking_during_a_refresh_takes_the_lease_along(memory: Memory) -> None:
    account = await linked(memory)
    async with memory.refreshing(account):
        await memory.remove_account(account)
