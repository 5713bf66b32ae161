"""Reading the specs of a data type: every number is a string, and any of them may be missing or empty."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def specs_of(type_: Mapping[str, Any]) -> Any:
    """A map, or for a struct a list of members; empty where the model says nothing."""
    return type_.get("specs") or {}


def limits(type_: Mapping[str, Any]) -> tuple[Decimal, Decimal, Decimal | None]:
    """Lowest, highest (infinite where there is none) and step of a number."""
    specs = specs_of(type_)
    low, high = (Decimal(specs.get(name) or f"{sign}Infinity") for name, sign in (("min", "-"), ("max", "")))
    return low, high, Decimal(specs["step"]) if specs.get("step") else None


def length(type_: Mapping[str, Any]) -> int:
    """The most bytes that a text may have."""
    return int(specs_of(type_).get("length") or 10240)


def size(type_: Mapping[str, Any]) -> int:
    """The most items that an array may have."""
    return int(specs_of(type_).get("size") or 512)
