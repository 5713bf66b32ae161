"""Names of the home's own: how they are compared, what is none, and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.home.area import Area, Extent
from bot.home.house import Device, Group, House, Room, Scene
from bot.home.live import followed, followed_from_json, followed_to_json
from bot.home.names_buttons import mark_of_name
from bot.home.naming import (
    LONGEST_NAME,
    Misnamed,
    OwnName,
    Thing,
    area_of,
    called,
    is_called,
    misnamed,
    thing_of,
    tidied,
)
from bot.home.request import Sort
from bot.home.shown import AreaShown

LAMP, ROOM = Thing(Sort.DEVICE, "lamp"), Thing(Sort.ROOM, "k")
GROUP, SCENE = Thing(Sort.GROUP, "g"), Thing(Sort.SCENE, "s")
HOUSE = House(
    rooms=(Room("k", "Kitchen"),),
    groups=(Group("g", "Lamps"),),
    scenes=(Scene("s", "Morning"),),
    devices=(Device("lamp", "Lamp", aliases=("Торшер",)), Device("other", "Other")),
)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("bob", "Bob"),
        ("  Bob\nthe  Lamp ", "Bob the Lamp"),
        ("\u202eBob\u200b\x07", "Bob"),
        ("iPad", "iPad"),
        ("小白", "小白"),
        ("", ""),
    ],
)
def test_a_name_stands_on_one_line_without_what_cannot_be_seen(said: str, name: str) -> None:
    assert tidied(said) == name


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Bob", None),
        ("7", None),
        ("", Misnamed.EMPTY),
        ("🌟", Misnamed.UNSPEAKABLE),
        ("x" * LONGEST_NAME, None),
        ("x" * (LONGEST_NAME + 1), Misnamed.TOO_LONG),
    ],
)
def test_what_can_be_a_name(name: str, why: Misnamed | None) -> None:
    assert misnamed(name) is why


def test_names_are_the_same_however_they_are_written() -> None:
    assert mark_of_name("Боб") == mark_of_name("боб ") != mark_of_name("Бобр")
    assert mark_of_name("ＢＯＢ") == mark_of_name("bob")


@given(st.text())
def test_any_text_has_a_mark_and_is_tidied_once_for_all(text: str) -> None:
    assert len(mark_of_name(text)) == 12
    assert tidied(tidied(text)) == tidied(text)


def test_own_names_stand_beside_those_of_the_cloud() -> None:
    own = (
        OwnName("Bob", LAMP),
        OwnName("торшер", LAMP),  # which it is called already
        OwnName("Den", ROOM),
        OwnName("Guard", GROUP),
        OwnName("Reveille", SCENE),
        OwnName("Ghost", Thing(Sort.DEVICE, "gone")),
    )
    house = called(HOUSE, own)
    lamp, room = house.device("lamp"), house.room("k")
    group, scene = house.group("g"), house.scene("s")
    assert lamp
    assert room
    assert group
    assert scene
    assert lamp.aliases == ("Торшер", "Bob")
    assert (room.aliases, group.aliases, scene.aliases) == (("Den",), ("Guard",), ("Reveille",))
    assert house.device("other") is HOUSE.device("other")
    assert called(HOUSE, ()) is HOUSE
    assert is_called(LAMP, "BOB", house)
    assert not is_called(LAMP, "Den", house)


def test_rooms_and_groups_are_areas() -> None:
    for thing in (ROOM, GROUP):
        area = area_of(thing)
        assert area
        assert thing_of(area) == thing
    assert area_of(LAMP) is None
    assert thing_of(Area()) is None


def test_a_card_that_is_followed_keeps_its_stars() -> None:
    room = AreaShown(Area(Extent.ROOM, "k"), 1, starred=True)
    home = AreaShown(Area(), favourites=(LAMP, SCENE))
    plain = AreaShown(Area())
    for shown in (room, home, plain):
        kept = followed(shown)
        assert kept == shown
        assert followed_from_json(followed_to_json(kept)) == shown
    assert followed_from_json({"extent": "home", "id": "", "page": 0}) == plain
