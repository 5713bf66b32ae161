"""When something is due, over changes of the clocks and leap days."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.home.request import When
from bot.jobs.times import first_due, last_due, next_due

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def local(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN, fold=fold)


def days(every: str, after: datetime, count: int) -> list[str]:
    found = []
    for _ in range(count):
        due = next_due(every, after)
        assert due is not None
        after = due
        found.append(due.isoformat())
    return found


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2026-03-29T01:59", "2026-03-29T01:59:00+01:00"),
        ("2026-03-29T02:00", "2026-03-29T03:00:00+02:00"),
        ("2026-03-29T02:30", "2026-03-29T03:00:00+02:00"),
        ("2026-03-29T03:00", "2026-03-29T03:00:00+02:00"),
        ("2026-10-25T02:30", "2026-10-25T02:30:00+02:00"),
        ("2028-02-29T09:00", "2028-02-29T09:00:00+01:00"),
    ],
)
def test_a_time_that_does_not_exist_is_the_first_after_the_gap_and_of_two_the_first(
    at: str, due: str
) -> None:
    found = first_due(When(at=datetime.fromisoformat(at)), NOON, BERLIN)
    assert found is not None
    assert found.isoformat() == due


def test_a_gap_of_half_an_hour_and_one_of_a_whole_day() -> None:
    howe = first_due(When(at=datetime(2026, 10, 4, 2, 10)), NOON, ZoneInfo("Australia/Lord_Howe"))
    apia = first_due(When(at=datetime(2011, 12, 30, 12)), NOON, ZoneInfo("Pacific/Apia"))
    assert howe is not None
    assert howe.isoformat() == "2026-10-04T02:30:00+11:00"
    assert apia is not None
    assert apia.isoformat() == "2011-12-31T00:00:00+14:00"


def test_a_delay_is_by_the_stopwatch_also_over_a_change_of_the_clocks() -> None:
    for night in ("2026-03-29T01:50", "2026-10-25T02:50"):
        due = first_due(When(in_seconds=1200), local(night), BERLIN)
        assert due is not None
        assert due.timestamp() - local(night).timestamp() == 1200


def test_a_schedule_comes_once_on_every_day_of_both_changes() -> None:
    assert days("30 2 * * *", local("2026-03-28T12:00"), 3) == [
        "2026-03-29T03:00:00+02:00",
        "2026-03-30T02:30:00+02:00",
        "2026-03-31T02:30:00+02:00",
    ]
    assert days("30 2 * * *", local("2026-10-24T12:00"), 2) == [
        "2026-10-25T02:30:00+02:00",
        "2026-10-26T02:30:00+01:00",
    ]


def test_after_the_first_of_two_hours_the_next_is_tomorrow() -> None:
    assert days("30 2 * * *", local("2026-10-25T02:30"), 1) == ["2026-10-26T02:30:00+01:00"]
    assert days("30 2 * * *", local("2026-10-25T02:10", fold=1), 1) == ["2026-10-26T02:30:00+01:00"]


def test_the_last_time_in_the_hour_that_comes_twice() -> None:
    once = local("2026-10-25T02:30")
    for now in (once, local("2026-10-25T02:10", fold=1), local("2026-10-25T02:50", fold=1)):
        found = last_due("30 2 * * *", now)
        assert found is not None
        assert found.timestamp() == once.timestamp()


def test_half_past_seven_stays_half_past_seven_through_the_year() -> None:
    found = days("30 7 * * *", local("2026-01-01T00:00"), 365)
    assert len(set(found)) == 365
    assert all("T07:30:00" in due for due in found)


def test_weekdays_leave_out_the_weekend_and_leap_days_come_every_four_years() -> None:
    assert [due[:10] for due in days("30 7 * * 1-5", local("2026-11-26T12:00"), 2)] == [
        "2026-11-27",
        "2026-11-30",
    ]
    assert [due[:10] for due in days("0 9 29 2 *", local("2026-11-26T12:00"), 2)] == [
        "2028-02-29",
        "2032-02-29",
    ]


def test_the_last_time_may_be_this_very_moment() -> None:
    assert last_due("30 7 * * 1-5", local("2026-11-23T07:30")) == local("2026-11-23T07:30")
    assert last_due("30 7 * * 1-5", local("2026-11-23T07:29")) == local("2026-11-20T07:30")
