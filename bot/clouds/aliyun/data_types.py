"""Data types of thing models as they come, made into values that can be relied on.

Numbers come as strings, nearly always; steps, units, lengths and specs may be missing. Whatever is no data
type that we know raises ``ValueError``. Help page: thing model (物模型), data types.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from bot.clouds.aliyun.scale import UNLIMITED, Scale
from bot.home.capability import Limits

SYNONYMS = {"int32": "int", "int64": "int", "long": "int", "boolean": "bool", "string": "text"}
INTEGERS, REALS = frozenset({"int"}), frozenset({"float", "double"})
NUMBERS = INTEGERS | REALS
CHOSEN = frozenset({"bool", "enum"})
SIMPLE = NUMBERS | CHOSEN | {"text", "date"}
LONGEST_TEXT, LARGEST_ARRAY = 10240, 512  # bytes and items, where a model does not say


@dataclass(frozen=True)
class Type:
    """A data type. Which fields mean something depends on ``name``; ``labels`` are (key, label) pairs."""

    name: str
    scale: Scale = UNLIMITED
    unit: str | None = None
    labels: tuple[tuple[str, str], ...] = ()
    length: int | None = None
    members: tuple[Member, ...] = ()
    item: Type | None = None
    size: int | None = None

    @property
    def limits(self) -> Limits | None:
        return self.scale.limits

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(key for key, _ in self.labels)


@dataclass(frozen=True)
class Member:
    """Something with a value: a property's core, a struct's member, a service's input or output."""

    identifier: str
    name: str
    type: Type


def member_from_wire(told: Any) -> Member:
    """Raises ``ValueError`` where it has no identifier or no data type that we know."""
    told = an_object(told)
    return Member(identifier_of(told), name_of(told), type_from_wire(told.get("dataType")))


def type_from_wire(told: Any) -> Type:
    told = an_object(told)
    name, specs = str(told.get("type", "")).lower(), told.get("specs")
    name = SYNONYMS.get(name, name)
    if name == "struct":
        if not isinstance(specs, list) or not specs:
            raise ValueError("a struct has members")
        return Type(name, members=tuple(member_from_wire(entry) for entry in specs))
    specs = specs if isinstance(specs, dict) else {}
    if name == "array":
        size = _size(specs.get("size"), LARGEST_ARRAY)
        return Type(name, item=type_from_wire(specs.get("item")), size=size)
    if name not in SIMPLE:
        raise ValueError("an unknown data type")
    return _simple(name, specs)


def an_object(told: Any) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise ValueError("an object was expected")
    return told


def a_text(told: Any) -> str | None:
    return told if isinstance(told, str) else None


def identifier_of(told: dict[str, Any]) -> str:
    identifier = told.get("identifier")
    if not isinstance(identifier, str) or not identifier:
        raise ValueError("no identifier")
    return identifier


def name_of(told: dict[str, Any]) -> str:
    return a_text(told.get("name")) or identifier_of(told)


def _simple(name: str, specs: dict[str, Any]) -> Type:
    if name in CHOSEN:
        labels = ((key, str(label)) for key, label in specs.items() if _is_key(key))
        return _chosen(name, tuple(sorted(labels, key=lambda pair: int(pair[0]))))
    if name == "text":
        return Type(name, length=_size(specs.get("length"), LONGEST_TEXT))
    if name == "date":
        return Type(name)
    return Type(name, _scale(specs, whole=name in INTEGERS), a_text(specs.get("unit")))


def _chosen(name: str, labels: tuple[tuple[str, str], ...]) -> Type:
    """An enum that lists nothing offers no choice: it is the number that its keys are."""
    return Type("int") if name == "enum" and not labels else Type(name, labels=labels)


def _scale(specs: dict[str, Any], *, whole: bool) -> Scale:
    """The ends and the step; those of whole numbers are whole, and a range upside down is none."""
    low, high, step = (_number(specs.get(name)) for name in ("min", "max", "step"))
    if whole:
        low = None if low is None else math.ceil(low)
        high = None if high is None else math.floor(high)
        step = max(1, round(step or 1))
    if low is not None and high is not None and low > high:
        low = high = None
    return Scale(low, high, step if step and step > 0 else None)


def _number(told: Any) -> float | None:
    try:
        number = float(told)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _size(told: Any, default: int) -> int:
    number = _number(told)
    return default if number is None or number < 0 else int(number)


def _is_key(told: str) -> bool:
    return told.removeprefix("-").isdecimal()
