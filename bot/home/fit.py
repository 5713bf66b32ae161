"""Whether a value fits a capability, what would, and what it becomes: decided before anything is sent.

A number outside its limits is refused, as nobody asked for the end of the range; one between two steps goes
to the nearer one, as no device could do better.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from bot.home.capability import (
    Action,
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


class Misfit(StrEnum):
    """Why a device cannot do what it was asked."""

    NO_CAPABILITY = "no_capability"
    READ_ONLY = "read_only"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_CHOICE = "not_a_choice"
    WRONG_TYPE = "wrong_type"
    TOO_LONG = "too_long"
    MISSING_INPUT = "missing_input"
    RELATIVE_ONLY = "relative_only"
    UNKNOWN_VALUE = "unknown_value"
    CONDITION = "condition"
    LATER = "later"
    NO_WAY_BACK = "no_way_back"
    NO_RESET = "no_reset"
    NOT_FOR_A_WHILE = "not_for_a_while"
    UNWATCHABLE = "unwatchable"


Allowed = Limits | tuple[Choice, ...] | tuple[str, ...] | int | None


@dataclass(frozen=True)
class Reason:
    """A misfit and what would be allowed: limits, choices, names of what it can do, or a length."""

    code: Misfit
    allowed: Allowed = None


def misfit(capability: Capability, instance: str, value: Any) -> Reason | None:
    """Why ``capability`` cannot take ``value`` for its ``instance``; None when it can."""
    if capability.read_only:
        return Reason(Misfit.READ_ONLY)
    match capability:
        case OnOff() | Toggle() | Lock():
            return None if isinstance(value, bool) else Reason(Misfit.WRONG_TYPE)
        case Range():
            if capability.relative_only:
                return Reason(Misfit.RELATIVE_ONLY)
            return _number_misfit(value, capability.limits)
        case Mode():
            return _choice_misfit(value, capability.choices)
        case Color():
            return _color_misfit(capability, instance, value)
        case Action():
            if value is not None and not isinstance(value, Mapping):
                return Reason(Misfit.WRONG_TYPE)
            return _inputs_misfit(capability.inputs, value or {})
        case Text():
            return _text_misfit(value, capability.length)
        case Struct():
            if not isinstance(value, Mapping):
                return Reason(Misfit.WRONG_TYPE)
            return _inputs_misfit(capability.fields, value)
        case Array():
            return _array_misfit(capability, value)
        case Date():
            return _date_misfit(value)
        case Sensor() | Event():
            return Reason(Misfit.READ_ONLY)


def fitted(capability: Capability, instance: str, value: Any) -> Any:
    """What ``capability`` holds once it has taken ``value``, which fits: on its steps, moments in UTC."""
    match capability:
        case Range(limits=Limits() as limits):
            return _on_steps(limits, value)
        case Color(temperature_k=Limits() as limits) if instance == "temperature_k":
            return _on_steps(limits, value)
        case Struct(fields=parts) | Action(inputs=parts) if isinstance(value, Mapping):
            return {part.instance: fitted(part, part.instance, value[part.instance]) for part in parts}
        case Array(item=item) if item:
            return tuple(fitted(item, item.instance, part) for part in value)
        case Date():
            return _moment(value).isoformat()
        case _:
            return value


def is_number(value: Any) -> bool:
    is_real = isinstance(value, int | float) and not isinstance(value, bool)
    return is_real and -sys.float_info.max <= value <= sys.float_info.max


def _number_misfit(value: Any, limits: Limits | None) -> Reason | None:
    if not is_number(value):
        return Reason(Misfit.WRONG_TYPE, limits)
    if limits and not limits.min <= value <= limits.max:
        return Reason(Misfit.OUT_OF_RANGE, limits)
    return None


def _choice_misfit(value: Any, choices: tuple[Choice, ...]) -> Reason | None:
    return None if any(value == choice.value for choice in choices) else Reason(Misfit.NOT_A_CHOICE, choices)


def _color_misfit(color: Color, instance: str, value: Any) -> Reason | None:
    match instance:
        case "color" if color.colors:
            fits = (
                isinstance(value, Hsv) and 0 <= value.h <= 360 and 0 <= value.s <= 100 and 0 <= value.v <= 100
            )
            return None if fits else Reason(Misfit.WRONG_TYPE)
        case "temperature_k" if color.temperature_k:
            return _number_misfit(value, color.temperature_k)
        case "scene" if color.scenes:
            return _choice_misfit(value, color.scenes)
        case _:
            return Reason(Misfit.NO_CAPABILITY)


def _text_misfit(value: Any, length: int | None) -> Reason | None:
    if not isinstance(value, str):
        return Reason(Misfit.WRONG_TYPE)
    too_long = length is not None and len(value.encode()) > length
    return Reason(Misfit.TOO_LONG, length) if too_long else None


def _inputs_misfit(inputs: tuple[Capability, ...], given: Mapping[str, Any]) -> Reason | None:
    missing = tuple(i.name or i.instance for i in inputs if i.instance not in given)
    if missing:
        return Reason(Misfit.MISSING_INPUT, missing)
    reasons = (misfit(i, i.instance, given[i.instance]) for i in inputs)
    return next((reason for reason in reasons if reason), None)


def _array_misfit(array: Array, value: Any) -> Reason | None:
    if not isinstance(value, list | tuple):
        return Reason(Misfit.WRONG_TYPE)
    if array.size is not None and len(value) > array.size:
        return Reason(Misfit.TOO_LONG, array.size)
    if array.item is None:
        return None
    reasons = (misfit(array.item, array.item.instance, item) for item in value)
    return next((reason for reason in reasons if reason), None)


def _date_misfit(value: Any) -> Reason | None:
    try:
        _moment(value)
    except (TypeError, ValueError, OverflowError):
        return Reason(Misfit.WRONG_TYPE)
    return None


def _on_steps(limits: Limits, value: float) -> float:
    snapped = limits.snap(value)
    return value if snapped == value else snapped


def _moment(iso: str) -> datetime:
    """To the millisecond, as clouds count; a time without an offset is UTC."""
    told = datetime.fromisoformat(iso)
    moment = (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
