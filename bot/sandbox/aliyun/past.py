"""A believable past of a thing: what it reported, and what happened to it, in the days before the sandbox.

The same chance gives the same past. Values are as the wire has them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import Any

from bot.sandbox.aliyun.specs import limits, specs_of

DAY = 86_400.0
DAYS = 5
SAMPLED_EVERY = 1800.0  # seconds between two reports of a sensor
CHANGES_A_DAY = 3
NOTICES_A_DAY = 2
SWING = 0.15  # how far a reading moves within a day, as a share of its present value

Reading = tuple[float, Any]


def readings(described: Mapping[str, Any], present: Any, until: float, chance: Random) -> list[Reading]:
    """The times and values of a property before ``until``, when it was ``present``; oldest first."""
    type_ = described["dataType"]
    if type_["type"] in ("int", "int32", "float", "double") and "w" not in described["accessMode"]:
        return _wave(type_, float(present), until, chance)
    moments = _moments(CHANGES_A_DAY, until, chance)
    if type_["type"] == "bool":
        return [(at, (int(present) + len(moments) - place) % 2) for place, at in enumerate(moments)]
    return [(at, _varied(type_, present, chance)) for at in moments]


def notices(described: Mapping[str, Any], until: float, chance: Random) -> list[Reading]:
    """The times and bodies of an event before ``until``; alerts and errors are rare, or never were."""
    if described["type"] == "info":
        moments = _moments(NOTICES_A_DAY, until, chance)
    else:
        moments = [until - chance.uniform(1, DAYS) * DAY] if chance.random() < 0.5 else []
    return [(at, output(described["outputData"], chance)) for at in moments]


def output(described: list[Mapping[str, Any]], chance: Random) -> dict[str, Any]:
    """Some value for each described output, of an event or of a service."""
    return {member["identifier"]: _some(member["dataType"], chance) for member in described}


def _moments(a_day: int, until: float, chance: Random) -> list[float]:
    return sorted(until - chance.uniform(0.02, DAYS) * DAY for _ in range(a_day * DAYS))


def _wave(type_: Mapping[str, Any], present: float, until: float, chance: Random) -> list[Reading]:
    """Up by day, down by night, a little uneven, and arriving at ``present``."""
    found = []
    for back in range(round(DAYS * DAY / SAMPLED_EVERY), 0, -1):
        at = until - back * SAMPLED_EVERY
        tide = math.sin(math.tau * at / DAY) - math.sin(math.tau * until / DAY)
        value = present * (1 + SWING * tide / 2 + chance.uniform(-0.01, 0.01))
        found.append((at, _fitted(type_, value)))
    return found


def _fitted(type_: Mapping[str, Any], value: float) -> float:
    """The nearest value inside the limits and on the step."""
    low, high, step = limits(type_)
    whole = type_["type"] in ("int", "int32")
    step = step or Decimal("1" if whole else "0.1")
    start = low if low.is_finite() else Decimal(0)
    exact = min(max(Decimal(str(value)), low), high)
    fitted = start + (exact - start) // step * step
    return int(fitted) if whole else float(fitted)


def _varied(type_: Mapping[str, Any], present: Any, chance: Random) -> Any:
    match type_["type"]:
        case "int" | "int32" | "float" | "double":
            return _fitted(type_, float(present) * chance.uniform(0.6, 1.3))
        case "enum":
            return _some(type_, chance) if specs_of(type_) else present
        case _:
            return present


def _some(type_: Mapping[str, Any], chance: Random) -> Any:
    """Any value that the type allows."""
    specs = specs_of(type_)
    match type_["type"]:
        case "int" | "int32" | "float" | "double":
            low, high, _ = limits(type_)
            bounds = (low if low.is_finite() else 0, high if high.is_finite() else 100)
            return _fitted(type_, chance.uniform(*map(float, bounds)))
        case "bool" | "enum":
            return int(chance.choice(sorted(specs) or ["0"]))
        case "struct":
            return output(specs, chance)
        case "array":
            return []
        case "date":
            return "0"
        case _:
            return f"{chance.randrange(16**4):04x}"


def as_text(value: Any) -> str:
    """A value as timelines and widgets spell it when they make everything a string."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
