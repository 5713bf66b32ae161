"""The cron matcher of the Aliyun stand-in against a plain look at every minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.aliyun.cron import parsed

START = datetime(2030, 3, 28, 21, 17, tzinfo=UTC)


def local_times(expression: str, count: int, zone: str = "Europe/Berlin", kind: str = "linux") -> list[str]:
    cron, moment, found = parsed(expression, kind, zone), START.timestamp(), []
    for _ in range(count):
        next_ = cron.after(moment)
        assert next_ is not None
        moment = next_
        found.append(datetime.fromtimestamp(moment, ZoneInfo(zone)).strftime("%d.%m.%y %H:%M"))
    return found


@given(
    minutes=st.sets(st.integers(0, 59), min_size=1, max_size=3),
    hours=st.sets(st.integers(0, 23), min_size=1, max_size=3),
    weekdays=st.sets(st.integers(1, 7), min_size=1, max_size=3),
)
def test_the_next_time_is_the_first_minute_that_fits(
    minutes: set[int], hours: set[int], weekdays: set[int]
) -> None:
    fields = [",".join(map(str, sorted(values))) for values in (minutes, hours, weekdays)]
    cron = parsed("{} {} * * {}".format(*fields), "linux", "Asia/Shanghai")
    shanghai = ZoneInfo("Asia/Shanghai")
    looked = (START + timedelta(minutes=ahead) for ahead in range(1, 8 * 24 * 60))
    expected = next(
        moment
        for moment in looked
        if (local := moment.astimezone(shanghai)).minute in minutes
        and local.hour in hours
        and local.isoweekday() in weekdays
    )
    assert cron.after(START.timestamp()) == expected.timestamp()


def test_the_hour_that_spring_leaves_out_does_not_come() -> None:
    assert local_times("30 2 * * *", 3) == ["29.03.30 02:30", "30.03.30 02:30", "01.04.30 02:30"]


def test_a_day_and_a_weekday_mean_either() -> None:
    assert local_times("0 9 1 * 6", 3) == ["30.03.30 09:00", "01.04.30 09:00", "06.04.30 09:00"]


def test_the_last_of_february_is_waited_for() -> None:
    assert local_times("0 9 29 2 *", 1) == ["29.02.32 09:00"]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("15 30 9 31 3 ? 2030", ["31.03.30 09:30"]),
        ("0 0 9 ? * 7", ["30.03.30 09:00"]),
        ("0 0/30 8 ? * *", ["29.03.30 08:00", "29.03.30 08:30", "30.03.30 08:00"]),
    ],
)
def test_quartz_has_seconds_years_and_saturday_as_seven(expression: str, expected: list[str]) -> None:
    assert local_times(expression, len(expected), kind="quartz_cron") == expected


def test_what_is_over_never_comes_again() -> None:
    assert parsed("0 30 9 9 2 ? 2020", "quartz_cron", "Asia/Shanghai").after(START.timestamp()) is None
