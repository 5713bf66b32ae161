"""What of a device is worth watching: a few suggestions, with limits around its present values."""

from __future__ import annotations

from collections.abc import Iterator

from bot.home.capability import Capability, Event, Lock, OnOff, Range, Sensor
from bot.home.house import Device
from bot.home.request import Above, Becomes, Below, Condition, Finishes, Reading, Watch
from bot.home.telling import may_finish

MOST = 8
STEPS = {"celsius": 2.0, "percent": 10.0}
PRESENCE = ("motion", "occupancy", "presence")
_DULL = "battery_level RemainTime electricity_meter water_meter voltage amperage pressure"
DULL = frozenset(_DULL.split())


def suggestions(device: Device) -> tuple[Watch, ...]:
    """Each as something that a button can begin."""
    found = list(_endings(device))
    for capability in device.capabilities:
        found += _of(device, capability)
    return tuple(
        Watch((Reading(device.id, instance),), condition, repeats=not isinstance(condition, Finishes))
        for instance, condition in found[:MOST]
    )


def _endings(device: Device) -> Iterator[tuple[str | None, Condition]]:
    if may_finish(device):
        yield None, Finishes()


def _of(device: Device, capability: Capability) -> Iterator[tuple[str | None, Condition]]:
    match capability:
        case Event(instance="open") | Range(instance="open"):
            yield capability.instance, Becomes(True)
            yield capability.instance, Becomes(False)
        case Event(instance=instance) if instance in PRESENCE:
            yield instance, Becomes(True)
        case Lock():
            yield "lock", Becomes(False)
            yield "lock", Becomes(True)
        case OnOff(stateless=False) if not device.is_a("openable") or not _tells_how_open(device):
            yield "on", Becomes(True)
            yield "on", Becomes(False)
        case Sensor(value=float() | int() as value, unit=unit, instance=instance) if instance not in DULL:
            step = STEPS.get(unit or "", 0.0) or max(1.0, abs(round(value * 0.2)))
            yield instance, Above(float(round(value + step)))
            yield instance, Below(float(round(value - step)))


def _tells_how_open(device: Device) -> bool:
    return any(isinstance(c, Range) and c.instance == "open" for c in device.capabilities)
