"""Quiet hours, also over midnight, and when they end."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.home.quiet import after_quiet, is_quiet

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT, NOON, NEVER = (time(22), time(7)), (time(13), time(15, 30)), (time(0), time(0))


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("hours", "moment", "quiet"),
    [
        (NIGHT, at(21, 59), False),
        (NIGHT, at(22), True),
        (NIGHT, at(0), True),
        (NIGHT, at(6, 59), True),
        (NIGHT, at(7), False),
        (NOON, at(12, 59), False),
        (NOON, at(13), True),
        (NOON, at(15, 30), False),
        (NEVER, at(0), False),
        (NEVER, at(12), False),
        (None, at(3), False),
    ],
)
def test_whether_a_moment_is_quiet(hours: tuple[time, time] | None, moment: datetime, quiet: bool) -> None:
    assert is_quiet(hours, moment) is quiet


@pytest.mark.parametrize(
    ("hours", "moment", "then"),
    [
        (NIGHT, at(23), at(7, day=24)),
        (NIGHT, at(3), at(7)),
        (NIGHT, at(12), at(12)),
        (NOON, at(14), at(15, 30)),
        (None, at(3), at(3)),
    ],
)
def test_when_it_may_be_told(hours: tuple[time, time] | None, moment: datetime, then: datetime) -> None:
    assert after_quiet(hours, moment) == then


def test_a_night_in_which_the_clocks_change_ends_at_the_same_hour() -> None:
    late = datetime(2026, 10, 24, 23, tzinfo=BERLIN)
    assert after_quiet(NIGHT, late) == datetime(2026, 10, 25, 7, tzinfo=BERLIN)
