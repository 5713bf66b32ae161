"""What a device is doing, in a few English words: ``on, brightness 40 %, humidity 41 %, +2``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.home.capability import (
    Capability,
    Choice,
    Color,
    Event,
    Hsv,
    Lock,
    Mode,
    OnOff,
    Range,
    Sensor,
    Toggle,
)
from bot.home.house import Device
from bot.operating.plain import plain

MOST = 4  # values told of one device
LONGEST = 30  # characters of a single value
SIGNS = {"percent": "%", "celsius": "°C", "kelvin": "K", "watt": "W", "volt": "V", "ampere": "A"}
UNKNOWN = "?"


def state_of(device: Device) -> str:
    """The values that are known, the main switch first; ``?`` where none is."""
    known = [c for c in device.capabilities if c.value is not None]
    known.sort(key=lambda capability: not isinstance(capability, OnOff | Lock))
    told = [_told(capability) for capability in known[:MOST]]
    more = [f"+{len(known) - MOST}"] if len(known) > MOST else []
    return ", ".join(told + more) or UNKNOWN


def online_of(device: Device) -> str:
    return {True: "yes", False: "no", None: UNKNOWN}[device.online]


def _told(capability: Capability) -> str:
    match capability:
        case OnOff(value=value):
            return "on" if value else "off"
        case Lock(value=value):
            return "locked" if value else "unlocked"
        case Color(value=value, scenes=scenes):
            return _light(value, scenes)
        case Toggle(value=value):
            return f"{_label(capability)} {'on' if value else 'off'}"
        case Range(value=value, unit=unit) | Sensor(value=value, unit=unit):
            return " ".join((_label(capability), _short(value), *_sign(unit)))
        case Mode(value=value, choices=choices) | Event(value=value, choices=choices):
            return f"{_label(capability)} {_named(value, choices)}"
        case _:
            return f"{_label(capability)} {_short(capability.value)}"


def _light(value: Any, scenes: Sequence[Choice]) -> str:
    match value:
        case Hsv():
            return "#{:02x}{:02x}{:02x}".format(*value.rgb())
        case int() | float():
            return f"{value:g} K"
        case _:
            return f"scene {_named(value, scenes)}"


def _label(capability: Capability) -> str:
    return plain(capability.name or capability.instance.replace("_", " "))


def _named(value: str | None, choices: Sequence[Choice]) -> str:
    return _short(next((c.name for c in choices if c.value == value and c.name), value))


def _sign(unit: str | None) -> tuple[str, ...]:
    return (SIGNS.get(unit, unit.replace("_", " ")),) if unit else ()


def _short(value: Any) -> str:
    text = f"{value:g}" if isinstance(value, float) else plain(str(value))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
