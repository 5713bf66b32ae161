"""When something is to be done: fragments of time as they were said, put together and held against the clock.

"Tomorrow ... at seven" and "at seven tomorrow" are the same two fragments; what they come to is a ``When``
(rule 8 of reading). Hours said without a half of the day are on the dial: "at seven", said at noon, is seven
in the evening.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime, time, timedelta

from bot.home.request import When
from bot.understanding.fragment import Clock, Fragment

HALVES = ("am", "pm")
EVERY_DAY = frozenset(range(1, 8))
MOST_SECONDS = 400 * 86400
"""Longer delays are slips of the tongue."""

DAY = timedelta(days=1)


def when_of(fragments: Sequence[Fragment], now: datetime) -> When | None:
    """What the fragments come to at the home's local time ``now``; None where they do not tell."""
    said = _joined(fragments)
    if said is None:
        return None
    length = said.length
    if said.until and said.clock:
        return _window(said, now)
    if said.until:
        length = int((_next(in_part(said.until, said.part), None, now) - now).total_seconds())
    if said.interval:
        return _told(When(every=_interval(said.interval), for_seconds=length))
    if said.delay is not None:
        alone = said.clock is None and said.offset is None and not said.weekdays
        return _told(When(in_seconds=said.delay, for_seconds=length)) if alone else None
    if said.clock is None:
        bare = said.part is None and said.offset is None and not said.weekdays
        return _told(When(for_seconds=length)) if bare else None
    if said.repeated or len(said.weekdays) > 1:
        return When(every=_cron(said), for_seconds=length)
    at = _at(said, said.clock, now)
    return When(at=at, for_seconds=length) if at else None


def moved(fragments: Sequence[Fragment], before: When, now: datetime) -> When | None:
    """Another time for what was to be done at ``before.at``: "no, at nine" is nine of the same day, and of
    the same half of it where no half is said. Where that is over, it is the next nine o'clock."""
    when = None
    if before.at and not any(fragment.offset is not None or fragment.weekdays for fragment in fragments):
        half_is_said = any(
            fragment.part or (fragment.clock and fragment.clock.exact) for fragment in fragments
        )
        half = 12 if before.at.hour >= 12 and not half_is_said else 0
        begin = before.at.replace(hour=half, minute=0, second=0, microsecond=0, tzinfo=now.tzinfo)
        when = when_of(fragments, begin - timedelta(seconds=1))
    if when is None or (when.at and when.at <= _naive(now)):
        when = when_of(fragments, now)
    return replace(when, for_seconds=when.for_seconds or before.for_seconds) if when else None


def _window(said: Fragment, now: datetime) -> When | None:
    """From one time of day to another: "from six to eleven", once or again and again."""
    begun = when_of([replace(said, until=None)], now)
    if begun is None or said.until is None or said.clock is None:
        return None
    daily = datetime.combine(now.date(), _time(in_part(said.clock, said.part)))
    at = begun.at or daily
    return replace(begun, for_seconds=int((_next(said.until, None, at) - at).total_seconds()))


def _joined(fragments: Sequence[Fragment]) -> Fragment | None:
    """All fragments as one; None where two say different things of the same."""
    joined = Fragment()
    for fragment in _coming_night(fragments):
        for field in fields(Fragment):
            said, before = getattr(fragment, field.name), getattr(joined, field.name)
            if said in (field.default, before):
                continue
            if before != field.default:
                if field.name != "part":
                    return None
                said = said if said in HALVES else before  # "tonight at eight pm"
            joined = replace(joined, **{field.name: said})
    return joined


def _coming_night(fragments: Sequence[Fragment]) -> Sequence[Fragment]:
    """ "Tonight at one am" is in the night that begins today."""
    parts = {fragment.part for fragment in fragments}
    if not {"am"} < parts or not parts & {"evening", "night"}:
        return fragments
    return [
        f if f.part not in ("evening", "night") else replace(f, part=None, offset=None) for f in fragments
    ]


def _told(when: When) -> When | None:
    """A time that says something, and nothing absurd."""
    seconds = [s for s in (when.in_seconds, when.for_seconds) if s is not None]
    if any(not 0 < s <= MOST_SECONDS for s in seconds) or when == When():
        return None
    return None if when.every == "" else when


def _interval(seconds: int) -> str:
    """Every so many minutes or hours; empty where cron cannot say it."""
    if seconds == 86400:
        return ""
    if seconds % 3600 == 0 and 24 % (seconds // 3600) == 0:
        hours = seconds // 3600
        return "0 * * * *" if hours == 1 else f"0 */{hours} * * *"
    if seconds % 60 == 0 and 60 % (seconds // 60) == 0:
        minutes = seconds // 60
        return "* * * * *" if minutes == 1 else f"*/{minutes} * * * *"
    return ""


def _cron(said: Fragment) -> str:
    clock = in_part(said.clock or Clock(0), said.part)
    days = said.weekdays or EVERY_DAY
    return f"{clock.minute} {clock.hour} * * {_days(days)}"


def _days(days: frozenset[int]) -> str:
    """Cron's way to write days: ``1-5``, ``1,3``, ``*``."""
    ordered = sorted(days)
    if days == EVERY_DAY:
        return "*"
    if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return f"{ordered[0]}-{ordered[-1]}"
    return ",".join(map(str, ordered))


def _at(said: Fragment, clock: Clock, now: datetime) -> datetime | None:
    """The next such time after now; None where the day that was said is over."""
    if said.weekdays:
        (weekday,) = said.weekdays
        found = datetime.combine(now.date(), _time(in_part(clock, said.part)))
        found += DAY * ((weekday - now.isoweekday()) % 7)
        return found if found > _naive(now) else found + DAY * 7
    if said.offset:
        return datetime.combine(now.date() + DAY * said.offset, _time(in_part(clock, said.part)))
    at = _next(clock, said.part, now)
    return None if said.offset == 0 and at.date() != now.date() and clock.hour % 12 else _naive(at)


def _next(clock: Clock, part: str | None, now: datetime) -> datetime:
    """The next time after now at which the clock shows it."""
    shown = [in_part(clock, part)]
    if part is None and not clock.exact and 1 <= clock.hour <= 12:
        shown = [clock, replace(clock, hour=(clock.hour + 12) % 24)]
    today = [now.replace(hour=c.hour, minute=c.minute, second=0, microsecond=0) for c in shown]
    return min(moment if moment > now else moment + DAY for moment in today)


def in_part(clock: Clock, part: str | None) -> Clock:
    """The clock time in the part of the day that was said with it."""
    hour = clock.hour
    match part:
        case "am" if hour == 12:
            hour = 0
        case "pm" | "daytime" if hour < 12:
            hour += 12
        case "midday" if hour < 5:
            hour += 12
        case "night" | "evening" if hour == 12:
            hour = 0
        case "evening" if hour < 12:
            hour += 12
        case "night" if 6 <= hour < 12:
            hour += 12
    return replace(clock, hour=hour)


def _time(clock: Clock) -> time:
    return time(clock.hour, clock.minute)


def _naive(moment: datetime) -> datetime:
    """The home's local time, as it is written: without an offset."""
    return moment.replace(tzinfo=None)
