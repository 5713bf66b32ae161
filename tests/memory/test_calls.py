"""Vendor calls are counted by day and account, and those nobody asked for have a budget."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from bot.home.account import CountsCalls
from bot.memory.memory import Memory
from bot.memory.records import CallsOfADay
from tests.clocks import FrozenClock
from tests.databases import Place

BUDGET = 5


@pytest.fixture
async def memory(place: Place, clock: FrozenClock) -> AsyncIterator[Memory]:
    memory = await place.open(clock, background_calls=BUDGET)
    yield memory
    await memory.close()


@pytest.fixture
async def account(memory: Memory) -> int:
    home = await memory.add_home("Flat", "zh", "UTC")
    return (await memory.add_account(home.id, "aliyun", {}, {})).id


async def another_process(place: Place, clock: FrozenClock, stack: AsyncExitStack) -> Memory:
    memory = await place.open(clock, background_calls=BUDGET)
    stack.push_async_callback(memory.close)
    return memory


def called(counter: CountsCalls, account: int, times: int, *, background: bool = True) -> None:
    for _ in range(times):
        counter.count_call(account, background)


async def test_each_call_in_the_background_takes_one_of_the_budget(memory: Memory, account: int) -> None:
    assert memory.background_left(account) == BUDGET
    called(memory, account, 2)
    assert memory.background_left(account) == BUDGET - 2
    called(memory, account, 9)
    assert memory.background_left(account) == 0


async def test_what_people_ask_for_takes_nothing_of_it(memory: Memory, account: int) -> None:
    called(memory, account, 9, background=False)
    assert memory.background_left(account) == BUDGET


async def test_writing_down_changes_nothing_and_counts_nothing_twice(memory: Memory, account: int) -> None:
    called(memory, account, 2)
    for _ in range(3):
        await memory.write_calls()
        assert memory.background_left(account) == BUDGET - 2
    called(memory, account, 1)
    await memory.write_calls()
    assert await memory.call_counts(account, 1) == (CallsOfADay(memory._clock.now().date(), 0, 3),)


async def test_accounts_do_not_share_a_budget(memory: Memory, account: int) -> None:
    called(memory, account, 5)
    assert memory.background_left(account + 1) == BUDGET


async def test_a_new_day_brings_a_new_budget_and_keeps_the_old_counts(
    memory: Memory, account: int, clock: FrozenClock
) -> None:
    called(memory, account, 5)
    called(memory, account, 2, background=False)
    clock.advance(days=1)
    assert memory.background_left(account) == BUDGET
    called(memory, account, 1)
    await memory.write_calls()
    today, yesterday = await memory.call_counts(account, 2)
    assert (today.asked, today.background) == (0, 1)
    assert (yesterday.asked, yesterday.background) == (2, 5)
    assert await memory.call_counts(account, 1) == (today,)


async def test_the_budget_survives_a_restart(place: Place, clock: FrozenClock) -> None:
    memory = await place.open(clock, background_calls=BUDGET)
    home = await memory.add_home("Flat", "zh", "UTC")
    account = (await memory.add_account(home.id, "aliyun", {}, {})).id
    called(memory, account, 3)
    await memory.close()

    again = await place.open(clock, background_calls=BUDGET)
    assert again.background_left(account) == BUDGET - 3
    await again.close()


async def test_replicas_learn_of_each_others_calls_when_they_write(
    memory: Memory, account: int, place: Place, clock: FrozenClock
) -> None:
    async with AsyncExitStack() as stack:
        other = await another_process(place, clock, stack)
        called(memory, account, 2)
        called(other, account, 2)
        await memory.write_calls()
        await other.write_calls()
        await memory.write_calls()
        assert (memory.background_left(account), other.background_left(account)) == (1, 1)


async def test_calls_of_an_account_that_was_unlinked_hinder_nobody(memory: Memory, account: int) -> None:
    home = await memory.add_home("Dacha", "ru", "UTC")
    other = (await memory.add_account(home.id, "yandex", {}, {})).id
    called(memory, account, 1)
    called(memory, other, 1)
    await memory.remove_account(account)
    await memory.write_calls()
    assert await memory.call_counts(account, 1) == ()
    assert len(await memory.call_counts(other, 1)) == 1


async def test_what_is_a_quarter_old_is_forgotten(memory: Memory, account: int, clock: FrozenClock) -> None:
    called(memory, account, 1)
    await memory.write_calls()
    clock.advance(days=91)
    called(memory, account, 1)
    await memory.write_calls()
    assert len(await memory.call_counts(account, 365)) == 1
