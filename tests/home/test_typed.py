"""What people type becomes a value, or a reason that says what could be typed."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.home.capability import (
    Action,
    Array,
    Capability,
    Choice,
    Date,
    Event,
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
from bot.home.fit import Misfit, Reason
from bot.home.typed import can_be_typed, typed

MOSCOW = ZoneInfo("Europe/Moscow")
NUMBER = Range(instance="n", name="Число", limits=Limits(0, 100, 1))
SPEED = Mode(instance="speed", name="速度", choices=(Choice("0", "慢"), Choice("1", "Fast")))
PLAN = Struct(
    instance="plan",
    fields=(NUMBER, SPEED, Toggle(instance="loud"), Text(instance="note", length=20)),
    value={"n": 7.0, "speed": "0", "loud": True, "note": "as it was"},
)


def said(capability: Capability, text: str) -> Any:
    return typed(capability, text, {"on": True, "нет": False}.get, MOSCOW)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("40", 40.0),
        (" 21,5 ", 21.5),
        ("-3.25", -3.25),
        ("−3", -3.0),
        ("45 %", 45.0),
        ("22°C", 22.0),
        ("３０", 30.0),
        ("30度", 30.0),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, number: float) -> None:
    assert said(NUMBER, text) == number


@pytest.mark.parametrize("text", ["", "many", "1 2", "1e400", "1,2,3", "0x10", "٣", "nan", "infinity"])
def test_what_is_no_number_is_told_the_limits(text: str) -> None:
    assert said(NUMBER, text) == Reason(Misfit.WRONG_TYPE, NUMBER.limits)


def test_a_text_is_taken_as_it_is_written() -> None:
    assert said(Text(instance="t"), "  <b>Привет</b>, 你好 = 1  ") == "<b>Привет</b>, 你好 = 1"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-30 08:00", "2026-11-30T08:00:00+03:00"),
        ("2026-11-30", "2026-11-30T00:00:00+03:00"),
        ("30.11.2026 21:05", "2026-11-30T21:05:00+03:00"),
    ],
)
def test_moments_are_the_homes(text: str, moment: str) -> None:
    assert said(Date(instance="d"), text) == moment


@pytest.mark.parametrize("text", ["2026-02-30", "tomorrow", "08:00", "1"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    assert said(Date(instance="d"), text) == Reason(Misfit.WRONG_TYPE)


def test_named_values_may_stand_in_lines_or_in_one_line() -> None:
    wanted = {"n": 40.0, "speed": "1", "loud": False, "note": "a, b"}
    assert said(PLAN, "Число = 40\n速度: fast\nloud＝нет\nnote=a, b") == wanted
    assert said(PLAN, "note=x, n=40，speed：慢; LOUD=on") == {
        "n": 40.0,
        "speed": "0",
        "loud": True,
        "note": "x",
    }


def test_what_is_not_said_of_a_structure_stays() -> None:
    assert said(PLAN, "n = 9") == {"n": 9.0, "speed": "0", "loud": True, "note": "as it was"}


def test_values_alone_go_by_their_order() -> None:
    assert said(PLAN, "1, fast, нет, hello") == {"n": 1.0, "speed": "1", "loud": False, "note": "hello"}


def test_a_single_input_takes_the_whole_text() -> None:
    name = Action(instance="add", inputs=(Text(instance="name"),))
    assert said(name, "Eco, quiet") == {"name": "Eco, quiet"}


@pytest.mark.parametrize("text", ["1, 2", "volume = 3", "n = 1; volume = 3"])
def test_values_without_a_place_are_told_the_names(text: str) -> None:
    reason = said(PLAN, text)
    assert reason == Reason(Misfit.MISSING_INPUT, ("Число", "速度", "loud", "note"))


def test_a_bad_part_speaks_for_the_whole() -> None:
    assert said(PLAN, "speed = warp") == Reason(Misfit.NOT_A_CHOICE, SPEED.choices)


def test_lists_are_cut_at_commas_and_lines() -> None:
    assert said(Array(instance="a", item=NUMBER, size=5), "1, 2，3\n4、5") == (1.0, 2.0, 3.0, 4.0, 5.0)
    assert said(Array(instance="a"), "one; two") == ("one", "two")


def test_of_a_list_of_structures_each_has_a_line() -> None:
    pair = Struct(instance="p", fields=(NUMBER, Text(instance="t")))
    assert said(Array(instance="a", item=pair), "n=1, t=x\n2, y") == (
        {"n": 1.0, "t": "x"},
        {"n": 2.0, "t": "y"},
    )


@pytest.mark.parametrize(
    ("capability", "asked_for"),
    [
        (NUMBER, True),
        (Range(instance="volume", relative_only=True), False),
        (Range(instance="n", read_only=True), False),
        (Text(instance="t"), True),
        (Text(instance="t", read_only=True), False),
        (PLAN, True),
        (Struct(instance="s", fields=(Sensor(instance="litres"),)), False),
        (Array(instance="a"), True),
        (Date(instance="d"), True),
        (Action(instance="go"), False),
        (Action(instance="go", inputs=(NUMBER,)), True),
        (OnOff(), False),
        (Lock(), False),
        (SPEED, False),
        (Sensor(instance="s"), False),
        (Event(instance="e"), False),
    ],
)
def test_only_what_has_no_button_of_its_own_is_asked_for(capability: Capability, asked_for: bool) -> None:
    assert can_be_typed(capability) is asked_for


anything = st.sampled_from([NUMBER, SPEED, PLAN, Array(instance="a", item=PLAN), Date(instance="d")])


@given(anything, st.text(max_size=200))
def test_no_text_breaks_the_reading(capability: Capability, text: str) -> None:
    said(capability, text)
