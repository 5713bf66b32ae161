"""Links that let people in: once, in time, and never further than meant."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.home.roles import Role
from bot.memory.memory import Memory
from bot.memory.records import Home, Membership, Person, Start
from bot.memory.tables import invitations
from tests.clocks import FrozenClock
from tests.databases import Place, stolen

QUARTER = timedelta(minutes=15)


@pytest.fixture
async def home(memory: Memory) -> Home:
    for id_, name in enumerate(("Vera", "Ann", "Lin", "Max"), start=1):
        await memory.meet(id_, name, "ru")
    return await memory.add_home("Flat", "ru", "Europe/Moscow")


async def test_an_invitation_lets_one_person_in_once(memory: Memory, home: Home) -> None:
    token = await memory.invite(home.id, Role.MEMBER, QUARTER)
    assert await memory.redeem(token, 1) == Membership(home, Role.MEMBER)
    assert await memory.redeem(token, 2) is None
    assert await memory.redeem(token, 1) is None
    assert await memory.role(home.id, 2) is None


async def test_of_twenty_who_open_a_link_at_once_one_gets_in(memory: Memory, home: Home) -> None:
    crowd = range(101, 121)
    for id_ in crowd:
        await memory.meet(id_, "Somebody", None)
    token = await memory.invite(home.id, Role.GUEST, QUARTER)
    answers = await asyncio.gather(*(memory.redeem(token, id_) for id_ in crowd))
    assert [answer for answer in answers if answer] == [Membership(home, Role.GUEST)]
    assert [await memory.role(home.id, id_) for id_ in crowd].count(Role.GUEST) == 1


async def test_an_expired_link_lets_nobody_in(memory: Memory, home: Home, clock: FrozenClock) -> None:
    token = await memory.invite(home.id, Role.MEMBER, QUARTER)
    clock.advance(minutes=15)
    assert await memory.redeem(token, 1) is None


async def test_a_link_works_until_its_last_moment(memory: Memory, home: Home, clock: FrozenClock) -> None:
    token = await memory.invite(home.id, Role.MEMBER, QUARTER)
    clock.advance(minutes=15, microseconds=-1)
    assert await memory.redeem(token, 1) == Membership(home, Role.MEMBER)


@pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --", "э" * 64])
async def test_an_unknown_link_lets_nobody_in(memory: Memory, home: Home, token: str) -> None:
    await memory.invite(home.id, Role.OWNER, QUARTER)
    assert await memory.redeem(token, 1) is None


async def test_links_fit_telegram_and_are_not_on_the_disk(memory: Memory, home: Home, place: Place) -> None:
    token = await memory.invite(home.id, Role.MEMBER, QUARTER)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", token)
    found = await stolen(place)
    assert b"Vera" in found, "the search must be able to find something"
    assert token.encode() not in found


async def test_a_link_raises_a_role(memory: Memory, home: Home) -> None:
    await memory.add_member(home.id, 1, Role.GUEST)
    token = await memory.invite(home.id, Role.ADMIN, QUARTER)
    assert await memory.redeem(token, 1) == Membership(home, Role.ADMIN)


async def test_an_owner_who_tries_a_link_stays_owner_and_leaves_it_for_the_guest(
    memory: Memory, home: Home
) -> None:
    await memory.add_member(home.id, 1, Role.OWNER)
    token = await memory.invite(home.id, Role.GUEST, QUARTER)
    assert await memory.redeem(token, 1) == Membership(home, Role.OWNER)
    assert await memory.redeem(token, 2) == Membership(home, Role.GUEST)


async def test_the_founder_gets_a_home_of_their_own(memory: Memory) -> None:
    await memory.meet(1, "Vera", "ru")
    token = await memory.invite(None, Role.OWNER, QUARTER)
    assert not await memory.has_owner()
    founded = await memory.redeem(token, 1)
    assert await memory.has_owner()
    assert founded == Membership(Home(1, "Vera", "ru", "UTC"), Role.OWNER)
    assert await memory.memberships(1) == (founded,)


async def test_the_founder_takes_the_home_that_was_linked_before(memory: Memory, home: Home) -> None:
    token = await memory.invite(None, Role.OWNER, QUARTER)
    assert await memory.redeem(token, 1) == Membership(home, Role.OWNER)


async def test_once_somebody_owns_the_home_no_other_founders_link_works(memory: Memory) -> None:
    await memory.meet(1, "Vera", None)
    await memory.meet(2, "Mallory", None)
    first = await memory.invite(None, Role.OWNER, QUARTER)
    second = await memory.invite(None, Role.OWNER, QUARTER)
    assert await memory.redeem(first, 1)
    assert await memory.redeem(second, 2) is None
    assert await memory.memberships(2) == ()


async def test_a_founder_who_was_never_met_is_remembered_by_the_name_given(memory: Memory) -> None:
    token = await memory.invite(None, Role.OWNER, QUARTER)
    founded = await memory.redeem(token, 7, "Vera")
    assert founded == Membership(Home(1, "Vera", "en", "UTC"), Role.OWNER)
    assert await memory.person(7) == Person(7, "Vera", None)


async def test_a_stranger_with_a_dead_link_is_not_even_remembered(memory: Memory, home: Home) -> None:
    await memory.add_member(home.id, 1, Role.OWNER)
    dead = ["unknown", await memory.invite(None, Role.OWNER, QUARTER)]
    for token in dead:
        assert await memory.redeem(token, 666, "Mallory") is None
    assert await memory.person(666) is None


async def test_a_founded_home_starts_as_the_settings_say(place: Place, clock: FrozenClock) -> None:
    memory = await place.open(clock, Start("zh", "Asia/Shanghai"))
    token = await memory.invite(None, Role.OWNER, QUARTER)
    founded = await memory.redeem(token, 7, "林")
    assert founded == Membership(Home(1, "林", "zh", "Asia/Shanghai"), Role.OWNER)
    await memory.close()


async def test_old_links_are_swept_out(memory: Memory, home: Home, clock: FrozenClock) -> None:
    for _ in range(3):
        await memory.invite(home.id, Role.MEMBER, QUARTER)
        clock.advance(minutes=15)
    async with memory._database.reading() as connection:
        assert (await connection.execute(select(func.count()).select_from(invitations))).scalar() == 1
