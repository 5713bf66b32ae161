"""When a timer fires, between our spelling and the platform's two.

``linux``: minute hour day month weekday, weekdays from 1 = Monday to 7 = Sunday: what repeats.
``quartz_cron``: second minute hour day month weekday year: a single moment. Quartz counts weekdays from
Sunday, the vendor's own panel from Monday, and which of them the server means is not known: so weekdays are
never written that way, and a plan that has them is not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LINUX, QUARTZ = "linux", "quartz_cron"
BOUNDS = ((0, 59), (0, 23), (1, 31), (1, 12), (1, 7))
PART = re.compile(r"(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:/([1-9]\d?))?")
OPEN = ("*", "?")


class Plan(NamedTuple):
    """``cron`` as in ``Timer``, or ``at``; neither where it cannot be told so."""

    timezone: str
    cron: str | None = None
    at: datetime | None = None


def plan_to_wire(plan: Plan) -> dict[str, str]:
    """Raises ``ValueError`` for a plan that the platform would not understand."""
    zone = _zone(plan.timezone)
    if plan.cron is not None:
        return {"cron": _checked(plan.cron), "cronType": LINUX, "timezoneID": plan.timezone}
    if plan.at is None:
        raise ValueError("neither a cron expression nor a moment")
    local = plan.at.astimezone(zone) if plan.at.tzinfo else plan.at
    written = f"{local.second} {local.minute} {local.hour} {local.day} {local.month} ? {local.year}"
    return {"cron": written, "cronType": QUARTZ, "timezoneID": plan.timezone}


def plan_from_wire(told: Mapping[str, object]) -> Plan:
    """Whatever cannot be understood is left out."""
    timezone, words = str(told.get("timezoneID") or "UTC"), str(told.get("cron", "")).split()
    try:
        if told.get("cronType") == LINUX:
            return Plan(timezone, cron=_checked(" ".join(words)))
        return _quartz(timezone, words)
    except ValueError:
        return Plan(timezone)


def _quartz(timezone: str, words: list[str]) -> Plan:
    second, minute, hour, day, month, weekday, year = (*words, "*")[:7] if len(words) >= 6 else 7 * ["-"]
    if weekday not in OPEN or not second.isdecimal():
        raise ValueError("weekdays or seconds that cannot be told")
    if all(word.isdecimal() for word in (minute, hour, day, month, year)):
        numbers = (int(word) for word in (year, month, day, hour, minute, second))
        return Plan(timezone, at=datetime(*numbers, tzinfo=_zone(timezone)))  # type: ignore[arg-type,misc]
    if year not in OPEN:
        raise ValueError("some years only")
    return Plan(timezone, cron=_checked(" ".join((minute, hour, *_opened(day, month), "*"))))


def _opened(*words: str) -> tuple[str, ...]:
    return tuple("*" if word == "?" else word for word in words)


def _checked(cron: str) -> str:
    words = cron.split()
    if len(words) != len(BOUNDS):
        raise ValueError("minute hour day month weekday")
    for word, bounds in zip(words, BOUNDS, strict=True):
        for part in word.split(","):
            _check(part, *bounds)
    return " ".join(words)


def _check(part: str, low: int, high: int) -> None:
    match = PART.fullmatch(part)
    if match is None:
        raise ValueError("no part of a cron expression")
    first, last, step = match.groups()
    start, end = int(first or low), int(last or first or high)
    if not low <= start <= end <= high or int(step or 1) > high:
        raise ValueError("outside its bounds")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError):
        raise ValueError("no time zone") from None
