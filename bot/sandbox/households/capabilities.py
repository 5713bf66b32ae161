"""Shorthand for capabilities in the form of home.json (docs/understand-format.md), the truth included."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Capability = dict[str, Any]


def on_off(value: bool, *, stateless: bool = False) -> Capability:
    capability: Capability = {"kind": "on_off", "value": value}
    return capability | {"stateless": True} if stateless else capability


def toggle(instance: str, value: bool, **more: Any) -> Capability:
    return {"kind": "toggle", "instance": instance, "value": value, **more}


def span(
    instance: str,
    value: float | None,
    limits: tuple[float, float] | None = None,
    *,
    step: float | None = None,
    unit: str | None = None,
    **more: Any,
) -> Capability:
    """A range; without ``limits`` it has none, as the channel of a television often does."""
    ends = {"min": limits[0], "max": limits[1]} if limits else {}
    steps = {} if step is None else {"step": step}
    units = {} if unit is None else {"unit": unit}
    return {"kind": "range", "instance": instance, **ends, **steps, **units, "value": value, **more}


def brightness(value: float, low: float = 1) -> Capability:
    return span("brightness", value, (low, 100), step=1, unit="percent")


def celsius(value: float, low: float, high: float, step: float = 1) -> Capability:
    """A temperature to reach."""
    return span("temperature", value, (low, high), step=step, unit="celsius")


def mode(instance: str, value: str, modes: Mapping[str, str | None], **more: Any) -> Capability:
    """``modes`` maps each value to the name that its vendor gives, or to None."""
    return {"kind": "mode", "instance": instance, "modes": named(modes), "value": value, **more}


def color(
    lit: str,
    value: Any,
    *,
    model: str | None = None,
    kelvin: tuple[int, int] | None = None,
    scenes: Mapping[str, str | None] | None = None,
) -> Capability:
    """Coloured light; ``lit`` is the instance that is lit now (``color``, ``temperature_k``, ``scene``)."""
    capability: Capability = {"kind": "color", "instance": lit, "value": value}
    if model:
        capability["models"] = [model]
    if kelvin:
        capability["temperature_k"] = {"min": kelvin[0], "max": kelvin[1]}
    if scenes:
        capability["scenes"] = named(scenes)
    return capability


def white(kelvin: int, low: int = 2700, high: int = 6500) -> Capability:
    """Light that is white only, from warm to cold."""
    return color("temperature_k", kelvin, kelvin=(low, high))


def sensor(instance: str, value: float | None, unit: str | None = None) -> Capability:
    units = {} if unit is None else {"unit": unit}
    return {"kind": "sensor", "instance": instance, **units, "value": value}


def event(instance: str, value: str | None, values: Mapping[str, str | None]) -> Capability:
    return {"kind": "event", "instance": instance, "values": named(values), "value": value}


def named(values: Mapping[str, str | None]) -> list[dict[str, str]]:
    return [{"value": value} | ({"name": name} if name else {}) for value, name in values.items()]
