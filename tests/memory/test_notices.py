"""What the owner was told of an account is told once, until it is over."""

from __future__ import annotations

import asyncio

import pytest

from bot.home.roles import Role
from bot.memory.memory import Memory
from bot.memory.records import Person


@pytest.fixture
async def account(memory: Memory) -> int:
    home = await memory.add_home("Flat", "zh", "UTC")
    return (await memory.add_account(home.id, "aliyun", {}, {})).id


async def test_a_notice_is_exactly_one_callers_to_tell(memory: Memory, account: int) -> None:
    claims = await asyncio.gather(*(memory.claim_notice(account, "login") for _ in range(5)))
    assert sorted(claims) == [False, False, False, False, True]


async def test_kinds_and_accounts_are_told_apart(memory: Memory, account: int) -> None:
    home = await memory.add_home("Dacha", "ru", "UTC")
    other = (await memory.add_account(home.id, "yandex", {}, {})).id
    assert await memory.claim_notice(account, "login")
    assert await memory.claim_notice(account, "ageing")
    assert await memory.claim_notice(other, "login")


async def test_what_is_over_is_told_again_the_next_time(memory: Memory, account: int) -> None:
    await memory.claim_notice(account, "login")
    await memory.claim_notice(account, "ageing")
    await memory.withdraw_notices(account, ["login"])
    assert await memory.claim_notice(account, "login")
    assert not await memory.claim_notice(account, "ageing")


async def test_withdrawing_what_was_never_told_is_no_error(memory: Memory, account: int) -> None:
    await memory.withdraw_notices(account, ["login"])
    await memory.withdraw_notices(account + 1, ["login"])


async def test_a_home_knows_its_owners_and_no_one_else_among_them(memory: Memory) -> None:
    home = await memory.add_home("Flat", "zh", "UTC")
    dacha = await memory.add_home("Dacha", "ru", "UTC")
    for id_, of, role in (
        (1, home, Role.OWNER),
        (2, home, Role.ADMIN),
        (3, home, Role.OWNER),
        (4, dacha, Role.OWNER),
    ):
        await memory.meet(id_, f"Person {id_}", "en")
        await memory.add_member(of.id, id_, role)
    assert await memory.owners(home.id) == (Person(1, "Person 1", "en"), Person(3, "Person 3", "en"))
    assert await memory.homes() == (home, dacha)
