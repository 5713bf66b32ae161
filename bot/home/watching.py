"""Watches: what somebody wants to be told of when it comes about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Any, assert_never

from bot.home.house import Device
from bot.home.request import Above, Becomes, Below, Changes, Condition, Finishes, Hours, Reading, Watch
from bot.home.telling import as_truth, capability_of, is_at_work


@dataclass(frozen=True)
class Kept:
    """A watch that is kept, whose it is, and how long it lasts."""

    id: int
    watch: Watch
    person: int
    until: datetime
    silent: datetime | None = None
    person_name: str = ""


class End(StrEnum):
    """Why a watch ended by itself."""

    OVER = "over"  # its time is up
    GONE = "gone"  # the device is


@dataclass(frozen=True)
class WatchBegun:
    """From now on. ``holds``: it is so already, so that is no news; what is to finish has not begun then."""

    kept: Kept
    holds: bool = False


@dataclass(frozen=True)
class WatchTold:
    """It came about at a device, at some moment; the last thing said of a watch that does not repeat."""

    kept: Kept
    device: str
    at: datetime | None = None


@dataclass(frozen=True)
class WatchEnded:
    """``why`` is None where somebody ended it."""

    kept: Kept
    why: End | None = None


@dataclass(frozen=True)
class Watches:
    """Everything that is watched in the home, for the reader."""

    kept: tuple[Kept, ...]


@dataclass(frozen=True)
class Watchable:
    """What of a device can be watched at a tap."""

    device: str


WatchOutcome = WatchBegun | WatchTold | WatchEnded | Watches | Watchable


def value_of(reading: Reading, device: Device) -> Any:
    """What a device tells of a reading; None when nobody knows."""
    capability = capability_of(device, reading.instance) if reading.instance else None
    value = capability.value if capability else None
    return value if isinstance(value, str | int | float) else None


def holds(condition: Condition, reading: Reading, device: Device, before: bool) -> bool | None:
    """Whether a condition holds at a device, where it did or did not ``before``; None when nobody knows.

    A number that trembles at its limit changes nothing: it has to come back by a margin.
    """
    if device.online is False:
        return None
    match condition:
        case Finishes():
            busy = is_at_work(device)
            return None if busy is None else not busy
        case Becomes(value=value):
            capability = capability_of(device, reading.instance or "")
            truth = as_truth(capability) if capability else None
            return None if truth is None else truth is value
        case Above(limit=limit):
            number = _number(reading, device)
            return None if number is None else number > limit - (margin(limit) if before else 0)
        case Below(limit=limit):
            number = _number(reading, device)
            return None if number is None else number < limit + (margin(limit) if before else 0)
        case Changes():
            return None if value_of(reading, device) is None else False
    assert_never(condition)


def margin(limit: float) -> float:
    """How far a number has to come back: half a degree at 25, two percent of anything large."""
    return max(0.3, abs(limit) * 0.02)


def has_changed(before: Any, now: Any) -> bool:
    """Whether a value is another one; a number that differs by a hair is not."""
    if isinstance(before, int | float) and isinstance(now, int | float):
        return abs(now - before) > margin(before)
    return before is not None and now is not None and before != now


def _number(reading: Reading, device: Device) -> float | None:
    value = value_of(reading, device)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def watch_to_json(watch: Watch) -> dict[str, Any]:
    match watch.condition:
        case Becomes(value=value):
            condition: dict[str, Any] = {"becomes": value}
        case Above(limit=limit):
            condition = {"above": limit}
        case Below(limit=limit):
            condition = {"below": limit}
        case Changes():
            condition = {"changes": True}
        case Finishes():
            condition = {"finishes": True}
    hours = watch.hours
    return {
        "readings": [{"device": one.device, "instance": one.instance} for one in watch.readings],
        **condition,
        "hours": [f"{hours.since:%H:%M}", f"{hours.until:%H:%M}"] if hours else None,
        "repeats": watch.repeats,
    }


def watch_from_json(data: Mapping[str, Any]) -> Watch:
    hours = data["hours"]
    return Watch(
        tuple(Reading(one["device"], one["instance"]) for one in data["readings"]),
        _condition_from(data),
        Hours(time.fromisoformat(hours[0]), time.fromisoformat(hours[1])) if hours else None,
        data["repeats"],
    )


def _condition_from(data: Mapping[str, Any]) -> Condition:
    match data:
        case {"becomes": value}:
            return Becomes(bool(value))
        case {"above": limit}:
            return Above(float(limit))
        case {"below": limit}:
            return Below(float(limit))
        case {"changes": _}:
            return Changes()
        case _:
            return Finishes()
