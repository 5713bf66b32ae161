"""One value between the platform's spelling and ours, by its data type.

int            an integer           a number
float, double  with a point, 10.0   a number; answers may have a string
bool           0 or 1               true or false
enum           the integer key      the key as a string
text           a string             a string
date           "ms since 1970"      an ISO time; without an offset it is UTC
struct         an object            a mapping; answers may have JSON in a string
array          a list               a tuple; answers may have JSON in a string
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.clouds.aliyun.data_types import INTEGERS, NUMBERS, Type
from bot.clouds.aliyun.scale import INT_MAX, INT_MIN
from bot.home.fit import is_number


def from_wire(type_: Type, told: Any) -> Any:
    """The value in our spelling; None where ``told`` is not of the type."""
    try:
        return _read(type_, told)
    except (ValueError, TypeError, OverflowError, OSError, RecursionError):
        return None


def _read(type_: Type, told: Any) -> Any:
    match type_.name:
        case "int" | "float" | "double":
            return _number(told, whole=type_.name in INTEGERS)
        case "bool":
            return {0: False, 1: True}[int(_number(told, whole=True))] if told in (0, 1, "0", "1") else None
        case "enum":
            return str(_number(told, whole=True))
        case "text":
            return told if isinstance(told, str | None) else json.dumps(told, ensure_ascii=False)
        case "date":
            return datetime.fromtimestamp(_number(told, whole=True) / 1000, UTC).isoformat()
        case "struct":
            given = _opened(told, dict)
            return {m.identifier: from_wire(m.type, given.get(m.identifier)) for m in type_.members}
        case _:
            return tuple(from_wire(type_.item or Type("text"), item) for item in _opened(told, list))


def to_wire(type_: Type, value: Any) -> Any:
    """The value as the platform wants it, numbers on the nearest step.

    Raises ``ValueError`` for one that the type does not hold.
    """
    match type_.name:
        case name if name in NUMBERS and is_number(value):
            fitted = type_.scale.fit(value)
            return _integer(fitted) if name in INTEGERS else float(fitted)
        case "bool" if isinstance(value, bool):
            return int(value)
        case "enum" if isinstance(value, str) and value in type_.keys:
            return int(value)
        case "text" if isinstance(value, str):
            return value
        case "date" if isinstance(value, str):
            return _milliseconds(value)
        case "struct" if isinstance(value, Mapping):
            missing = [m.identifier for m in type_.members if m.identifier not in value]
            if missing:
                raise ValueError(f"missing: {', '.join(missing)}")
            return {m.identifier: to_wire(m.type, value[m.identifier]) for m in type_.members}
        case "array" if isinstance(value, list | tuple) and type_.item:
            return [to_wire(type_.item, item) for item in value]
        case name:
            raise ValueError(f"not a value of {name}")


def _integer(number: float) -> int:
    """An ``int`` of the platform has 32 bits."""
    whole = round(number)
    if not INT_MIN <= whole <= INT_MAX:
        raise ValueError("not a value of int")
    return whole


def _number(told: Any, whole: bool) -> Any:
    number = float(told)
    if not math.isfinite(number):
        raise ValueError("not a number")
    return round(number) if whole else number


def _opened(told: Any, shape: type) -> Any:
    given = json.loads(told) if isinstance(told, str) else told
    if not isinstance(given, shape):
        raise ValueError(f"not a {shape.__name__}")
    return given


def _milliseconds(iso: str) -> str:
    moment = datetime.fromisoformat(iso)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    since_1970 = round(moment.timestamp() * 1000)
    if since_1970 < 0:
        raise ValueError("not a value of date")
    return str(since_1970)
