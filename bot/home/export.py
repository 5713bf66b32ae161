"""The other way of home.json: a house written as a document (docs/understand-format.md)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.home.capability import (
    Action,
    Array,
    Capability,
    Choice,
    Color,
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
)
from bot.home.house import Device, House


def to_document(house: House) -> dict[str, Any]:
    """A document that ``from_document`` reads back as the same house; what is empty is left out."""
    return _filled(
        name=house.name,
        rooms=[_filled(id=r.id, name=r.name, aliases=list(r.aliases), floor=r.floor) for r in house.rooms],
        groups=[
            _filled(id=g.id, name=g.name, aliases=list(g.aliases), devices=list(g.devices))
            for g in house.groups
        ],
        scenes=[_filled(id=s.id, name=s.name, aliases=list(s.aliases)) for s in house.scenes],
        devices=[_device(device) for device in house.devices],
    )


def _filled(**fields: Any) -> dict[str, Any]:
    always = ("id", "name", "kind", "instance")
    return {key: value for key, value in fields.items() if key in always or not _is_empty(value)}


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value == []


def _device(device: Device) -> dict[str, Any]:
    document = _filled(
        id=device.id,
        name=device.name,
        aliases=list(device.aliases),
        room=device.room,
        type=device.type,
        sensitive=device.sensitive,
        capabilities=[_capability(c) for c in device.capabilities],
    )
    return document if device.online is None else {**document, "online": device.online}


def _capability(capability: Capability) -> dict[str, Any]:
    document: dict[str, Any] = {"kind": capability.kind}
    if not isinstance(capability, OnOff | Lock | Color):
        document["instance"] = capability.instance
    document |= {k: v for k, v in _details(capability).items() if not _is_empty(v)}
    if capability.name is not None:
        document["name"] = capability.name
    document |= {flag: True for flag in ("read_only", "stateless") if getattr(capability, flag)}
    value = _value(capability.value)
    return document if value is None else {**document, "value": value}


def _details(capability: Capability) -> dict[str, Any]:
    match capability:
        case Range(limits=limits, unit=unit, relative_only=relative_only):
            return {**_limits(limits), "unit": unit, "relative_only": relative_only}
        case Mode(choices=choices):
            return {"modes": _choices(choices)}
        case Event(choices=choices):
            return {"values": _choices(choices)}
        case Color(colors=colors, temperature_k=kelvin, scenes=scenes):
            models = ["hsv"] if colors else None
            return {"models": models, "temperature_k": _limits(kelvin) or None, "scenes": _choices(scenes)}
        case Action(inputs=inputs):
            return {"inputs": [_capability(i) for i in inputs]}
        case Text(length=length):
            return {"length": length}
        case Struct(fields=fields):
            return {"fields": [_capability(f) for f in fields]}
        case Array(item=item, size=size):
            return {"item": _capability(item) if item else None, "size": size}
        case Sensor(unit=unit):
            return {"unit": unit}
        case _:
            return {}


def _limits(limits: Limits | None) -> dict[str, float]:
    if limits is None:
        return {}
    step = {} if limits.step is None else {"step": limits.step}
    return {"min": limits.min, "max": limits.max, **step}


def _choices(choices: Sequence[Choice]) -> list[dict[str, str]]:
    return [{"value": c.value} if c.name is None else {"value": c.value, "name": c.name} for c in choices]


def _value(value: Any) -> Any:
    match value:
        case Hsv(h=h, s=s, v=v):
            return {"h": h, "s": s, "v": v}
        case tuple():
            return list(value)
        case _:
            return value
