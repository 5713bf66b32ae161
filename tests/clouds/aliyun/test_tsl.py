"""Thing models as they really come: everything readable works, and nothing in a model can break the home."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clouds.aliyun.features import features_of
from bot.clouds.aliyun.state import item_to_set
from bot.clouds.aliyun.tsl import ThingModel, model_from_wire
from bot.home.capability import Limits, keys
from tests.clouds.aliyun.models import HSV, PERCENT, SWITCH, model, part, samples


def only(model: ThingModel) -> Any:
    assert not model.unreadable
    (described,) = model.properties
    return described


@pytest.mark.parametrize(
    ("type_", "specs", "limits"),
    [
        ("int", {"min": "0", "max": "100", "step": "5"}, Limits(0, 100, 5)),
        ("int", {"min": "0", "max": "100"}, Limits(0, 100, 1)),
        ("int32", {"min": 0, "max": 100, "step": 1}, Limits(0, 100, 1)),
        ("int", {"min": "0.01", "max": "9.9"}, Limits(1, 9, 1)),
        ("double", {"min": "16", "max": "32"}, Limits(16, 32, None)),
        ("float", {"min": "0", "max": "1", "step": "0.01"}, Limits(0, 1, 0.01)),
        ("double", {"min": "0"}, None),
        ("double", {"min": "5", "max": "1"}, None),
        ("double", {"min": "NaN", "max": "Infinity"}, None),
        ("int", {"min": "low", "max": None}, None),
        ("int", None, None),
        ("int", [], None),
    ],
)
def test_numbers_may_be_strings_and_specs_may_be_missing(
    type_: str, specs: Any, limits: Limits | None
) -> None:
    assert only(model(part("Level", type_, specs))).type.limits == limits


def test_enum_keys_may_be_sparse_negative_or_none_at_all() -> None:
    assert only(model(part("M", "enum", {"9": "z", "-1": "a", "2": "b"}))).type.labels == (
        ("-1", "a"),
        ("2", "b"),
        ("9", "z"),
    )


def test_an_enum_that_lists_nothing_is_the_number_that_its_keys_are() -> None:
    assert only(model(part("M", "enum", {}))).type.name == "int"
    assert only(model(part("B", "bool"))).type.name == "bool"


def test_access_is_read_write_or_write_only() -> None:
    shown = {a: only(model(part("P", "text", access=a))) for a in ("r", "w", "rw")}
    assert {a: (p.readable, p.writable) for a, p in shown.items()} == {
        "r": (True, False),
        "w": (False, True),
        "rw": (True, True),
    }


def test_what_does_not_say_that_it_may_be_written_is_read_only() -> None:
    silent = part("P", "text")
    del silent["accessMode"]
    assert not only(model(silent)).writable


def test_what_belongs_to_a_module_is_called_by_it_on_the_wire() -> None:
    left, right = ([part("PowerSwitch", "bool", SWITCH, name=name)] for name in ("左", "右"))
    told = {
        "functionBlockId": "default",
        "properties": [part("Brightness", "int", PERCENT)],
        "functionBlocks": [
            {
                "functionBlockId": "left",
                "properties": left,
                "services": [{"identifier": "Flip"}, {"identifier": "set"}],
            },
            {"functionBlockId": "right", "properties": [*right, part("WIFI_Band", "text")]},
            {"functionBlockId": "empty"},
            "nonsense",
        ],
    }
    read = model_from_wire(told)
    assert [described.identifier for described in read.properties] == [
        "Brightness",
        "left:PowerSwitch",
        "right:PowerSwitch",
    ]
    assert [service.identifier for service in read.services] == ["left:Flip"]
    assert read.unreadable == ()
    offered = {str(keys(feature.capability)[0]): feature for feature in features_of(read, "light")}
    assert list(offered) == ["range.brightness", "on_off.on", "toggle.right:PowerSwitch", "action.left:Flip"]
    assert item_to_set(offered["on_off.on"], "on", True) == ("left:PowerSwitch", 1)


def test_a_service_says_whether_its_answer_is_waited_for_and_an_event_what_it_carries() -> None:
    told = {"identifier": "Ask", "callType": "sync", "outputData": [part("Left", "int", PERCENT), "strange"]}
    read = model(
        services=[told], events=[{"identifier": "E", "type": "alert", "outputData": told["outputData"]}]
    )
    assert read.services[0].sync
    assert [member.identifier for member in read.services[0].outputs] == ["Left"]
    assert (read.events[0].type, [member.identifier for member in read.events[0].outputs]) == (
        "alert",
        ["Left"],
    )


def test_pseudo_services_and_diagnostics_are_hidden() -> None:
    read = model(
        part("WIFI_Band", "text"),
        part("WiFI_RSSI", "int"),
        part("_sys_device_mid", "text"),
        part("Shown", "text"),
        services=[{"identifier": "get", "inputData": ["Shown", "WIFI_Band"]}, {"identifier": "set"}],
        events=[{"identifier": "post"}, {"identifier": "Alarm"}],
    )
    assert [described.identifier for described in read.properties] == ["Shown"]
    assert read.services == ()
    assert [event.identifier for event in read.events] == ["Alarm"]
    assert read.unreadable == ()


def test_what_cannot_be_read_is_named_and_the_rest_works() -> None:
    read = model(
        part("Good", "bool", SWITCH),
        part("Weird", "quaternion", name="Положение"),
        part("Empty", "struct", []),
        part("Half", "struct", [*HSV, {"identifier": "X"}]),
        part("List", "array", {"size": "5"}),
        "not an object",
        {"name": "nameless"},
        services=[{"identifier": "Odd", "name": "Странная", "inputData": ["Good"]}],
    )
    assert [described.identifier for described in read.properties] == ["Good"]
    assert read.unreadable == ("Положение", "Empty", "Half", "List", "?", "nameless", "Странная")


def test_an_identifier_serves_where_there_is_no_name() -> None:
    assert only(model(part("FilterLife", "int", PERCENT))).name == "FilterLife"


@pytest.mark.parametrize("told", [None, [], 3, "[]", '"text"', "{", True])
def test_what_is_no_model_is_said_to_be_none(told: Any) -> None:
    with pytest.raises(ValueError, match=r"a thing model is an object|Expecting"):
        model_from_wire(told)


@pytest.mark.parametrize(("name", "told"), samples(), ids=[name for name, _ in samples()])
def test_whole_models_are_read_completely_as_object_and_as_text(name: str, told: Any) -> None:
    read = model_from_wire(told)
    assert read == model_from_wire(json.dumps(told))
    assert read.unreadable == ()
    offered = features_of(read, "other")
    described = {d.identifier for feature in offered for d in feature.sources.values()}
    assert described == {d.identifier for d in read.properties}
    assert sum(1 for feature in offered if feature.service) == len(read.services)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
TYPES = st.sampled_from(["int", "double", "bool", "enum", "text", "date", "struct", "array", "odd", ""])
PARTS = st.fixed_dictionaries(
    {"identifier": st.sampled_from(["PowerSwitch", "HSVColor", "Brightness", "", "X"]) | JSON},
    optional={
        "name": JSON,
        "accessMode": JSON,
        "dataType": st.fixed_dictionaries({"type": TYPES | JSON}, optional={"specs": JSON}) | JSON,
        "inputData": JSON,
    },
)


@given(
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("properties", "services", "events"), st.lists(PARTS | JSON) | JSON)
    )
)
def test_nothing_in_a_model_can_break_the_home(told: Any) -> None:
    features_of(model_from_wire(told), "light")
