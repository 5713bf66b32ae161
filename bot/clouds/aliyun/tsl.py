"""Thing models (TSL) as they come, made into values that can be relied on.

Decides what of a model can be used: whatever cannot be read is named in ``unreadable`` and the rest
works. Real models give every number as a string, leave out steps, units and specs, list the pseudo
services ``set`` and ``get`` (whose inputs are bare strings) and the pseudo event ``post``, and mark
Wi-Fi diagnostics as writable. Help page: thing model (物模型), data types.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.home.capability import Limits

PSEUDO = frozenset({"set", "get", "post"})
DIAGNOSTIC_PREFIXES = ("wifi_", "_sys_")
SYNONYMS = {"int32": "int", "int64": "int", "long": "int", "boolean": "bool", "string": "text"}
INTEGERS, REALS = frozenset({"int"}), frozenset({"float", "double"})
NUMBERS = INTEGERS | REALS
CHOSEN = frozenset({"bool", "enum"})
SIMPLE = NUMBERS | CHOSEN | {"text", "date"}

Part = TypeVar("Part")


@dataclass(frozen=True)
class Type:
    """A data type. Which fields mean something depends on ``name``; ``labels`` are (key, label) pairs."""

    name: str
    limits: Limits | None = None
    unit: str | None = None
    labels: tuple[tuple[str, str], ...] = ()
    length: int | None = None
    members: tuple[Member, ...] = ()
    item: Type | None = None
    size: int | None = None

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(key for key, _ in self.labels)


@dataclass(frozen=True)
class Member:
    """Something with a value: a property's core, a struct's member, a service's input."""

    identifier: str
    name: str
    type: Type


@dataclass(frozen=True)
class Property(Member):
    readable: bool = True
    writable: bool = True


@dataclass(frozen=True)
class Service:
    identifier: str
    name: str
    inputs: tuple[Member, ...] = ()


@dataclass(frozen=True)
class Happening:
    """An event of the model. What it carries is told by the event operations."""

    identifier: str
    name: str


@dataclass(frozen=True)
class ThingModel:
    properties: tuple[Property, ...] = ()
    services: tuple[Service, ...] = ()
    events: tuple[Happening, ...] = ()
    unreadable: tuple[str, ...] = ()


def model_from_wire(told: Any) -> ThingModel:
    """The model, told as an object or as JSON in a string. Raises ``ValueError`` when it is neither."""
    if isinstance(told, str):
        told = json.loads(told)
    if not isinstance(told, dict):
        raise ValueError("a thing model is an object")
    strange: list[str] = []
    properties = _parts(told.get("properties"), _property, strange)
    services = _parts(told.get("services"), _service, strange)
    events = _parts(told.get("events"), _happening, strange)
    shown = (p for p in properties if not p.identifier.lower().startswith(DIAGNOSTIC_PREFIXES))
    return ThingModel(tuple(shown), tuple(services), tuple(events), tuple(strange))


def _parts(told: Any, read: Callable[[dict[str, Any]], Part], strange: list[str]) -> list[Part]:
    good: list[Part] = []
    for entry in told if isinstance(told, list) else []:
        if isinstance(entry, dict) and _text(entry.get("identifier")) in PSEUDO:
            continue
        try:
            good.append(read(_object(entry)))
        except (ValueError, RecursionError):
            strange.append(_calls_itself(entry))
    return good


def _property(told: dict[str, Any]) -> Property:
    core = _member(told)
    access = str(told.get("accessMode", "rw")).lower()
    return Property(core.identifier, core.name, core.type, "r" in access, "w" in access)


def _service(told: dict[str, Any]) -> Service:
    inputs = told.get("inputData") or []
    if not isinstance(inputs, list):
        raise ValueError("inputData is a list")
    return Service(_identifier(told), _name(told), tuple(_member(_object(entry)) for entry in inputs))


def _happening(told: dict[str, Any]) -> Happening:
    return Happening(_identifier(told), _name(told))


def _member(told: dict[str, Any]) -> Member:
    return Member(_identifier(told), _name(told), _type(told.get("dataType")))


def _type(told: Any) -> Type:
    told = _object(told)
    name, specs = str(told.get("type", "")).lower(), told.get("specs")
    name = SYNONYMS.get(name, name)
    if name == "struct":
        if not isinstance(specs, list) or not specs:
            raise ValueError("a struct has members")
        return Type(name, members=tuple(_member(_object(entry)) for entry in specs))
    specs = specs if isinstance(specs, dict) else {}
    if name == "array":
        size = _number(specs.get("size"))
        return Type(name, item=_type(specs.get("item")), size=None if size is None else int(size))
    if name not in SIMPLE:
        raise ValueError("an unknown data type")
    return _simple(name, specs)


def _simple(name: str, specs: dict[str, Any]) -> Type:
    if name in CHOSEN:
        labels = ((key, str(label)) for key, label in specs.items() if _is_key(key))
        return Type(name, labels=tuple(sorted(labels, key=lambda pair: int(pair[0]))))
    if name == "text":
        length = _number(specs.get("length"))
        return Type(name, length=None if length is None else int(length))
    if name == "date":
        return Type(name)
    return Type(name, limits=_limits(specs, name in INTEGERS), unit=_text(specs.get("unit")))


def _limits(specs: dict[str, Any], whole: bool) -> Limits | None:
    """The ends and the step; those of whole numbers are whole, whatever the model says."""
    low, high, step = (_number(specs.get(name)) for name in ("min", "max", "step"))
    if low is None or high is None or low > high:
        return None
    step = step if step and step > 0 else None
    if not whole:
        return Limits(low, high, step)
    low, high = math.ceil(low), math.floor(high)
    return Limits(low, high, max(1, round(step or 1))) if low <= high else None


def _number(told: Any) -> float | None:
    """Numbers come as strings, nearly always."""
    try:
        number = float(told)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _is_key(told: str) -> bool:
    return told.removeprefix("-").isdecimal()


def _object(told: Any) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise ValueError("an object was expected")
    return told


def _text(told: Any) -> str | None:
    return told if isinstance(told, str) else None


def _identifier(told: dict[str, Any]) -> str:
    identifier = told.get("identifier")
    if not isinstance(identifier, str) or not identifier:
        raise ValueError("no identifier")
    return identifier


def _name(told: dict[str, Any]) -> str:
    return _text(told.get("name")) or _identifier(told)


def _calls_itself(entry: Any) -> str:
    if not isinstance(entry, dict):
        return "?"
    return _text(entry.get("name")) or _text(entry.get("identifier")) or "?"
