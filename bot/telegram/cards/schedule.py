"""When something is to be done, in words."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.home.request import When
from bot.i18n import Language

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)


NEAR = timedelta(minutes=5)  # so near, the seconds count


def moment_text(moment: datetime, now: datetime, language: Language) -> str:
    """A moment to come, as people speak of it: "today at 19:00"; in the moment's own time zone."""
    today = now.astimezone(moment.tzinfo).date()
    clock = language.clock(moment.time(), seconds=abs(moment - now) < NEAR and moment.second > 0)
    match (moment.date() - today).days:
        case 0:
            return language.say("moment.today", time=clock)
        case 1:
            return language.say("moment.tomorrow", time=clock)
    date = language.date(moment, year=moment.year != today.year)
    return language.say("moment.day", date=date, time=clock)


def every_text(every: str, language: Language) -> str:
    """A cron expression as people say it; one that says more than days and a time is shown as it is."""
    minute, hour, *rest = every.split()
    days = _days(rest[2]) if rest[:2] == ["*", "*"] else None
    if days is None:
        return language.say("every.other", cron=every)
    if minute.isdecimal() and hour.isdecimal():
        return _daily(days, language.clock(time(int(hour), int(minute))), language)
    if days == EVERY_DAY:
        if hour == "*" and (step := _step(minute)):
            return language.count("every.minutes", step)
        if minute == "0" and (step := _step(hour)):
            return language.count("every.hours", step)
        if minute == "0" and hour == "*":
            return language.count("every.hours", 1)
    return language.say("every.other", cron=every)


def when_text(when: When, now: datetime, language: Language) -> str:
    """A time as it was said, before it is worked out in a home's time zone."""
    texts = []
    if when.every is not None:
        texts.append(every_text(when.every, language))
    if when.at is not None:
        at = when.at if when.at.tzinfo else when.at.replace(tzinfo=now.tzinfo)
        texts.append(moment_text(at, now, language))
    if when.in_seconds is not None:
        texts.append(language.say("when.in", span=language.span(when.in_seconds)))
    if when.for_seconds is not None:
        texts.append(language.say("when.for", span=language.span(when.for_seconds)))
    return language.say("list.separator").join(texts)


def _daily(days: tuple[int, ...], clock: str, language: Language) -> str:
    match days:
        case (1, 2, 3, 4, 5, 6, 7):
            return language.say("every.day", time=clock)
        case (1, 2, 3, 4, 5):
            return language.say("every.workday", time=clock)
        case (6, 7):
            return language.say("every.weekend", time=clock)
        case _:
            return language.say("every.weekdays", days=language.weekdays(days), time=clock)


def _step(field: str) -> int | None:
    """The step of ``*/15``, or of ``*``, which is one."""
    if field == "*":
        return 1
    star, _, step = field.partition("/")
    return int(step) if star == "*" and step.isdecimal() else None


def _days(field: str) -> tuple[int, ...] | None:
    """The days of the week of a cron field, 1 for Monday; None where it says something else."""
    if field == "*":
        return EVERY_DAY
    days: set[int] = set()
    for part in field.split(","):
        first, _, last = part.partition("-")
        if not first.isdecimal() or (last and not last.isdecimal()):
            return None
        days |= set(range(int(first), int(last or first) + 1))
    return tuple(sorted(day or 7 for day in days)) if days and max(days) <= 7 else None
