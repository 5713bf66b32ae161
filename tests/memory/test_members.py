"""Members: what they are, for how long, with what, and that a home is never left without an owner."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.home.house import Device
from bot.home.roles import Reach, Role
from bot.memory.memberships import Changed
from bot.memory.memory import Memory
from bot.memory.records import Home, Member, Membership, Person
from tests.clocks import FrozenClock

KITCHEN = Reach(devices=frozenset({"kettle"}), rooms=frozenset({"kitchen"}))
DAY = timedelta(days=1)


@pytest.fixture
async def home(memory: Memory) -> Home:
    for id_, name in enumerate(("Vera", "Ann", "Lin"), start=1):
        await memory.meet(id_, name, "en")
    return await memory.add_home("Flat", "en", "UTC")


async def test_a_guest_is_gone_when_the_stay_is_over(memory: Memory, home: Home, clock: FrozenClock) -> None:
    ends = clock.now() + DAY
    await memory.add_member(home.id, 2, Role.GUEST, ends, KITCHEN)
    assert await memory.membership(home.id, 2) == Membership(home, Role.GUEST, ends, KITCHEN)
    assert await memory.members(home.id) == (Member(Person(2, "Ann", "en"), Role.GUEST, ends, KITCHEN),)
    clock.advance(days=1)
    assert await memory.role(home.id, 2) is None
    assert await memory.memberships(2) == ()
    assert await memory.members(home.id) == ()


def test_a_reach_covers_its_devices_and_all_in_its_rooms() -> None:
    assert KITCHEN.covers(Device("kettle", "Kettle"))
    assert KITCHEN.covers(Device("lamp", "Lamp", room="kitchen"))
    assert not KITCHEN.covers(Device("tv", "TV"))
    assert not KITCHEN.covers(Device("tv", "TV", room="hall"))
    assert not Reach().covers(Device("tv", "TV"))


async def test_an_invitation_brings_its_limits_along(memory: Memory, home: Home, clock: FrozenClock) -> None:
    ends = clock.now() + DAY
    token = await memory.invite(home.id, Role.GUEST, timedelta(hours=1), until=ends, reach=KITCHEN)
    (open_,) = await memory.invitations(home.id)
    assert (open_.role, open_.until, open_.reach) == (Role.GUEST, ends, KITCHEN)
    assert await memory.redeem(token, 3) == Membership(home, Role.GUEST, ends, KITCHEN)
    assert await memory.invitations(home.id) == ()
    longer = await memory.invite(home.id, Role.GUEST, timedelta(hours=1), until=ends + DAY, reach=KITCHEN)
    assert await memory.redeem(longer, 3) == Membership(home, Role.GUEST, ends + DAY, KITCHEN)


async def test_a_revoked_invitation_lets_nobody_in(memory: Memory, home: Home) -> None:
    token = await memory.invite(home.id, Role.MEMBER, DAY)
    (open_,) = await memory.invitations(home.id)
    assert not await memory.revoke(home.id + 1, open_.digest)
    assert await memory.revoke(home.id, open_.digest)
    assert await memory.redeem(token, 1) is None


async def test_the_last_owner_can_neither_go_nor_step_down(memory: Memory, home: Home) -> None:
    await memory.add_member(home.id, 1, Role.OWNER)
    await memory.add_member(home.id, 2, Role.ADMIN)
    assert await memory.remove_member(home.id, 1) is Changed.LAST_OWNER
    assert await memory.change_member(home.id, 1, Role.ADMIN) is Changed.LAST_OWNER
    assert await memory.change_member(home.id, 2, Role.OWNER) is Changed.DONE
    assert await memory.change_member(home.id, 1, Role.GUEST, reach=KITCHEN) is Changed.DONE
    assert await memory.remove_member(home.id, 1) is Changed.DONE
    assert await memory.remove_member(home.id, 1) is Changed.NO_MEMBER


async def test_of_two_owners_who_leave_at_once_one_stays(memory: Memory, home: Home) -> None:
    for id_ in (1, 2):
        await memory.add_member(home.id, id_, Role.OWNER)
    left = await asyncio.gather(memory.remove_member(home.id, 1), memory.remove_member(home.id, 2))
    assert sorted(left) == [Changed.DONE, Changed.LAST_OWNER]
    assert len(await memory.owners(home.id)) == 1
