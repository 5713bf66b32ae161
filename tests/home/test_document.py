"""A home survives being written and read back; a document that is wrong is refused by its field."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.home.capability import (
    Action,
    Array,
    Capability,
    Choice,
    Color,
    Date,
    Event,
    Hsv,
    Limits,
    Lock,
    Mode,
    OnOff,
    Range,
    Sensor,
    Struct,
    Text,
    Toggle,
)
from bot.home.document import from_document, to_document
from bot.home.errors import SettingsError
from bot.home.house import Device, Group, House, Room, Scene

NAMES = st.text(min_size=1, max_size=12).filter(str.strip)
NUMBERS = st.integers(-100, 100) | st.floats(-100, 100)
FLAGS = st.none() | st.booleans()
CHOICES = st.lists(st.builds(Choice, NAMES, st.none() | NAMES), max_size=3).map(tuple)
LIMITS = st.builds(
    lambda low, span, step: Limits(low, low + span, step),
    st.integers(-100, 100),
    st.integers(0, 100),
    st.none() | st.sampled_from((0.5, 1, 5)),
)
HSV = st.builds(Hsv, *(st.integers(0, top) for top in (360, 100, 100)))
SIMPLE = st.one_of(
    st.builds(OnOff, value=FLAGS, stateless=st.booleans(), name=st.none() | NAMES),
    st.builds(Toggle, instance=NAMES, value=FLAGS, read_only=st.booleans()),
    st.builds(Lock, value=FLAGS),
    st.builds(
        Range,
        instance=NAMES,
        value=st.none() | NUMBERS,
        limits=st.none() | LIMITS,
        unit=st.none() | NAMES,
        relative_only=st.booleans(),
    ),
    st.builds(Mode, instance=NAMES, choices=CHOICES, value=st.none() | NAMES),
    st.builds(
        Color,
        colors=st.booleans(),
        temperature_k=st.none() | LIMITS,
        scenes=CHOICES,
        value=st.none() | HSV | NAMES | st.integers(2000, 9000),
    ),
    st.builds(Text, instance=NAMES, length=st.none() | st.integers(1, 99), value=st.none() | NAMES),
    st.builds(Date, instance=NAMES, value=st.none() | NAMES),
    st.builds(Sensor, instance=NAMES, unit=st.none() | NAMES, value=st.none() | NUMBERS | NAMES),
    st.builds(Event, instance=NAMES, choices=CHOICES, value=st.none() | NAMES),
)
CAPABILITIES: st.SearchStrategy[Capability] = SIMPLE | st.one_of(
    st.builds(Action, instance=NAMES, inputs=st.lists(SIMPLE, max_size=2).map(tuple)),
    st.builds(Struct, instance=NAMES, fields=st.lists(SIMPLE, max_size=2).map(tuple)),
    st.builds(Array, instance=NAMES, item=st.none() | SIMPLE, size=st.none() | st.integers(1, 9)),
)
WORDS = st.lists(NAMES, max_size=2).map(tuple)


@st.composite
def houses(draw: st.DrawFn) -> House:
    ids = st.lists(NAMES, unique=True, max_size=3)
    return House(
        draw(st.text(max_size=8)),
        tuple(Room(i, draw(NAMES), draw(WORDS), draw(st.none() | NAMES)) for i in draw(ids)),
        tuple(Group(i, draw(NAMES), draw(WORDS), draw(WORDS)) for i in draw(ids)),
        tuple(Scene(i, draw(NAMES), draw(WORDS)) for i in draw(ids)),
        tuple(
            Device(
                i,
                draw(NAMES),
                draw(NAMES),
                draw(WORDS),
                draw(st.none() | NAMES),
                draw(FLAGS),
                draw(st.booleans()),
                tuple(draw(st.lists(CAPABILITIES, max_size=3))),
            )
            for i in draw(ids)
        ),
    )


@given(houses())
def test_a_house_survives_the_way_through_json(house: House) -> None:
    assert from_document(json.loads(json.dumps(to_document(house)))) == house


def test_a_document_says_only_what_there_is_to_say() -> None:
    lamp = Device("d1", "Лампа", "light", capabilities=(Range(instance="brightness", limits=Limits(0, 9)),))
    assert to_document(House(devices=(lamp,))) == {
        "name": "",
        "devices": [
            {
                "id": "d1",
                "name": "Лампа",
                "type": "light",
                "capabilities": [{"kind": "range", "instance": "brightness", "min": 0, "max": 9}],
            }
        ],
    }


def test_what_may_be_missing_may_be_missing() -> None:
    house = from_document({"devices": [{"id": "d1", "name": "Lamp", "novelty": 1}], "later": {}})
    assert house == House(devices=(Device("d1", "Lamp"),))


def device(**fields: Any) -> dict[str, Any]:
    return {"devices": [{"id": "d1", "name": "Lamp", **fields}]}


def capability(**fields: Any) -> dict[str, Any]:
    return device(capabilities=[fields])


@pytest.mark.parametrize(
    ("document", "field"),
    [
        ([], "home"),
        ({"devices": 3}, "devices"),
        ({"devices": [{"name": "Lamp"}]}, "devices[0].id"),
        ({"devices": [{"id": "d1", "name": None}]}, "devices[0].name"),
        ({"devices": [{"id": "d", "name": "a"}, {"id": "d", "name": "b"}]}, "devices[1].id"),
        ({"rooms": [{"id": "r", "name": "x", "aliases": [1]}]}, "rooms[0].aliases[0]"),
        ({"groups": ["g"]}, "groups[0]"),
        (device(online="yes"), "devices[0].online"),
        (device(room=5), "devices[0].room"),
        (capability(kind="magic"), "devices[0].capabilities[0].kind"),
        (capability(kind=["range"]), "devices[0].capabilities[0].kind"),
        (capability(kind="range"), "devices[0].capabilities[0].instance"),
        (capability(kind="range", instance="x", min="0"), "devices[0].capabilities[0].min"),
        (capability(kind="range", instance="x", min=9, max=1), "devices[0].capabilities[0].max"),
        (capability(kind="range", instance="x", min=0, max=1, step=-1), "devices[0].capabilities[0].step"),
        (capability(kind="mode", instance="x", modes=[{}]), "devices[0].capabilities[0].modes[0].value"),
        (capability(kind="color", value={"h": 1}), "devices[0].capabilities[0].value"),
        (capability(kind="sensor", instance="x", value=[]), "devices[0].capabilities[0].value"),
        (capability(kind="on_off", value=1), "devices[0].capabilities[0].value"),
        (capability(kind="struct", instance="x", value=2), "devices[0].capabilities[0].value"),
        (
            capability(kind="action", instance="x", inputs=[{"kind": "range"}]),
            "devices[0].capabilities[0].inputs[0].instance",
        ),
    ],
)
def test_a_wrong_document_is_refused_by_the_name_of_its_field(document: Any, field: str) -> None:
    with pytest.raises(SettingsError) as error:
        from_document(document)
    assert str(error.value).startswith(f"{field}: expected ")


def test_an_unknown_kind_is_told_the_known_ones() -> None:
    with pytest.raises(SettingsError, match="one of on_off, toggle, range"):
        from_document(capability(kind="magic"))
