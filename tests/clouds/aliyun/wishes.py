"""Values to ask of a capability: at its limits and inside them, and such as it cannot take."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from bot.home.capability import (
    Action,
    Array,
    Capability,
    Color,
    Date,
    Hsv,
    Limits,
    Lock,
    Mode,
    OnOff,
    Range,
    Struct,
    Text,
    Toggle,
)

Values = SearchStrategy[Any]


def fitting(capability: Capability, instance: str) -> Values:
    """The ends as often as what lies between them."""
    match capability:
        case OnOff() | Toggle() | Lock():
            return st.booleans()
        case Mode(choices=choices):
            return st.sampled_from([choice.value for choice in choices])
        case Range(limits=limits):
            return _numbers(limits)
        case Color(temperature_k=limits) if instance == "temperature_k":
            return _numbers(limits)
        case Color():
            return st.builds(Hsv, _upto(360), _upto(100), _upto(100))
        case Text(length=length):
            return st.text(max_size=20).map(lambda text: _cut(text, length or 0)) | st.just(
                "灯" * _third(length)
            )
        case Date():
            return st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1)).map(datetime.isoformat)
        case Struct(fields=parts) | Action(inputs=parts):
            return st.fixed_dictionaries({part.instance: fitting(part, part.instance) for part in parts})
        case Array(item=item, size=size) if item:
            inside = _item(item)
            full = inside.map(lambda value: [value] * (size or 0))
            return st.lists(inside, max_size=min(size or 0, 4)) | full
    raise AssertionError(f"nothing to ask of {capability.kind}")


def misfitting(capability: Capability, instance: str) -> Values:
    match capability:
        case OnOff() | Toggle() | Lock():
            return st.sampled_from([1, 0, "on", None])
        case Mode(choices=choices):
            known = {choice.value for choice in choices}
            return st.sampled_from([None, True, -99, "no choice"]) | st.integers().map(str).filter(
                lambda key: key not in known
            )
        case Range(limits=limits):
            return _no_numbers(limits)
        case Color(temperature_k=limits) if instance == "temperature_k":
            return _no_numbers(limits)
        case Color():
            return st.sampled_from([Hsv(361, 50, 50), Hsv(50, -1, 50), Hsv(50, 50, math.nan), "red", None])
        case Text(length=length):
            return st.sampled_from(["x" * ((length or 0) + 1), "灯" * (_third(length) + 1), 5, None])
        case Date():
            return st.sampled_from(["tomorrow", "", 1795435200000, None])
        case Struct(fields=parts):
            return st.sampled_from([None, "x", {}]) | _spoilt(parts)
        case Action(inputs=parts):
            return st.sampled_from(["x", 5]) | (_spoilt(parts) | st.none() if parts else st.nothing())
        case Array(item=item, size=size) if item:
            too_many = _item(item).map(lambda value: [value] * ((size or 0) + 1))
            return (
                st.sampled_from([None, "x", 5]) | too_many | misfitting(item, "item").map(lambda bad: [bad])
            )
    raise AssertionError(f"nothing to ask of {capability.kind}")


def _item(item: Capability) -> Values:
    """A whole list of the longest texts would be more than any gateway takes."""
    return st.text(max_size=4) if isinstance(item, Text) else fitting(item, item.instance)


def _spoilt(parts: tuple[Capability, ...]) -> Values:
    """All members but one, or one of them not as it should be."""

    def of(part: Capability) -> Values:
        rest = {other.instance: fitting(other, other.instance) for other in parts if other is not part}
        bad = {part.instance: misfitting(part, part.instance)}
        return st.fixed_dictionaries(rest) | st.fixed_dictionaries({**rest, **bad})

    return st.sampled_from(parts).flatmap(of)


def _numbers(limits: Limits | None) -> Values:
    if limits is None:
        return st.integers(-(2**31), 2**31 - 1)
    ends = st.sampled_from([limits.min, limits.max])
    return (
        ends | st.floats(limits.min, limits.max) | st.integers(math.ceil(limits.min), math.floor(limits.max))
    )


def _no_numbers(limits: Limits | None) -> Values:
    strange = st.sampled_from([math.nan, math.inf, "5", None, True])
    if limits is None:
        return strange
    beyond = st.floats(min_value=limits.max, exclude_min=True) | st.floats(
        max_value=limits.min, exclude_max=True
    )
    return strange | beyond


def _upto(top: int) -> Values:
    return st.sampled_from([0, top]) | st.floats(0, top)


def _third(length: int | None) -> int:
    """How many Chinese signs there is room for."""
    return (length or 0) // 3


def _cut(text: str, length: int) -> str:
    return text.encode()[:length].decode(errors="ignore")
