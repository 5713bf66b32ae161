"""What is left of a home for somebody who is limited to a part of it."""

from __future__ import annotations

import pytest

from bot.home.command import Command, SetTo
from bot.home.house import Group, House, Room, Scene
from bot.home.limits import is_within, within
from bot.home.request import Act, Ask, Reading
from bot.home.roles import Reach
from tests.homes import ON, lamp, lock, socket

HOUSE = House(
    "Flat",
    rooms=(Room("k", "Kitchen"), Room("b", "Bedroom"), Room("h", "Hall")),
    groups=(Group("all", "Lights", devices=("table", "bed")), Group("own", "Sockets", devices=("plug",))),
    scenes=(Scene("s", "Good night"),),
    devices=(lamp("table", room="k"), socket("plug", room="k"), lamp("bed", room="b"), lock("door")),
)
KITCHEN = within(HOUSE, Reach(rooms=frozenset({"k"})))
BED = within(HOUSE, Reach(devices=frozenset({"bed", "gone"})))


def test_a_room_stays_with_all_that_is_in_it_and_the_rest_is_not_there() -> None:
    assert [device.id for device in KITCHEN.devices] == ["table", "plug"]
    assert [room.id for room in KITCHEN.rooms] == ["k"]


def test_a_device_brings_its_room_but_not_its_neighbours() -> None:
    assert [device.id for device in BED.devices] == ["bed"]
    assert [room.name for room in BED.rooms] == ["Bedroom"]


def test_groups_keep_what_is_left_of_them_and_empty_ones_go() -> None:
    assert [(group.id, group.devices) for group in KITCHEN.groups] == [
        ("all", ("table",)),
        ("own", ("plug",)),
    ]
    assert [(group.id, group.devices) for group in BED.groups] == [("all", ("bed",))]


def test_no_name_of_what_is_out_of_reach_stays() -> None:
    assert set(BED.names) == {"Lamp", "Bedroom", "Lights"}
    assert within(HOUSE, Reach()).names == ()


@pytest.mark.parametrize(
    ("request_", "inside"),
    [
        (Act((Command("table", ON, SetTo(True)),)), True),
        (Act((Command("table", ON, SetTo(True)), Command("bed", ON, SetTo(True)))), False),
        (Act((Command("table", ON, SetTo(True)),), readings=(Reading("door"),)), False),
        (Act(scene="s"), False),
        (Ask((Reading("plug"),)), True),
        (Ask((Reading("plug"), Reading("door"))), False),
    ],
)
def test_a_request_is_within_when_all_that_it_touches_is(request_: Act | Ask, inside: bool) -> None:
    assert is_within(request_, KITCHEN) is inside
    assert is_within(request_, HOUSE)
