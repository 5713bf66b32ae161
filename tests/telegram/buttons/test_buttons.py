"""Callback data: every button survives the trip, fits 64 bytes, and never turns into another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.home.area import Area, Extent
from bot.home.binding_buttons import BindingButton
from bot.home.button import (
    AllOff,
    Button,
    Decide,
    Do,
    Pick,
    RunScene,
    Show,
    ShowArea,
    ShowChoices,
    ShowHistory,
    ShowMore,
    ShowRooms,
    ShowScenes,
    Speak,
    Turn,
)
from bot.home.capability import Capability, Choice, Color, Hsv, Key, Limits, Mode, OnOff, Range, Text
from bot.home.command import Change, Command, Flip, SetTo, ShiftBy
from bot.home.history import Span
from bot.home.house import Device, Group, House, Room, Scene
from bot.home.names_buttons import (
    AskName,
    AskNickname,
    DropName,
    NameThis,
    ShowFavourites,
    ShowNames,
    ShowPicture,
    Star,
    StarScenes,
    UndoNaming,
    mark_of_name,
)
from bot.home.naming import Thing
from bot.home.people_buttons import PeopleButton
from bot.home.request import Sort
from bot.telegram.buttons import FAMILIES, pack, unpack
from bot.telegram.buttons.tokens import DATA_LIMIT, UnpackableError
from tests.telegram.houses import CHINESE_FLAT, FLAT

words = st.text(min_size=1, max_size=60)
numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**9), 10**9)
tokens = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", min_size=1, max_size=32)
colors = st.builds(Hsv, *(st.integers(0, top) for top in (360, 100, 100)))

ROOM, SCENE = "комната" * 20, "сцена" * 20
AREAS = (Area(), Area(Extent.ROOM, ROOM), Area(Extent.GROUP, ROOM))
WITHOUT_NAMES = (
    Turn
    | Pick
    | Decide
    | Speak
    | ShowRooms
    | ShowScenes
    | ShowNames
    | ShowPicture
    | ShowFavourites
    | StarScenes
    | NameThis
    | DropName
    | AskNickname
    | UndoNaming
    | PeopleButton
    | BindingButton
)
THINGS = (Thing(Sort.ROOM, ROOM), Thing(Sort.GROUP, ROOM), Thing(Sort.SCENE, SCENE))


@st.composite
def houses(draw: st.DrawFn) -> House:
    """Any home, with names and values as odd as vendors make them."""
    ids = draw(st.lists(words, min_size=1, max_size=6, unique=True))
    instances = draw(st.lists(words, min_size=1, max_size=4, unique=True))
    values = draw(st.lists(words, min_size=1, max_size=12, unique=True))
    choices = tuple(Choice(value) for value in values)
    capabilities: tuple[Capability, ...] = (
        OnOff(),
        Color(colors=True, temperature_k=Limits(1700, 6500), scenes=choices),
        *(Mode(instance=instance, choices=choices) for instance in instances),
        *(Range(instance=instance) for instance in instances),
    )
    return House(
        rooms=(Room(ROOM, "room"),),
        groups=(Group(ROOM, "group"),),
        scenes=(Scene(SCENE, "scene"),),
        devices=tuple(Device(id_, "", capabilities=capabilities) for id_ in ids),
    )


def names_and_favourites(device: Device) -> st.SearchStrategy[Button]:
    things = st.sampled_from((Thing(Sort.DEVICE, device.id), *THINGS))
    marks, pages = words.map(mark_of_name), st.integers(0, 9999)
    return st.one_of(
        st.builds(AskName, things),
        st.builds(NameThis, tokens, st.integers(0, 99)),
        st.builds(DropName, marks, st.none() | pages),
        st.builds(AskNickname, marks),
        st.builds(UndoNaming, marks),
        st.builds(ShowNames, pages),
        st.builds(ShowPicture, st.booleans()),
        st.builds(ShowFavourites, pages),
        st.builds(StarScenes, pages),
        st.builds(Star, things, st.booleans(), pages),
    )


@st.composite
def pressed(draw: st.DrawFn) -> tuple[House, Button]:
    """A home and a button that its cards could carry."""
    house = draw(houses())
    device = draw(st.sampled_from(house.devices))
    instances = [c.instance for c in device.capabilities if isinstance(c, Range)]
    choices = next(c.choices for c in device.capabilities if isinstance(c, Mode))
    instance, value = draw(st.sampled_from(instances)), draw(st.sampled_from(choices)).value
    key, change = draw(
        st.one_of(
            st.tuples(st.just(Key("on_off", "on")), st.booleans().map(SetTo) | st.just(Flip())),
            st.tuples(st.just(Key("range", instance)), numbers.map(SetTo) | numbers.map(ShiftBy)),
            st.tuples(st.just(Key("mode", instance)), st.just(SetTo(value))),
            st.tuples(st.just(Key("color", "scene")), st.just(SetTo(value))),
            st.tuples(st.just(Key("color", "color")), colors.map(SetTo)),
        )
    )
    button = draw(
        st.one_of(
            st.just(Do(Command(device.id, key, change))),
            st.just(Show(device.id)),
            st.builds(Turn, st.integers(0, 9999)),
            st.builds(Pick, tokens, st.integers(0, 99)),
            st.builds(Decide, tokens, st.booleans()),
            st.builds(ShowMore, st.just(device.id), st.integers(0, 9999)),
            st.builds(ShowChoices, st.just(device.id), st.just(key), st.integers(0, 9999)),
            st.builds(
                ShowHistory,
                st.just(device.id),
                st.sampled_from([None, key]),
                st.sampled_from(Span),
                st.booleans(),
            ),
            st.builds(ShowArea, st.sampled_from(AREAS), st.integers(0, 9999)),
            st.builds(AllOff, st.sampled_from(AREAS)),
            st.builds(ShowRooms, st.integers(0, 9999)),
            st.builds(ShowScenes, st.integers(0, 9999)),
            st.just(RunScene(SCENE)),
            st.builds(Speak, st.sampled_from(["en", "ru", "zh"])),
            names_and_favourites(device),
        )
    )
    return house, button


@given(pressed())
def test_a_button_means_the_same_after_the_trip(pressed: tuple[House, Button]) -> None:
    house, button = pressed
    data = pack(button, house)
    assert 1 <= len(data.encode()) <= DATA_LIMIT
    assert unpack(data, house) == button


@given(st.text(max_size=80), houses())
def test_garbage_is_no_button_and_no_crash(data: str, house: House) -> None:
    button = unpack(data, house)
    about_all = button in (AllOff(Area()), ShowArea(Area(), getattr(button, "page", 0)))
    assert button is None or isinstance(button, WITHOUT_NAMES) or about_all


@given(pressed(), st.integers(0, 63), st.characters(max_codepoint=127))
def test_damaged_data_never_means_another_device(pressed: tuple[House, Button], at: int, what: str) -> None:
    house, button = pressed
    data = pack(button, house)
    damaged = unpack(data[:at] + what + data[at + 1 :], house)
    if isinstance(button, Do) and isinstance(damaged, Do):
        assert damaged.command.device == button.command.device


def test_no_sign_begins_the_data_of_two_families() -> None:
    signs = [sign for family in FAMILIES for sign in family.SIGNS]
    assert sorted(set(signs)) == sorted(signs)


def test_a_button_of_another_home_is_refused() -> None:
    for device in FLAT.devices:
        assert unpack(pack(Show(device.id), FLAT), CHINESE_FLAT) is None


def test_a_device_that_has_left_the_home_is_refused() -> None:
    data = pack(Show("lamp"), FLAT)
    without = replace(FLAT, devices=tuple(d for d in FLAT.devices if d.id != "lamp"))
    assert unpack(data, FLAT) == Show("lamp")
    assert unpack(data, without) is None


def test_two_devices_with_one_token_are_both_refused() -> None:
    twins = House(devices=(Device("lamp", "one"), Device("lamp", "other")))
    assert unpack(pack(Show("lamp"), twins), twins) is None


def test_a_choice_that_the_device_no_longer_offers_is_refused() -> None:
    mode = Mode(instance="program", choices=(Choice("глажка"), Choice("eco")))
    house = House(devices=(Device("w", "Washer", capabilities=(mode,)),))
    fewer = House(devices=(Device("w", "Washer", capabilities=(replace(mode, choices=()),)),))
    for value in ("глажка", "eco"):
        data = pack(Do(Command("w", Key("mode", "program"), SetTo(value))), house)
        assert unpack(data, house) == Do(Command("w", Key("mode", "program"), SetTo(value)))
        assert unpack(data, fewer) is None


@pytest.mark.parametrize("step", ["nan", "inf", "-inf", "1e999", "0x10", "１２", ""])
def test_a_step_that_is_no_number_is_refused(step: str) -> None:
    good = pack(Do(Command("tv", Key("range", "volume"), ShiftBy(1.0))), FLAT)
    assert unpack(good.rsplit(":", 1)[0] + ":" + step, FLAT) is None


@pytest.mark.parametrize("value", ["hello", {"a": 1}, (1, 2), float("nan")])
def test_what_cannot_be_packed_says_so(value: Any) -> None:
    house = House(devices=(Device("d", "Sign", capabilities=(Text(instance="slogan"),)),))
    change: Change = SetTo(value)
    with pytest.raises(UnpackableError):
        pack(Do(Command("d", Key("text", "slogan"), change)), house)


def test_a_token_that_is_too_long_says_so() -> None:
    with pytest.raises(UnpackableError):
        pack(Decide("x" * 63, True), FLAT)
