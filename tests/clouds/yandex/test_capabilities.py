"""Yandex's capabilities and properties, in every shape that has been met, and some that have not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clouds.yandex import wire
from bot.clouds.yandex.translate import device_from_wire
from bot.clouds.yandex.types import device_type
from bot.home.capability import (
    Capability,
    Choice,
    Color,
    Event,
    Hsv,
    Limits,
    Mode,
    OnOff,
    Range,
    Sensor,
    Toggle,
    writable,
)

MOMENT = 1795435200.5
RGB_LAMP = {"color_model": "rgb", "temperature_k": {"min": 2700, "max": 6500}}
SCENES = {"color_scene": {"scenes": [{"id": "night", "name": "Ночь"}, {"id": "brand_new"}, {"name": "?"}]}}


def told(type_: str, parameters: Any = None, state: Any = None, **more: Any) -> dict[str, Any]:
    kind = type_ if "." in type_ else f"capabilities.{type_}"
    shape = {"type": f"devices.{kind}", "parameters": parameters, "state": state, "last_updated": MOMENT}
    return {**shape, **more}


def read(*parts: Any) -> tuple[Capability, ...]:
    return device_from_wire(wire.Device(id="d", name="Лампа", capabilities=parts))[0].capabilities


def one(type_: str, parameters: Any = None, state: Any = None, **more: Any) -> Capability:
    (capability,) = read(told(type_, parameters, state, **more))
    return capability


def test_a_switch_knows_its_state_and_since_when() -> None:
    switch = one("on_off", {"split": False}, {"instance": "on", "value": True})
    assert isinstance(switch, OnOff)
    assert (switch.value, switch.stateless) == (True, False)
    assert switch.observed is not None
    assert switch.observed.isoformat() == "2026-11-23T12:00:00.500000+00:00"


@pytest.mark.parametrize("more", [{"parameters": {"split": True}}, {"retrievable": False}])
def test_a_split_or_silent_switch_has_no_state_that_could_be_believed(more: dict[str, Any]) -> None:
    switch = one("on_off", state={"instance": "on", "value": True}, **more)
    assert (switch.stateless, switch.value) == (True, None)


@pytest.mark.parametrize(
    ("state", "updated"),
    [
        (None, MOMENT),
        ({"instance": "on", "value": True}, 0),
        ({"instance": "on", "value": True}, 0.0),
        ({}, MOMENT),
        ({"instance": "on", "value": None}, MOMENT),
        ({"instance": "on", "value": "yes"}, MOMENT),
    ],
)
def test_never_reported_is_unknown_whatever_the_state_says(state: Any, updated: float) -> None:
    switch = one("on_off", {}, state, last_updated=updated)
    assert switch.value is None
    if not updated or state is None:
        assert switch.observed is None


def test_a_state_without_a_time_is_believed() -> None:
    assert one("on_off", None, {"instance": "on", "value": False}, last_updated=None).value is False


def test_a_moment_that_no_calendar_knows_is_no_moment() -> None:
    assert one("on_off", {}, {"instance": "on", "value": True}, last_updated=1e30).observed is None


@pytest.mark.parametrize(
    ("parameters", "limits", "unit", "relative"),
    [
        (
            {"unit": "unit.percent", "random_access": True, "range": {"min": 1, "max": 100, "precision": 11}},
            Limits(1, 100, 11),
            "percent",
            False,
        ),
        ({"unit": "unit.percent"}, Limits(0, 100), "percent", False),
        (
            {"unit": "unit.temperature.celsius", "range": {"min": 16, "max": 32}},
            Limits(16, 32),
            "celsius",
            False,
        ),
        ({"unit": "", "random_access": False}, None, None, True),
        ({"random_access": True, "range": None}, None, None, False),
        ({"unit": "unit.furlong", "range": {"min": 9, "max": 1}}, None, "furlong", False),
        ({"unit": 5, "range": {"min": "1", "max": "2"}}, None, None, False),
    ],
)
def test_a_range_has_the_limits_it_tells(
    parameters: dict[str, Any], limits: Limits | None, unit: str | None, relative: bool
) -> None:
    level = one("range", {"instance": "level", **parameters}, {"instance": "level", "value": 40})
    assert isinstance(level, Range)
    assert (level.limits, level.unit, level.relative_only, level.value) == (limits, unit, relative, 40)


def test_a_modes_choices_keep_their_order_and_the_servers_names() -> None:
    modes = [
        {"value": "quiet", "name": "Тихий"},
        {"value": "auto"},
        {"value": 5},
        "x",
        {"value": "a", "name": ""},
    ]
    speed = one("mode", {"instance": "fan_speed", "modes": modes}, {"instance": "fan_speed", "value": "auto"})
    assert isinstance(speed, Mode)
    assert speed.choices == (Choice("quiet", "Тихий"), Choice("auto"), Choice("a"))
    assert speed.value == "auto"


def test_an_instance_may_be_told_by_the_state_alone() -> None:
    assert one("toggle", None, {"instance": "mute", "value": True}) == Toggle(
        instance="mute", value=True, observed=one("on_off", {}, {"instance": "on"}).observed
    )


@pytest.mark.parametrize(
    ("state", "lit"),
    [
        ({"instance": "rgb", "value": 16711680}, Hsv(0, 100, 100)),
        ({"instance": "rgb", "value": 255}, Hsv(240, 100, 100)),
        ({"instance": "hsv", "value": {"h": 255, "s": 50, "v": 100}}, Hsv(255, 50, 100)),
        ({"instance": "temperature_k", "value": 4500, "internal_state": {}}, 4500),
        ({"instance": "scene", "value": "brand_new"}, "brand_new"),
        ({"instance": "hsv", "value": {"h": 255}}, None),
        ({"instance": "rgb", "value": "red"}, None),
        ({"instance": "temperature_k", "value": True}, None),
        ({"instance": "brand_new", "value": 5}, None),
        (None, None),
    ],
)
def test_what_is_lit_is_one_value_of_ours(state: Any, lit: object) -> None:
    light = one("color_setting", {**RGB_LAMP, **SCENES}, state)
    assert isinstance(light, Color)
    assert light.value == lit
    assert (light.colors, light.temperature_k) == (True, Limits(2700, 6500))
    assert light.scenes == (Choice("night", "Ночь"), Choice("brand_new"))


def test_a_white_lamp_has_no_colours() -> None:
    light = one("color_setting", {"temperature_k": {"min": 2000, "max": 4800}})
    assert isinstance(light, Color)
    assert (light.colors, light.scenes) == (False, ())


def test_properties_are_readings_and_events() -> None:
    pressure = {"instance": "pressure", "unit": "unit.pressure.mmhg"}
    reading = one("properties.float", pressure, {"instance": "pressure", "value": 751}, retrievable=False)
    assert isinstance(reading, Sensor)
    assert (reading.value, reading.unit) == (751, "mmhg")
    events = {"instance": "button", "events": [{"value": "click"}, {"value": "hold", "name": "Долго"}]}
    event = one("properties.event", events, {"instance": "button", "value": "click"})
    assert isinstance(event, Event)
    assert (event.value, event.choices) == ("click", (Choice("click"), Choice("hold", "Долго")))


@pytest.mark.parametrize(
    ("value", "kind"),
    [(5, "sensor"), ("word", "sensor"), (True, "toggle"), (None, None), ({"deep": 1}, None), ([1], None)],
)
def test_a_kind_that_nobody_knows_may_be_looked_at_and_never_set(value: Any, kind: str | None) -> None:
    capabilities = read(told("brand_new", {"foo": {"bar": 1}}, {"instance": "foo", "value": value}))
    assert [c.kind for c in capabilities] == ([kind] if kind else [])
    assert not any(writable(c) for c in capabilities)


@pytest.mark.parametrize("type_", ["identify", "video_stream", "zigbee_node", "quasar.server_action"])
def test_what_people_cannot_use_is_not_shown(type_: str) -> None:
    assert read(told(type_, {"instance": "x"}), told(type_, None, {"value": {"lqi": 5}})) == ()


@pytest.mark.parametrize("type_", ["video_stream", "identify", "quasar"])
def test_what_people_cannot_use_is_not_shown_whatever_it_says(type_: str) -> None:
    assert read(told(type_, {"instance": "x"}, {"instance": "x", "value": True})) == ()


def test_one_strange_capability_is_named_and_the_rest_works() -> None:
    parts: tuple[Any, ...] = (told("mode", None, None), {"type": 5}, "x", told("on_off", {}), {"state": []})
    device, strange = device_from_wire(wire.Device(id="d", name="Лампа", capabilities=parts))
    assert [c.kind for c in device.capabilities] == ["on_off"]
    assert strange == ("Лампа: ?", "Лампа: ?", "Лампа: ?", "Лампа: devices.capabilities.mode")


def test_of_two_controls_with_one_key_the_first_counts() -> None:
    on, off = ({"instance": "on", "value": value} for value in (True, False))
    assert [c.value for c in read(told("on_off", {}, on), told("on_off", {}, off))] == [True]


@pytest.mark.parametrize(
    ("wire_type", "type_"),
    [
        ("devices.types.light", "light"),
        ("devices.types.light.torchere", "light"),
        ("devices.types.media_device.tv.yandex.magritte", "media_device.tv"),
        ("devices.types.smart_speaker.yandex.station.micro", "speaker"),
        ("devices.types.thermostat.heater", "thermostat"),
        ("devices.types.lightning", "other"),
        ("devices.types.brand.new.type", "other"),
        ("", "other"),
    ],
)
def test_a_type_is_its_longest_known_beginning(wire_type: str, type_: str) -> None:
    assert device_type(wire_type) == type_


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
KINDS = st.sampled_from(
    ["on_off", "toggle", "range", "mode", "color_setting", "properties.float", "properties.event", "x"]
)
STATES = st.fixed_dictionaries(
    {}, optional={"instance": st.sampled_from(["rgb", "hsv", "on"]) | JSON, "value": JSON}
)


@given(
    KINDS,
    JSON
    | st.dictionaries(st.sampled_from(["range", "modes", "color_scene", "unit", "events", "instance"]), JSON),
    JSON | STATES,
    JSON,
)
def test_no_capability_can_break_the_home(kind: str, parameters: Any, state: Any, updated: Any) -> None:
    device, strange = device_from_wire(
        wire.Device(id="d", name="n", capabilities=(told(kind, parameters, state, last_updated=updated),))
    )
    assert len(device.capabilities) + len(strange) <= 1
