"""Values between the platform's spelling and ours, exactly."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clouds.aliyun.data_types import Type
from bot.clouds.aliyun.values import from_wire, to_wire
from tests.clouds.aliyun.models import PERCENT, SWITCH, model, part


def type_of(type_: str, specs: Any = None) -> Type:
    return model(part("X", type_, specs)).properties[0].type


INT = type_of("int", PERCENT)
TENTHS = type_of("double", {"min": "0", "max": "10", "step": "0.1"})
BOOL = type_of("bool", SWITCH)
ENUM = type_of("enum", {"1": "冷", "7": "热"})
DATE = type_of("date", {})
PLAN = type_of("struct", [part("On", "bool", SWITCH), part("Share", "int", PERCENT), part("Note", "text")])
LIST = type_of("array", {"size": "4", "item": {"type": "double"}})


@pytest.mark.parametrize(
    ("type_", "value", "written"),
    [
        (INT, 30, "30"),
        (INT, 30.0, "30"),
        (INT, 30.4, "30"),
        (TENTHS, 7, "7.0"),
        (TENTHS, 0.30000000000000004, "0.3"),
        (type_of("float"), 26, "26.0"),
        (type_of("float", {"step": "0.1"}), 0.3, "0.3"),
        (type_of("int", {"min": "1", "step": "5"}), 11, "11"),
        (type_of("int"), -(2**31), "-2147483648"),
        (BOOL, True, "1"),
        (BOOL, False, "0"),
        (ENUM, "7", "7"),
        (type_of("text"), "你好", '"你好"'),
        (DATE, "2026-11-23T12:00:00+00:00", '"1795435200000"'),
        (DATE, "2026-11-23T12:00:00", '"1795435200000"'),
        (PLAN, {"On": True, "Share": 5, "Note": "n"}, '{"On": 1, "Share": 5, "Note": "n"}'),
        (LIST, (1, 2.5), "[1.0, 2.5]"),
    ],
)
def test_a_value_is_written_as_the_platform_wants_it(type_: Type, value: Any, written: str) -> None:
    assert json.dumps(to_wire(type_, value), ensure_ascii=False) == written


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        (INT, True),
        (INT, "30"),
        (type_of("int"), 2**31),
        (type_of("int"), -(2**31) - 1),
        (type_of("double", {"min": "0"}), -0.1),
        (type_of("int", {"max": "7"}), 8),
        (type_of("int"), 0.5),
        (type_of("float", {"step": "0.25"}), 0.3),
        (type_of("int", {"min": "1", "step": "5"}), 9),
        (DATE, "1969-12-31T23:59:59"),
        (TENTHS, math.nan),
        (TENTHS, math.inf),
        (BOOL, 1),
        (BOOL, None),
        (ENUM, "3"),
        (ENUM, 7),
        (DATE, "tomorrow"),
        (PLAN, {"On": True}),
        (PLAN, {"On": 1, "Share": 5, "Note": "n"}),
        (LIST, ["a"]),
        (type_of("text"), 5),
    ],
)
def test_a_value_of_another_type_is_never_written(type_: Type, value: Any) -> None:
    with pytest.raises(ValueError, match=r"not a value|missing|Invalid isoformat"):
        to_wire(type_, value)


@pytest.mark.parametrize(
    ("type_", "told", "value"),
    [
        (INT, "27", 27),
        (INT, 27.0, 27),
        (TENTHS, "2.5", 2.5),
        (BOOL, 1, True),
        (BOOL, "0", False),
        (BOOL, 2, None),
        (ENUM, 7, "7"),
        (ENUM, "7", "7"),
        (ENUM, "hot", None),
        (DATE, 1795435200000, "2026-11-23T12:00:00+00:00"),
        (DATE, "1795435200000", "2026-11-23T12:00:00+00:00"),
        (DATE, 10**30, None),
        (PLAN, '{"On": 1, "Share": "5", "Note": "n"}', {"On": True, "Share": 5, "Note": "n"}),
        (PLAN, {"On": "1"}, {"On": True, "Share": None, "Note": None}),
        (PLAN, "not json", None),
        (LIST, "[1, 2]", (1.0, 2.0)),
        (LIST, {"a": 1}, None),
        (INT, None, None),
        (INT, [1], None),
    ],
)
def test_a_report_is_read_in_any_spelling_that_is_in_use(type_: Type, told: Any, value: Any) -> None:
    assert from_wire(type_, told) == value


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.sampled_from([INT, TENTHS, BOOL, ENUM, DATE, PLAN, LIST, type_of("text")]), ANY)
def test_no_report_can_break_the_reading(type_: Type, told: Any) -> None:
    from_wire(type_, told)


@given(st.floats(0, 10))
def test_what_is_written_lies_on_the_steps_and_inside_the_limits(value: float) -> None:
    written = to_wire(TENTHS, value)
    assert isinstance(written, float)
    assert 0 <= written <= 10
    assert written == round(written, 1)
    assert abs(written - value) <= 0.05 + 1e-9
