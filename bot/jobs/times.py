"""When something is due: moments of a home's time zone, over its daylight-saving changes and leap days.

A local time that does not exist (the clocks went forward over it) is the first moment after the gap; one that
exists twice is the first of the two. So a plan for 2:30 is carried out once each day of the year.

Moments of one time zone are compared by their timestamps: Python compares what the clock on the wall shows.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim

from bot.home.request import When

MOST_CHANGE = timedelta(hours=3)


def first_due(when: When, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The first time, in the zone; None for a time that never comes."""
    now = now.astimezone(zone)
    match when:
        case When(every=str() as every):
            return next_due(every, now)
        case When(at=datetime() as at):
            return _existing(at, zone)
        case When(in_seconds=int() as seconds):
            return _later(now, seconds)
        case When(for_seconds=int() as seconds):
            return _later(now, seconds)
        case _:
            return None


def next_due(every: str, after: datetime) -> datetime | None:
    """The next time after a moment, in that moment's zone."""
    return next((due for due in CronSim(every, after) if due.timestamp() > after.timestamp()), None)


def last_due(every: str, now: datetime) -> datetime | None:
    """The last time that is not after a moment, in that moment's zone."""
    past = CronSim(every, now + MOST_CHANGE, reverse=True)  # what the clock shows may have been shown before
    return next((due for due in past if due.timestamp() <= now.timestamp()), None)


def _later(now: datetime, seconds: int) -> datetime:
    """So many seconds later by the stopwatch, whatever the clock on the wall does meanwhile."""
    return datetime.fromtimestamp(now.timestamp() + seconds, now.tzinfo)


def _existing(at: datetime, zone: ZoneInfo) -> datetime:
    moment = at.astimezone(zone) if at.tzinfo else at.replace(tzinfo=zone)
    there_and_back = datetime.fromtimestamp(moment.timestamp(), zone)
    if there_and_back.replace(tzinfo=None) == moment.replace(tzinfo=None):
        return moment
    # In a gap the offset from before it leads past its end, by as much as the time lies inside.
    after = there_and_back.utcoffset() or timedelta()
    before = moment.utcoffset() or timedelta()
    return _end_of_gap(moment - (after - before), there_and_back, zone)


def _end_of_gap(early: datetime, late: datetime, zone: ZoneInfo) -> datetime:
    """The first moment after a change of the offset, which lies between two moments."""
    low, high = int(early.timestamp()), int(late.timestamp())
    offset = datetime.fromtimestamp(high, zone).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == offset:
            high = middle
        else:
            low = middle
    return datetime.fromtimestamp(high, zone)
