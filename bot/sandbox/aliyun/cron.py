"""When a timer fires: the platform's two kinds of cron expressions (reference, section 6.2).

``linux``: minute hour day month weekday, weekdays from 1 = Monday to 7 = Sunday.
``quartz_cron``: second minute hour day month weekday [year], one of day and weekday is ``?``; weekdays as
real Quartz counts them, from 1 = Sunday (which base the platform takes is not known).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

AHEAD = timedelta(days=366 * 5)  # long enough for 29 February
BOUNDS = {
    "second": (0, 59),
    "minute": (0, 59),
    "hour": (0, 23),
    "day": (1, 31),
    "month": (1, 12),
    "weekday": (1, 7),
    "year": (1970, 2099),
}
FIELDS = {
    "linux": ("minute", "hour", "day", "month", "weekday"),
    "quartz_cron": ("second", "minute", "hour", "day", "month", "weekday", "year"),
}
OPEN = ("*", "?")


@dataclass(frozen=True)
class Cron:
    """Allowed values by field; ``day`` and ``weekday`` are None where they are open."""

    times: tuple[tuple[int, int, int], ...]
    days: frozenset[int] | None
    months: frozenset[int]
    weekdays: frozenset[int] | None
    years: frozenset[int]
    zone: ZoneInfo

    def after(self, moment: float) -> float | None:
        """The first time to fire later than ``moment``; None: never again (or not for years)."""
        return next((at for at in self._coming(moment) if at > moment), None)

    def _coming(self, moment: float) -> Iterator[float]:
        day = datetime.fromtimestamp(moment, self.zone).date()
        for _ in range(AHEAD.days):
            if self._fits(day):
                yield from self._of(day)
            day += timedelta(days=1)

    def _of(self, day: date) -> Iterator[float]:
        for hour, minute, second in self.times:
            local = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=self.zone)
            moment = local.astimezone(UTC)
            if moment.astimezone(self.zone).hour == hour:  # not in the hour that spring leaves out
                yield moment.timestamp()

    def _fits(self, day: date) -> bool:
        if day.month not in self.months or day.year not in self.years:
            return False
        on_day = self.days is not None and day.day in self.days
        on_weekday = self.weekdays is not None and day.isoweekday() in self.weekdays
        return on_day or on_weekday or (self.days is None and self.weekdays is None)


def parsed(expression: str, kind: str, zone: str) -> Cron:
    """Raises ValueError for what is no expression of that kind, or no time zone."""
    names, words = FIELDS.get(kind, ()), expression.split()
    if len(words) != len(names) and not (kind == "quartz_cron" and len(words) == len(names) - 1):
        raise ValueError("cron or cronType")
    given = dict(zip(names, words, strict=False))
    if kind == "quartz_cron" and [given["day"], given["weekday"]].count("?") != 1:
        raise ValueError("one of day and weekday must be ?")
    if any(
        word == "?" and (kind == "linux" or name not in ("day", "weekday")) for name, word in given.items()
    ):
        raise ValueError("no ? here")
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("timezoneID") from None
    return _cron(given, kind, place)


def _cron(given: dict[str, str], kind: str, zone: ZoneInfo) -> Cron:
    fields = {name: _values(name, given.get(name, "*")) for name in BOUNDS}
    seconds = fields["second"] if "second" in given else frozenset({0})
    weekdays = fields["weekday"]
    if kind == "quartz_cron":
        weekdays = frozenset((day - 2) % 7 + 1 for day in weekdays)
    return Cron(
        tuple(sorted(product(fields["hour"], fields["minute"], seconds))),
        None if given["day"] in OPEN else fields["day"],
        fields["month"],
        None if given["weekday"] in OPEN else weekdays,
        fields["year"],
        zone,
    )


def _values(name: str, word: str) -> frozenset[int]:
    """Numbers, ranges and steps, separated by commas."""
    low, high = BOUNDS[name]
    values: set[int] = set()
    for part in word.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        if span in OPEN:
            first, last = str(low), str(high)
        if not first.isdecimal() or not (last or first).isdecimal() or not (step or "1").isdecimal():
            raise ValueError(name)
        start, end = int(first), int(last or (high if step else first))
        if not low <= start <= end <= high or int(step or 1) == 0:
            raise ValueError(name)
        values.update(range(start, end + 1, int(step or 1)))
    return frozenset(values)
