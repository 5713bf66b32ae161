"""Timelines, which come without a cursor and at most 200 entries at once.

The next page begins with the very millisecond at which the last one ended, since more may have happened in
it than the page could hold; what is then told twice is counted once.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

LIMIT = 200
PAGES_AT_MOST = 100  # 20,000 entries: a reading every half minute for a week


class Entry(NamedTuple):
    """What was told, as it was understood, and when, in milliseconds since 1970."""

    at: int
    told: object


class Page(NamedTuple):
    """``full``: as much came as may come at once, readable or not, so there may be more."""

    entries: Sequence[Entry]
    full: bool


Ask = Callable[[int, int], Awaitable[Page]]


async def timeline(ask: Ask, since: datetime, until: datetime, newest_first: bool) -> list[Entry]:
    """All entries between two moments, in order. ``ask`` gets the first and the last millisecond.

    Of more than 200 entries in one millisecond the rest is out of reach.
    """
    start, end = to_milliseconds(since), to_milliseconds(until)
    found: list[Entry] = []
    edge: list[Entry] = []
    for _ in range(PAGES_AT_MOST):
        page, full = await ask(start, end)
        found += _without(page, edge)
        if not full or not page:
            break
        last = page[-1].at
        edge = [entry for entry in page if entry.at == last]
        if newest_first:
            end = last if last < end else end - 1
        else:
            start = last if last > start else start + 1
        if start > end:
            break
    return found


def _without(page: Sequence[Entry], known: Sequence[Entry]) -> list[Entry]:
    """Each known entry is left out once, so that two that are equal stay two."""
    fresh = list(page)
    for entry in known:
        if entry in fresh:
            fresh.remove(entry)
    return fresh


def order(newest_first: bool) -> str:
    return "desc" if newest_first else "asc"


def to_milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def from_milliseconds(at: float) -> datetime:
    """Raises ``ValueError`` for what is no moment."""
    try:
        return datetime.fromtimestamp(at / 1000, UTC)
    except (OverflowError, OSError) as error:
        raise ValueError("no moment") from error
