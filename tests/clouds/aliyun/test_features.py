"""Which capability a property, a service or an event becomes, and back to what is written."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clouds.aliyun.state import item_to_set, reported, with_reported
from bot.home.capability import Choice, Color, Hsv, Limits, Sensor, keys, writable
from tests.clouds.aliyun.models import HSV, PERCENT, RGB, SWITCH, features, part

KELVIN = {"min": "2700", "max": "6500", "unit": "K"}
SPEEDS = {"0": "自动", "3": "高"}


@pytest.mark.parametrize(
    ("identifier", "type_", "specs", "access", "device", "key"),
    [
        ("LightSwitch", "bool", SWITCH, "rw", "light", "on_off.on"),
        ("powerstate", "enum", SWITCH, "rw", "thermostat", "on_off.on"),
        ("LockSwitch", "bool", SWITCH, "rw", "lock", "lock.lock"),
        ("Brightness", "int", PERCENT, "rw", "light", "range.brightness"),
        (
            "targetTemperature",
            "double",
            {"min": "16", "max": "30"},
            "rw",
            "thermostat.ac",
            "range.temperature",
        ),
        ("CurtainPosition", "int", PERCENT, "rw", "openable.curtain", "range.open"),
        ("position", "int", PERCENT, "rw", "openable.curtain", "range.open"),
        ("position", "int", PERCENT, "rw", "vacuum_cleaner", "range.position"),
        ("WindSpeed", "enum", SPEEDS, "rw", "purifier", "mode.fan_speed"),
        ("WindSpeed", "int", PERCENT, "rw", "ventilation.fan", "range.WindSpeed"),
        ("WorkMode", "enum", SPEEDS, "rw", "thermostat.ac", "mode.thermostat"),
        ("WorkMode", "enum", SPEEDS, "rw", "purifier", "mode.program"),
        ("WorkMode", "enum", SPEEDS, "rw", "light", "mode.WorkMode"),
        ("ChildLockSwitch", "bool", SWITCH, "rw", "purifier", "toggle.controls_locked"),
        ("CurrentTemperature", "double", None, "r", "sensor.climate", "sensor.temperature"),
        ("PM25", "int", None, "r", "purifier", "sensor.pm2.5_density"),
        ("ContactState", "bool", SWITCH, "r", "sensor.open", "event.open"),
        ("Silly", "enum", SPEEDS, "rw", "other", "mode.Silly"),
        ("Silly", "bool", SWITCH, "rw", "other", "toggle.Silly"),
        ("Silly", "text", {"length": "8"}, "rw", "other", "text.Silly"),
        ("Silly", "date", {}, "rw", "other", "date.Silly"),
        ("Silly", "struct", [part("A", "int")], "rw", "other", "struct.Silly"),
        ("Silly", "array", {"size": "3", "item": {"type": "int"}}, "rw", "other", "array.Silly"),
        ("Silly", "double", PERCENT, "rw", "other", "range.Silly"),
        ("Silly", "double", PERCENT, "r", "other", "sensor.Silly"),
        ("Silly", "bool", SWITCH, "r", "other", "sensor.Silly"),
        ("Silly", "text", None, "r", "other", "sensor.Silly"),
    ],
)
def test_a_property_becomes(
    identifier: str, type_: str, specs: Any, access: str, device: str, key: str
) -> None:
    (offered,) = features(part(identifier, type_, specs, access=access, name="имя"), type_=device)
    assert offered == key


def test_names_limits_and_units_come_from_the_model() -> None:
    feature = features(part("SpinSpeed", "int", {"min": "0", "max": "1400", "step": "200"}, name="脱水转速"))
    spin = feature["range.SpinSpeed"].capability
    assert (spin.name, getattr(spin, "limits", None)) == ("脱水转速", Limits(0, 1400, 200))
    mode = features(part("Dry", "enum", {"5": "强", "1": "弱"}))["mode.Dry"].capability
    assert getattr(mode, "choices", None) == (Choice("1", "弱"), Choice("5", "强"))


@pytest.mark.parametrize(
    ("unit", "ours"),
    [
        ("%", "percent"),
        ("℃", "celsius"),
        ("°C", "celsius"),
        ("无", None),
        ("", None),
        (None, None),
        ("dB", "dB"),
    ],
)
def test_units_are_in_our_words_or_as_given(unit: str | None, ours: str | None) -> None:
    specs = {"min": "0", "max": "9"} | ({} if unit is None else {"unit": unit})
    assert getattr(features(part("X", "double", specs))["range.X"].capability, "unit", "?") == ours


def test_a_target_temperature_without_a_unit_is_in_celsius() -> None:
    feature = features(part("TargetTemperature", "int", {"min": "16", "max": "30"}))["range.temperature"]
    assert getattr(feature.capability, "unit", None) == "celsius"


def test_one_of_several_spellings_is_the_standard_one_and_the_others_keep_their_names() -> None:
    offered = features(part("HeatSwitch", "bool", SWITCH), part("PowerSwitch", "bool", SWITCH))
    assert offered.keys() == {"on_off.on", "toggle.HeatSwitch"}
    assert offered["on_off.on"].sources["on"].identifier == "PowerSwitch"


def test_read_only_and_write_only_say_so() -> None:
    offered = features(part("PowerSwitch", "bool", SWITCH, access="r"), part("Wish", "text", access="w"))
    assert offered["on_off.on"].capability.read_only
    assert not writable(offered["on_off.on"].capability)
    assert offered["text.Wish"].capability.stateless


def test_a_service_is_an_action_with_its_inputs_and_well_known_ones_have_our_names() -> None:
    services = [
        {
            "identifier": "StartWash",
            "name": "开始",
            "inputData": [part("Delay", "int", PERCENT, name="延时")],
        },
        {"identifier": "FindRobot", "name": "找"},
    ]
    offered = features(services=services)
    inputs = getattr(offered["action.StartWash"].capability, "inputs", ())
    assert [(i.kind, i.instance, i.name) for i in inputs] == [("range", "Delay", "延时")]
    assert offered["action.locate"].capability.name == "找"


def test_an_event_of_the_model_is_an_event() -> None:
    offered = features(events=[{"identifier": "Alarm", "name": "报警"}])
    assert (offered["event.Alarm"].capability.name, offered["event.Alarm"].capability.value) == ("报警", None)


@pytest.mark.parametrize(
    ("labels", "locked"),
    [
        ({"0": "开锁", "1": "上锁"}, "1"),
        ({"0": "已上锁", "1": "未上锁"}, "0"),
        ({"1": "locked", "2": "unlocked", "3": "unknown"}, "1"),
        ({"0": "a", "1": "b"}, "1"),
    ],
)
def test_a_lock_is_locked_by_its_labels(labels: dict[str, str], locked: str) -> None:
    type_ = "bool" if labels.keys() == {"0", "1"} else "enum"
    feature = features(part("LockState", type_, labels))["lock.lock"]
    assert item_to_set(feature, "lock", True) == ("LockState", int(locked))
    assert with_reported(feature, reported({"LockState": {"value": locked}})).value is True
    others = labels.keys() - {locked}
    values = {with_reported(feature, reported({"LockState": {"value": other}})).value for other in others}
    assert True not in values


def test_a_reading_in_words_is_told_in_words() -> None:
    feature = features(part("Tank", "bool", {"0": "正常", "1": "缺水"}, access="r"))["sensor.Tank"]
    assert with_reported(feature, reported({"Tank": {"value": "1", "time": 5}})).value == "缺水"


def test_a_door_sensor_speaks_the_words_of_its_event() -> None:
    feature = features(part("ContactState", "bool", {"0": "关门", "1": "开门"}, access="r"))["event.open"]
    assert with_reported(feature, reported({"ContactState": {"value": 1}})).value == "opened"


LAMP = (
    part("ColorTemperature", "int", KELVIN),
    part("RGBColor", "struct", RGB),
    part("HSVColor", "struct", HSV),
)


def test_coloured_light_is_one_capability_and_the_second_spelling_a_struct() -> None:
    offered = features(*LAMP)
    assert offered.keys() == {"color.color", "color.temperature_k", "struct.RGBColor"}
    light = offered["color.color"].capability
    assert isinstance(light, Color)
    assert (light.colors, light.temperature_k) == (True, Limits(2700, 6500, 1))
    assert offered["color.color"] is offered["color.temperature_k"]


@pytest.mark.parametrize(("color", "white", "lit"), [(20, 10, Hsv(30, 70, 90)), (10, 20, 4000), (0, 5, 4000)])
def test_what_was_told_last_is_what_is_lit(color: float, white: float, lit: object) -> None:
    told = {"ColorTemperature": {"value": "4000", "time": white}}
    if color:
        told["HSVColor"] = {"value": {"Hue": 30, "Saturation": 70, "Value": 90}, "time": color}
    assert with_reported(features(*LAMP)["color.color"], reported(told)).value == lit


def test_a_colour_temperature_on_a_scale_of_its_own_is_no_kelvin() -> None:
    assert features(part("ColorTemperature", "int", PERCENT)).keys() == {"range.ColorTemperature"}


@pytest.mark.parametrize(
    ("specs", "color", "written"),
    [
        (HSV, Hsv(359.6, 50.2, 100), {"Hue": 360, "Saturation": 50, "Value": 100}),
        (RGB, Hsv(0, 100, 100), {"Red": 255, "Green": 0, "Blue": 0}),
        (
            [part(name, "int", {"min": "0", "max": "100"}) for name in ("hue", "saturation", "lightness")],
            Hsv(180, 100, 100),
            {"hue": 50, "saturation": 100, "lightness": 50},
        ),
    ],
)
def test_colours_are_written_whole_and_to_the_members_own_scales(
    specs: Any, color: Hsv, written: dict[str, int]
) -> None:
    feature = features(part("LightColor", "struct", specs))["color.color"]
    assert item_to_set(feature, "color", color) == ("LightColor", written)


@given(st.sampled_from([HSV, RGB]), st.floats(0, 360), st.floats(20, 100), st.floats(20, 100))
def test_a_colour_survives_the_way_there_and_back(specs: Any, h: float, s: float, v: float) -> None:
    feature = features(part("C", "struct", specs))["color.color"]
    _, written = item_to_set(feature, "color", Hsv(h, s, v))
    back = with_reported(feature, reported({"C": {"value": written}})).value
    assert isinstance(back, Hsv)
    assert min(abs(back.h - h), 360 - abs(back.h - h)) <= 6
    assert abs(back.s - s) <= 3
    assert abs(back.v - v) <= 1


def test_what_was_never_reported_and_what_is_nonsense_are_unknown() -> None:
    feature = features(part("Level", "int", PERCENT))["range.Level"]
    for told in (
        {},
        {"Level": {"value": "x"}},
        {"Level": 5},
        {"Level": {"time": 5}},
        {"Level": {"value": None}},
    ):
        assert with_reported(feature, reported(told)).value is None


def test_a_value_is_known_since_the_thing_told_it() -> None:
    feature = features(part("Level", "int", PERCENT, access="r"))["sensor.Level"]
    read = with_reported(feature, reported({"Level": {"value": 5, "time": 1795435200000}}))
    assert isinstance(read, Sensor)
    assert read.value == 5
    assert read.observed is not None
    assert read.observed.isoformat() == "2026-11-23T12:00:00+00:00"


def test_no_two_capabilities_share_a_key() -> None:
    offered = features(
        part("Twice", "bool", SWITCH), part("Twice", "bool", SWITCH), part("On", "bool", SWITCH)
    )
    assert len({key for f in offered.values() for key in keys(f.capability)}) == len(offered) == 2
