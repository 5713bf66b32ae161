"""What was: how far back a history looks, and what can be shown of values over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.home.abilities import Moment
from bot.home.capability import Capability, Event, Key, Lock, Mode, OnOff, Range, Sensor, Toggle
from bot.home.house import Device


class Span(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"

    @property
    def length(self) -> timedelta:
        return {Span.DAY: timedelta(days=1), Span.WEEK: timedelta(days=7), Span.MONTH: timedelta(days=30)}[
            self
        ]


def kept_of(device: Device) -> tuple[Key, ...]:
    """What of a device may have a history, what people ask about first; faults and batteries last."""
    found = [c for c in device.capabilities if isinstance(c, _KINDS) and not c.stateless]
    found.sort(key=lambda c: (_is_upkeep(c), _KINDS.index(type(c))))
    return tuple(Key(c.kind, c.instance) for c in found)


_KINDS = (Sensor, Event, Range, OnOff, Lock, Toggle, Mode)


def _is_upkeep(capability: Capability) -> bool:
    """A battery's charge, or an event that is no state: what an alarm or a fault is reported by."""
    if isinstance(capability, Event):
        return not capability.choices
    return isinstance(capability, Sensor) and capability.instance == "battery_level"


@dataclass(frozen=True)
class Extremes:
    """The least, the mean over time, and the most of some numbers."""

    low: float
    mean: float
    high: float


def stretches(moments: Sequence[Moment], until: datetime) -> Iterator[tuple[Moment, timedelta]]:
    """Each value, oldest first, with how long it held: until the next, the last one until ``until``."""
    ordered = sorted(moments, key=lambda moment: moment.at)
    ends = [*(moment.at for moment in ordered[1:]), until]
    for moment, end in zip(ordered, ends, strict=True):
        yield moment, max(end - moment.at, timedelta())


def extremes(moments: Sequence[Moment], until: datetime) -> Extremes | None:
    """None where there is no number. The mean weighs each value by how long it held."""
    numbers = [m for m in moments if isinstance(m.value, int | float) and not isinstance(m.value, bool)]
    if not numbers:
        return None
    values = [float(moment.value) for moment in numbers]
    held = [(float(moment.value), length.total_seconds()) for moment, length in stretches(numbers, until)]
    whole = sum(seconds for _, seconds in held)
    mean = sum(value * seconds for value, seconds in held) / whole if whole else sum(values) / len(values)
    return Extremes(min(values), mean, max(values))


def time_on(moments: Sequence[Moment], until: datetime) -> timedelta:
    """How long a switch was on, as far as it is known."""
    held = (length for moment, length in stretches(moments, until) if moment.value is True)
    return sum(held, timedelta())
