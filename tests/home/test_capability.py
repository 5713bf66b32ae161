"""Capabilities describe themselves: limits, grids, keys and what can be written."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.home.capability import (
    Color,
    Event,
    Key,
    Limits,
    Mode,
    OnOff,
    Range,
    Sensor,
    keys,
    with_value,
    writable,
)

STEPS = st.sampled_from((0.1, 0.5, 1.0, 5.0, 7.0))


@st.composite
def limits(draw: st.DrawFn) -> Limits:
    low = draw(st.integers(-100, 100))
    return Limits(low, low + draw(st.integers(0, 300)), draw(st.none() | STEPS))


@given(limits(), st.floats(-1e6, 1e6))
def test_a_snapped_value_lies_inside_the_limits(range_: Limits, value: float) -> None:
    assert range_.min <= range_.snap(value) <= range_.max


@given(limits(), st.floats(-1e6, 1e6))
def test_a_snapped_value_lies_on_the_grid(range_: Limits, value: float) -> None:
    if range_.step:
        above = Decimal(str(range_.snap(value))) - Decimal(str(range_.min))
        assert above % Decimal(str(range_.step)) == 0


@given(limits(), st.floats(-1e6, 1e6))
def test_snapping_twice_changes_nothing(range_: Limits, value: float) -> None:
    assert range_.snap(range_.snap(value)) == range_.snap(value)


@given(limits(), st.floats(-1e3, 1e3))
def test_no_other_value_of_the_grid_is_much_nearer(range_: Limits, value: float) -> None:
    step = range_.step or 0
    assert abs(range_.snap(value) - range_.clamp(value)) <= step


def test_colour_is_addressed_by_what_the_lamp_can_show() -> None:
    lamp = Color(colors=True, temperature_k=Limits(2700, 6500))
    assert keys(lamp) == (Key("color", "color"), Key("color", "temperature_k"))


def test_every_other_capability_has_one_key() -> None:
    assert keys(Mode(instance="program")) == (Key("mode", "program"),)
    assert str(keys(OnOff())[0]) == "on_off.on"


def test_sensors_and_events_and_what_is_marked_so_cannot_be_written() -> None:
    assert not writable(Sensor(instance="temperature"))
    assert not writable(Event(instance="open"))
    assert not writable(OnOff(read_only=True))
    assert writable(OnOff())


def test_a_new_value_keeps_everything_else() -> None:
    brightness = Range(instance="brightness", limits=Limits(0, 100), name="Яркость")
    assert with_value(brightness, 30) == Range(
        instance="brightness", limits=Limits(0, 100), name="Яркость", value=30
    )
