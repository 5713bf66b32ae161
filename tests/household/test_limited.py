"""A household as somebody has it who is limited to a part of it."""

from __future__ import annotations

import pytest

from bot.home.cloud import Listing
from bot.home.command import Command, SetTo
from bot.home.effect import Status
from bot.home.fit import Misfit
from bot.home.house import Room, Scene
from bot.home.problem import Problem
from bot.home.roles import Reach
from bot.household import Household, Limited
from tests.clocks import FrozenClock
from tests.fake_cloud import FakeCloud
from tests.homes import ON, lamp

KITCHEN = Reach(rooms=frozenset({"k"}))


@pytest.fixture
def cloud() -> FakeCloud:
    parts = Listing(rooms=(Room("k", "Kitchen"), Room("b", "Bedroom")), scenes=(Scene("s", "Good night"),))
    devices = {"table": lamp("table", room="k"), "bed": lamp("bed", room="b")}
    return FakeCloud(devices, listing_parts=parts)


@pytest.fixture
async def whole(cloud: FakeCloud) -> Household:
    household = Household("Flat", {1: cloud}, FrozenClock())
    await household.house()
    return household


def test_nothing_that_a_household_offers_escapes_the_limits() -> None:
    offered = {name for name in vars(Household) if not name.startswith("_")}
    assert offered
    assert offered <= vars(Limited).keys(), "say in bot/household/limited.py what is left of these"


async def test_the_same_is_known_as_far_as_it_is_covered(whole: Household, cloud: FakeCloud) -> None:
    limited = Limited(whole, KITCHEN)
    cloud.devices["table"] = lamp("table", room="k", on=True)
    await whole.read(["table"])
    assert limited.known.devices == (whole.known.device("table"),)
    for house, _ in (await limited.house(), await limited.named(), await limited.read(["table"])):
        assert [device.id for device in house.devices] == ["table"]


async def test_what_is_not_covered_is_not_read_not_found_and_not_done(
    whole: Household, cloud: FakeCloud
) -> None:
    limited = Limited(whole, KITCHEN)
    cloud.calls.clear()
    await limited.read(["bed"])
    await limited.freshen(["bed"])
    carried = await limited.execute([Command("bed", ON, SetTo(True))])
    assert (carried.effects, [one.reason.code for one in carried.refused]) == ((), [Misfit.NO_CAPABILITY])
    assert await limited.run_scene("s") is Problem.SCENE_GONE
    assert (limited.cloud_of("bed"), limited.account_of("bed")) == (None, None)
    assert cloud.calls == []


async def test_of_several_commands_those_are_done_that_are_covered(
    whole: Household, cloud: FakeCloud
) -> None:
    commands = [Command("bed", ON, SetTo(True)), Command("table", ON, SetTo(True))]
    carried = await Limited(whole, KITCHEN).execute(commands, look_first=True)
    assert [(effect.command.device, effect.status) for effect in carried.effects] == [
        ("table", Status.CONFIRMED)
    ]
    assert [refused.device for refused in carried.refused] == ["bed"]
    assert [device.id for device in carried.before.devices] == ["table"]
    assert cloud.devices["bed"].capabilities[0].value is False


async def test_a_device_that_moves_out_of_the_room_is_out_of_reach(
    whole: Household, cloud: FakeCloud
) -> None:
    limited = Limited(whole, KITCHEN)
    assert limited.account_of("table") == 1
    cloud.devices["table"] = lamp("table", room="b")
    await whole.read(["table"])
    assert limited.known.devices == ()
    assert limited.account_of("table") is None
