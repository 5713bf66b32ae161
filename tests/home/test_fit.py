"""A value either fits a capability or comes back with what would."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.home.capability import (
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
from bot.home.fit import Misfit, misfit

LAMP = Color(colors=True, temperature_k=Limits(2700, 6500), scenes=(Choice("party"),))
FITS: list[tuple[Capability, str, Any]] = [
    (OnOff(), "on", True),
    (Toggle(instance="mute"), "mute", False),
    (Lock(), "lock", True),
    (Range(instance="volume", limits=Limits(0, 100)), "volume", 100),
    (Range(instance="volume"), "volume", 1e9),
    (Mode(instance="program", choices=(Choice("eco"),)), "program", "eco"),
    (LAMP, "color", Hsv(360, 100, 100)),
    (LAMP, "temperature_k", 2700),
    (LAMP, "scene", "party"),
    (Text(instance="words", length=4), "words", "灯a"),
    (Date(instance="day"), "day", "2026-11-23T07:30"),
    (Array(instance="days", size=2, item=OnOff()), "days", (True, False)),
    (Struct(instance="plan", fields=(OnOff(),)), "plan", {"on": True}),
]
MISFITS: list[tuple[Capability, str, Any, Misfit]] = [
    (OnOff(), "on", 1, Misfit.WRONG_TYPE),
    (OnOff(read_only=True), "on", True, Misfit.READ_ONLY),
    (Sensor(instance="temperature"), "temperature", 20, Misfit.READ_ONLY),
    (Event(instance="open"), "open", "opened", Misfit.READ_ONLY),
    (Range(instance="volume", limits=Limits(0, 100)), "volume", 101, Misfit.OUT_OF_RANGE),
    (Range(instance="volume"), "volume", True, Misfit.WRONG_TYPE),
    (Range(instance="volume"), "volume", math.nan, Misfit.WRONG_TYPE),
    (Range(instance="volume", relative_only=True), "volume", 3, Misfit.RELATIVE_ONLY),
    (Mode(instance="program", choices=(Choice("eco"),)), "program", "turbo", Misfit.NOT_A_CHOICE),
    (LAMP, "color", Hsv(361, 0, 0), Misfit.WRONG_TYPE),
    (LAMP, "temperature_k", 9000, Misfit.OUT_OF_RANGE),
    (Color(), "color", Hsv(0, 0, 0), Misfit.NO_CAPABILITY),
    (Text(instance="words", length=4), "words", "灯灯", Misfit.TOO_LONG),
    (Text(instance="words"), "words", 5, Misfit.WRONG_TYPE),
    (Date(instance="day"), "day", "tomorrow", Misfit.WRONG_TYPE),
    (Array(instance="days", size=1), "days", (1, 2), Misfit.TOO_LONG),
    (Array(instance="days", item=OnOff()), "days", ("x",), Misfit.WRONG_TYPE),
    (Struct(instance="plan", fields=(OnOff(),)), "plan", {}, Misfit.MISSING_INPUT),
    (Struct(instance="plan"), "plan", 3, Misfit.WRONG_TYPE),
]


@pytest.mark.parametrize(("capability", "instance", "value"), FITS)
def test_a_value_that_fits_has_no_misfit(capability: Capability, instance: str, value: Any) -> None:
    assert misfit(capability, instance, value) is None


@pytest.mark.parametrize(("capability", "instance", "value", "code"), MISFITS)
def test_a_misfit_says_why(capability: Capability, instance: str, value: Any, code: Misfit) -> None:
    reason = misfit(capability, instance, value)
    assert reason is not None
    assert reason.code is code


@given(st.integers(-50, 50), st.integers(0, 100), st.floats(-200, 200))
def test_a_number_fits_exactly_when_it_lies_in_the_range(low: int, span: int, value: float) -> None:
    fits = misfit(Range(instance="x", limits=Limits(low, low + span)), "x", value) is None
    assert fits == (low <= value <= low + span)
