"""What of a device's state somebody must be told of at once."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from bot.home.capability import Capability, Event, Lock
from bot.home.house import Device


class Hazard(StrEnum):
    LEAK = "leak"
    SMOKE = "smoke"
    GAS = "gas"
    TAMPER = "tamper"
    LOCK_OPEN = "lock_open"


MAY_BE_SILENT = frozenset({Hazard.TAMPER, Hazard.LOCK_OPEN})
"""What need not wake anybody in quiet hours; water, smoke and gas always do."""

SIGNS: dict[str, tuple[Hazard, frozenset[str]]] = {
    "water_leak": (Hazard.LEAK, frozenset({"leak"})),
    "smoke": (Hazard.SMOKE, frozenset({"detected", "high"})),
    "gas": (Hazard.GAS, frozenset({"detected", "high"})),
    "tamper": (Hazard.TAMPER, frozenset({"detected"})),
}
"""Events by instance, and which of their values are bad."""


def may_alarm(device: Device) -> bool:
    """Whether a device can ever be a reason for an alarm."""
    return any(_is_sign(capability) for capability in device.capabilities)


def hazards_of(device: Device) -> Iterator[Hazard]:
    """What is wrong at a device, as far as is known."""
    for capability in device.capabilities:
        match capability:
            case Event(instance=instance, value=str() as value) if instance in SIGNS:
                hazard, bad = SIGNS[instance]
                if value in bad:
                    yield hazard
            case Lock(value=False):
                yield Hazard.LOCK_OPEN


def _is_sign(capability: Capability) -> bool:
    return isinstance(capability, Lock) or (isinstance(capability, Event) and capability.instance in SIGNS)
