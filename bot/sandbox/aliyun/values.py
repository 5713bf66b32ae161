"""Values between the wire and the truth, strict against the thing model (reference, sections 5.1 and 7.3)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from bot.sandbox.aliyun.envelope import RefusalError
from bot.sandbox.aliyun.specs import length, limits, size, specs_of

HSV = {"Hue": "h", "Saturation": "s", "Value": "v"}


def to_truth(described: Mapping[str, Any], key: str, words: Mapping[str, str] | None, wire: Any) -> Any:
    """What becomes true of ``key`` when the described property is written. Raises RefusalError 460."""
    value = _checked(described["dataType"], described["identifier"], wire)
    if key == "color.color":
        return {HSV[part]: number for part, number in value.items()}
    return words[str(wire)] if words else value


def inputs_to_truth(described: list[Mapping[str, Any]], args: Any) -> dict[str, Any]:
    """The inputs of a service by identifier, all of them and nothing else. Raises RefusalError 460."""
    return _struct(described, "args", args)


def to_wire(described: Mapping[str, Any], key: str, words: Mapping[str, str] | None, value: Any) -> Any:
    """How the described property shows what is true of ``key``."""
    if key == "color.color":
        return {part: value[short] for part, short in HSV.items()}
    if words:
        return int(next(wire for wire, word in words.items() if word == value))
    return _spelt(described["dataType"], value)


def _spelt(type_: Mapping[str, Any], value: Any) -> Any:
    match type_["type"]:
        case "bool" | "enum":
            return int(value)
        case "float" | "double":
            return float(value)
        case "date":
            return str(round(datetime.fromisoformat(value).timestamp() * 1000))
        case "struct":
            return {m["identifier"]: _spelt(m["dataType"], value[m["identifier"]]) for m in type_["specs"]}
        case "array":
            return [_spelt(type_["specs"]["item"], item) for item in value]
        case _:
            return value


def _checked(type_: Mapping[str, Any], name: str, wire: Any) -> Any:
    """The wire's value in terms of the truth, if the data type allows it."""
    specs = specs_of(type_)
    match type_["type"]:
        case "bool":
            return bool(_allowed(type(wire) is int and wire in (0, 1), name, wire))
        case "enum":
            known = not specs or str(wire) in specs
            return str(_allowed(type(wire) is int and known, name, wire))
        case "int" | "int32":
            return _allowed(type(wire) is int and _fits(wire, type_), name, wire)
        case "float" | "double":
            return _allowed(type(wire) in (int, float) and _fits(wire, type_), name, wire)
        case "text" | "string":
            short = isinstance(wire, str) and len(wire.encode()) <= length(type_)
            return _allowed(short, name, wire)
        case "date":
            return _moment(name, _allowed(isinstance(wire, str) and wire.isdecimal(), name, wire))
        case "struct":
            return _struct(specs, name, wire)
        case "array":
            _allowed(isinstance(wire, list) and len(wire) <= size(type_), name, wire)
            return [_checked(specs["item"], name, item) for item in wire]
        case _:
            raise RefusalError(460, name)


def _allowed(condition: bool, name: str, wire: Any) -> Any:
    if not condition:
        raise RefusalError(460, name)
    return wire


def _fits(number: float, type_: Mapping[str, Any]) -> bool:
    """Inside the limits and on the step, which is counted from the lowest value."""
    if not math.isfinite(number):
        return False
    value, (low, high, step) = Decimal(str(number)), limits(type_)
    start = low if low.is_finite() else Decimal(0)
    return low <= value <= high and (not step or not (value - start) % step)


def _moment(name: str, milliseconds: str) -> str:
    try:
        return datetime.fromtimestamp(int(milliseconds) / 1000, UTC).isoformat()
    except (OverflowError, ValueError, OSError):
        raise RefusalError(460, name) from None


def _struct(members: list[Mapping[str, Any]], name: str, wire: Any) -> dict[str, Any]:
    """A struct is written whole."""
    names = {member["identifier"] for member in members}
    _allowed(isinstance(wire, dict) and wire.keys() == names, name, wire)
    return {
        member["identifier"]: _checked(
            member["dataType"], f"{name}.{member['identifier']}", wire[member["identifier"]]
        )
        for member in members
    }
