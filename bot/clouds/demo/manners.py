"""How a stand-in device obeys."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.home.area import ON
from bot.home.capability import Capability, Key, keys, with_value, writable
from bot.home.house import Device

OPEN = Key("range", "open")
LIT_BY = ("brightness", "color", "temperature_k")
"""What turns a lamp on when it is set, as lamps do."""


def obeyed(device: Device, key: Key, value: Any, now: datetime) -> Device | None:
    """The device after it was told; None where it has no such thing to set."""
    wanted = device.capability(key)
    if wanted is None or not writable(wanted):
        return None
    lit = device.is_a("light") and key.instance in LIT_BY
    opens = key == ON and device.is_a("openable")

    def change(capability: Capability) -> Capability:
        if capability is wanted:
            return with_value(capability, value, now)
        if lit and ON in keys(capability):
            return with_value(capability, True, now)
        if opens and OPEN in keys(capability):
            return with_value(capability, 100 if value else 0, now)
        if device.is_a("openable") and key == OPEN and ON in keys(capability):
            return with_value(capability, value > 0, now)
        return capability

    return device.changed(change)
