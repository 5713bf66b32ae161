"""What is to be done to one capability of one device."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.home.capability import Capability, Color, Hsv, Key, Limits, Mode, Range
from bot.home.fit import Misfit, Reason, fitted, misfit
from bot.home.house import Device


@dataclass(frozen=True)
class SetTo:
    """An absolute value, in the capability's own unit; for an action its inputs or None."""

    value: Any


@dataclass(frozen=True)
class ShiftBy:
    """A signed step, in the capability's own unit. ``sized``: whether the person said how much."""

    step: float
    sized: bool = True


@dataclass(frozen=True)
class Flip:
    """The other of two states."""


Change = SetTo | ShiftBy | Flip


@dataclass(frozen=True)
class Command:
    """A change of one capability. ``unit`` echoes the unit that was said, if one was."""

    device: str
    key: Key
    change: Change
    unit: str | None = None


def absolute(command: Command, device: Device) -> Command | Reason:
    """The same command with the value to write, worked out from the device's present state.

    Repeating an absolute write is safe and an Aliyun thing knows no other. A number that lies between two of
    the device's steps goes to the nearer one, so that a read-back can find it. A range that is
    ``relative_only`` keeps its step. The answer is a ``Reason`` when the device cannot do it: the
    capability is missing, the value does not fit, or a change from a value that nobody knows.
    """
    capability = device.capability(command.key)
    if capability is None:
        return Reason(Misfit.NO_CAPABILITY, tuple(c.name or c.instance for c in device.capabilities))
    match command.change:
        case SetTo(value=value):
            target = value
        case Flip():
            if not isinstance(capability.value, bool):
                return Reason(Misfit.UNKNOWN_VALUE)
            target = not capability.value
        case ShiftBy(step=step):
            if isinstance(capability, Range) and capability.relative_only:
                return command
            shifted = _shifted(capability, command.key.instance, step)
            if isinstance(shifted, Reason):
                return shifted
            target = shifted
    instance = command.key.instance
    reason = misfit(capability, instance, target)
    return reason or replace(command, change=SetTo(fitted(capability, instance, target)))


def _shifted(capability: Capability, instance: str, step: float) -> Any | Reason:
    match capability:
        case Range(value=float() | int() as value, limits=limits):
            return limits.snap(value + step) if limits else value + step
        case Color(value=float() | int() as value, temperature_k=Limits() as limits) if (
            instance == "temperature_k"
        ):
            return limits.snap(value + step)
        case Mode(value=str() as value, choices=choices):
            return _next_choice(value, [choice.value for choice in choices], step)
        case Range() | Color() | Mode():
            return Reason(Misfit.UNKNOWN_VALUE)
        case _:
            return Reason(Misfit.WRONG_TYPE)


def _next_choice(value: str, order: list[str], step: float) -> str | Reason:
    if value not in order:
        return Reason(Misfit.UNKNOWN_VALUE)
    return order[min(max(order.index(value) + (1 if step > 0 else -1), 0), len(order) - 1)]


def holds(command: Command, device: Device) -> bool:
    """Whether the device already is what an absolute command wants it to be."""
    capability = device.capability(command.key)
    if capability is None or not isinstance(command.change, SetTo):
        return False
    match command.change.value, capability.value:
        case Hsv() as wanted, Hsv() as actual:
            return all(abs(a - b) <= 2 for a, b in zip(_hsv(wanted), _hsv(actual), strict=True))
        case (float() | int()) as wanted, (float() | int()) as actual:
            return abs(wanted - actual) <= 0.011
        case wanted, actual:
            return bool(wanted == actual)
    return False


def _hsv(color: Hsv) -> tuple[float, float, float]:
    return color.h, color.s, color.v
