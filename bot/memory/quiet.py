"""Quiet hours as the tables keep them: minutes after midnight."""

from __future__ import annotations

from datetime import time

from bot.home.quiet import QuietHours

_HOUR = 60


def hours_of(begins: int | None, ends: int | None) -> QuietHours | None:
    return None if begins is None or ends is None else (_time(begins), _time(ends))


def minutes_of(hours: QuietHours | None) -> tuple[int | None, int | None]:
    return (_minutes(hours[0]), _minutes(hours[1])) if hours else (None, None)


def _time(minutes: int) -> time:
    return time(*divmod(minutes, _HOUR))


def _minutes(at: time) -> int:
    return at.hour * _HOUR + at.minute
