"""A whole group of the cloud is commanded as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from bot.home.cloud import Listing
from bot.home.command import Command, Flip, SetTo
from bot.home.effect import Effect, Status
from bot.home.house import Group
from bot.home.problem import Problem
from bot.household import Household
from tests.clocks import FrozenClock
from tests.fake_cloud import FakeCloud
from tests.homes import BRIGHTNESS, ON, lamp

GROUPS = (Group("g", "Lamps", devices=("a", "b")), Group("h", "More", devices=("a", "b", "c")))


@dataclass
class GroupCloud(FakeCloud):
    groups_run: list[str] = field(default_factory=list)
    refuses: frozenset[str] = frozenset()
    forgets: frozenset[str] = frozenset()

    async def execute_group(self, group: str, commands: Sequence[Command]) -> tuple[Effect, ...]:
        self.groups_run.append(group)
        members = next(g.devices for g in GROUPS if g.id == group)
        taken = [replace(c, device=m) for m in reversed(members) for c in commands if m not in self.refuses]
        self.late.extend(taken)
        self.catch_up()
        refused = [replace(c, device=m) for m in members for c in commands if m in self.refuses]
        effects = [Effect(c, Status.ACCEPTED) for c in taken]
        effects += [Effect(c, Status.REFUSED, Problem.DEVICE_OFFLINE) for c in refused]
        return tuple(effect for effect in effects if effect.command.device not in self.forgets)


@pytest.fixture
async def cloud() -> GroupCloud:
    return GroupCloud({id_: lamp(id_) for id_ in "abc"}, listing_parts=Listing(groups=GROUPS))


async def carried(cloud: GroupCloud, *commands: Command) -> list[tuple[str, Status]]:
    household = Household("Flat", {1: cloud}, FrozenClock())
    await household.house()
    effects = (await household.execute(commands)).effects
    return [(effect.command.device, effect.status) for effect in effects]


def on(*devices: str) -> list[Command]:
    return [Command(device, ON, SetTo(True)) for device in devices]


async def test_one_value_for_every_member_is_one_call_for_the_group(cloud: GroupCloud) -> None:
    assert await carried(cloud, *on("b", "a")) == [("b", Status.CONFIRMED), ("a", Status.CONFIRMED)]
    assert (cloud.groups_run, cloud.calls.count("execute")) == (["g"], 0)


@pytest.mark.parametrize(
    "commands",
    [
        on("a"),
        on("a", "c"),
        [*on("a"), Command("b", ON, SetTo(False))],
        [*on("a"), Command("b", BRIGHTNESS, SetTo(40.0))],
        [*on("a", "b"), Command("c", BRIGHTNESS, SetTo(40.0))],
        [*on("a"), *on("a")],
    ],
)
async def test_anything_else_goes_to_the_devices(cloud: GroupCloud, commands: list[Command]) -> None:
    await carried(cloud, *commands)
    assert (cloud.groups_run, cloud.calls.count("execute")) == ([], 1)


async def test_the_other_state_is_worked_out_before_a_group_is_told(cloud: GroupCloud) -> None:
    flips = [Command(device, ON, Flip()) for device in "ab"]
    assert await carried(cloud, *flips) == [("a", Status.CONFIRMED), ("b", Status.CONFIRMED)]
    assert cloud.groups_run == ["g"]


async def test_a_member_that_refuses_is_told_of_alone(cloud: GroupCloud) -> None:
    cloud.refuses = frozenset("b")
    assert await carried(cloud, *on("a", "b")) == [("a", Status.CONFIRMED), ("b", Status.REFUSED)]


async def test_of_a_member_that_the_cloud_does_not_mention_the_reading_tells(cloud: GroupCloud) -> None:
    cloud.forgets = frozenset("b")
    assert await carried(cloud, *on("a", "b")) == [("a", Status.CONFIRMED), ("b", Status.CONFIRMED)]
