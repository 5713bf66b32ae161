"""Relative changes become absolute from the device's present state, or say why they cannot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.home.capability import Action, Choice, Color, Hsv, Key, Limits, Mode, OnOff, Range
from bot.home.command import Change, Command, Flip, SetTo, ShiftBy, absolute, holds
from bot.home.fit import Misfit, Reason
from bot.home.house import Device

SPEEDS = (Choice("low"), Choice("medium"), Choice("high"))
BRIGHTNESS = Key("range", "brightness")


def lamp(brightness: float | None = 40, on: bool | None = True) -> Device:
    limits = Limits(1, 100, 1)
    return Device(
        "lamp",
        "Lamp",
        "light",
        capabilities=(
            OnOff(value=on),
            Range(instance="brightness", limits=limits, value=brightness),
            Color(colors=True, temperature_k=Limits(2700, 6500, 100), value=3000),
        ),
    )


def fan(speed: str | None = "medium") -> Device:
    return Device("fan", "Fan", capabilities=(Mode(instance="fan_speed", choices=SPEEDS, value=speed),))


def done(device: Device, key: Key, change: Change) -> object:
    result = absolute(Command(device.id, key, change), device)
    return result.change.value if isinstance(result, Command) and isinstance(result.change, SetTo) else result


@given(st.integers(1, 100), st.floats(-500, 500))
def test_a_shift_always_ends_inside_the_range(brightness: int, step: float) -> None:
    result = done(lamp(brightness), BRIGHTNESS, ShiftBy(step))
    assert isinstance(result, float | int)
    assert 1 <= result <= 100


@given(st.integers(1, 100), st.integers(-99, 99))
def test_a_shift_that_fits_is_exact(brightness: int, step: int) -> None:
    if 1 <= brightness + step <= 100:
        assert done(lamp(brightness), BRIGHTNESS, ShiftBy(step)) == brightness + step


def test_a_flip_is_the_other_state() -> None:
    assert done(lamp(on=True), Key("on_off", "on"), Flip()) is False
    assert done(lamp(on=False), Key("on_off", "on"), Flip()) is True


@pytest.mark.parametrize(
    ("device", "key", "change"),
    [
        (lamp(on=None), Key("on_off", "on"), Flip()),
        (lamp(brightness=None), BRIGHTNESS, ShiftBy(5)),
        (fan(speed=None), Key("mode", "fan_speed"), ShiftBy(1)),
    ],
)
def test_nothing_is_changed_from_a_value_that_nobody_knows(device: Device, key: Key, change: Change) -> None:
    assert done(device, key, change) == Reason(Misfit.UNKNOWN_VALUE)


def test_a_value_outside_the_range_is_refused_with_the_range() -> None:
    assert done(lamp(), BRIGHTNESS, SetTo(150)) == Reason(Misfit.OUT_OF_RANGE, Limits(1, 100, 1))


def test_a_missing_capability_is_refused_with_what_there_is() -> None:
    reason = done(fan(), BRIGHTNESS, SetTo(5))
    assert reason == Reason(Misfit.NO_CAPABILITY, ("fan_speed",))


def test_a_mode_steps_through_its_choices_and_stops_at_the_end() -> None:
    assert done(fan("low"), Key("mode", "fan_speed"), ShiftBy(1)) == "medium"
    assert done(fan("high"), Key("mode", "fan_speed"), ShiftBy(1)) == "high"
    assert done(fan("low"), Key("mode", "fan_speed"), ShiftBy(-1)) == "low"


def test_white_light_shifts_on_its_grid() -> None:
    assert done(lamp(), Key("color", "temperature_k"), ShiftBy(-550)) == 2700


def test_a_range_that_takes_steps_only_keeps_its_step() -> None:
    tv = Device("tv", "TV", capabilities=(Range(instance="volume", relative_only=True),))
    command = Command("tv", Key("range", "volume"), ShiftBy(3))
    assert absolute(command, tv) == command
    assert done(tv, Key("range", "volume"), SetTo(3)) == Reason(Misfit.RELATIVE_ONLY)


def test_a_switch_cannot_be_shifted() -> None:
    assert done(lamp(), Key("on_off", "on"), ShiftBy(1)) == Reason(Misfit.WRONG_TYPE)


def test_a_command_holds_when_the_device_is_already_so() -> None:
    assert holds(Command("lamp", BRIGHTNESS, SetTo(40.005)), lamp(40))
    assert not holds(Command("lamp", BRIGHTNESS, SetTo(41)), lamp(40))
    assert not holds(Command("lamp", BRIGHTNESS, ShiftBy(0)), lamp(40))
    assert not holds(Command("lamp", Key("action", "start"), SetTo(None)), lamp())


def test_colours_hold_within_two_steps() -> None:
    red = Device("d", "D", capabilities=(Color(colors=True, value=Hsv(0, 100, 99)),))
    assert holds(Command("d", Key("color", "color"), SetTo(Hsv(1, 99, 100))), red)
    assert not holds(Command("d", Key("color", "color"), SetTo(Hsv(9, 99, 100))), red)


def test_an_action_with_inputs_names_those_that_are_missing() -> None:
    clean = Action(instance="clean", inputs=(Range(instance="area", name="Area", limits=Limits(1, 9)),))
    robot = Device("r", "R", capabilities=(clean,))
    assert done(robot, Key("action", "clean"), SetTo(None)) == Reason(Misfit.MISSING_INPUT, ("Area",))
    assert done(robot, Key("action", "clean"), SetTo({"area": 3})) == {"area": 3}
