"""What of a device stands on its card, and what is a tap away, under "More"."""

from __future__ import annotations

from bot.home.capability import (
    Action,
    Array,
    Capability,
    Color,
    Date,
    Event,
    Lock,
    Mode,
    OnOff,
    Range,
    Sensor,
    Struct,
    Text,
    Toggle,
)
from bot.home.house import Device

# Of each sort the first so many have a place on the card.
RANGES_AND_MODES = 3
TOGGLES = 4
ACTIONS = 6
READINGS = 10


def front(device: Device) -> tuple[Capability, ...]:
    """The capabilities that the card itself shows and controls."""
    left = {"range": RANGES_AND_MODES, "mode": RANGES_AND_MODES, "toggle": TOGGLES, "action": ACTIONS}
    left["reading"] = READINGS
    shown = []
    for capability in device.capabilities:
        sort = _sort(capability)
        if sort is None or left.get(sort, 1) > 0:
            shown.append(capability)
        if sort in left:
            left[sort] -= 1
    return tuple(c for c in shown if _sort(c) != "behind")


def behind(device: Device) -> tuple[Capability, ...]:
    """The others."""
    in_front = front(device)
    return tuple(c for c in device.capabilities if c not in in_front)


def _sort(capability: Capability) -> str | None:
    """What a capability takes the place of; None for what always has one."""
    match capability:
        case OnOff() | Lock() | Color():
            return None
        case Range() | Mode() | Toggle():
            return capability.kind
        case Action(inputs=inputs):
            return "behind" if inputs else "action"
        case Event(choices=(), value=None):  # a fault that never was
            return "behind"
        case Sensor() | Event():
            return "reading"
        case Text() | Struct() | Array() | Date():
            return "behind"
