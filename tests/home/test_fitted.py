"""What a capability holds once it has taken a value: on its steps, in UTC, whole."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.home.capability import Action, Array, Capability, Color, Date, Key, Limits, Range, Struct, Text
from bot.home.command import Command, SetTo, absolute, holds
from bot.home.fit import Misfit, Reason, fitted, misfit
from bot.home.house import Device

HALVES = Range(instance="temperature", limits=Limits(16, 30, 0.5))
FREE = Range(instance="volume")
WHITE = Color(temperature_k=Limits(2700, 6500, 100))
MOMENT = Date(instance="at")
PLAN = Struct(instance="plan", fields=(HALVES, MOMENT, Text(instance="note")))


@pytest.mark.parametrize(
    ("capability", "instance", "value", "taken"),
    [
        (HALVES, "temperature", 22.3, 22.5),
        (HALVES, "temperature", 22, 22),
        (FREE, "volume", 22.3, 22.3),
        (WHITE, "temperature_k", 3333, 3300),
        (MOMENT, "at", "2026-11-23T12:00", "2026-11-23T12:00:00+00:00"),
        (MOMENT, "at", "2026-11-23T12:00:00.123456+08:00", "2026-11-23T04:00:00.123000+00:00"),
        (Array(instance="list", item=HALVES), "list", [16.1, 30], (16, 30)),
        (
            PLAN,
            "plan",
            {"temperature": 29.8, "at": "2026-11-23", "note": "n", "more": 1},
            {"temperature": 30, "at": "2026-11-23T00:00:00+00:00", "note": "n"},
        ),
        (Action(instance="start", inputs=(HALVES,)), "start", {"temperature": 20.9}, {"temperature": 21}),
        (Action(instance="start"), "start", None, None),
    ],
)
def test_a_value_that_fits_becomes_what_the_device_will_show(
    capability: Capability, instance: str, value: Any, taken: Any
) -> None:
    assert misfit(capability, instance, value) is None
    assert fitted(capability, instance, value) == taken


def test_a_number_between_two_steps_is_asked_for_as_it_will_be_confirmed() -> None:
    device = Device("d", "AC", capabilities=(HALVES,))
    command = absolute(Command("d", Key("range", "temperature"), SetTo(22.3)), device)
    assert isinstance(command, Command)
    shown = Range(instance="temperature", limits=HALVES.limits, value=22.5)
    assert holds(command, Device("d", "AC", capabilities=(shown,)))


@pytest.mark.parametrize("value", [15.9, 30.1, math.nan, math.inf, 10**400, True])
def test_a_number_outside_is_refused_and_not_moved_inside(value: float) -> None:
    assert isinstance(misfit(HALVES, "temperature", value), Reason)


@pytest.mark.parametrize("value", ["0001-01-01T00:00:00+14:00", "tomorrow", None, 5])
def test_a_moment_that_no_calendar_has_is_refused(value: Any) -> None:
    assert misfit(MOMENT, "at", value) == Reason(Misfit.WRONG_TYPE)


@given(st.floats(16, 30))
def test_what_is_taken_lies_on_the_steps_and_near_what_was_said(value: float) -> None:
    taken = fitted(HALVES, "temperature", value)
    assert abs(taken - value) <= 0.25
    assert taken * 2 == round(taken * 2)
    assert fitted(HALVES, "temperature", taken) == taken
