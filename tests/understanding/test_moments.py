"""What times come to: delays, clock times, days and schedules, from words to a ``When``."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.home.house import House
from bot.home.request import When
from bot.understanding.fragment import Clock, Fragment
from bot.understanding.lexicon import load_all
from bot.understanding.moments import when_of
from bot.understanding.names import Names
from bot.understanding.phrases import Vocabulary
from bot.understanding.pieces import Timing
from bot.understanding.spot import Spotter

MONDAY_NOON = datetime(2026, 11, 23, 12, 0)
SPOTTER = Spotter(Vocabulary(load_all()), Names(House()))
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def when(text: str, now: datetime = MONDAY_NOON) -> When | None:
    pieces = SPOTTER.sentence(text).covers[0].pieces
    return when_of([piece.fragment for piece in pieces if isinstance(piece, Timing)], now)


def at(day: int, hour: int, minute: int = 0) -> When:
    return When(at=datetime(2026, 11, day, hour, minute))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in ten minutes", When(in_seconds=600)),
        ("in an hour and a half", When(in_seconds=5400)),
        ("in 1 hour 5 minutes", When(in_seconds=3900)),
        ("half an hour later", When(in_seconds=1800)),
        ("for twenty minutes", When(for_seconds=1200)),
        ("at 7", at(23, 19)),
        ("at 7 am", at(24, 7)),
        ("at quarter to eight tomorrow morning", at(24, 7, 45)),
        ("tonight at 11", at(23, 23)),
        ("at 10 past six pm", at(23, 18, 10)),
        ("on Friday at noon", at(27, 12)),
        ("until 2 pm", When(for_seconds=7200)),
        ("every weekday at half past seven", When(every="30 7 * * 1-5")),
        ("every Monday and Friday at 9 pm", When(every="0 21 * * 1,5")),
        ("on Sundays at noon", When(every="0 12 * * 7")),
        ("every two hours", When(every="0 */2 * * *")),
        ("at 7 for ten minutes", When(at=datetime(2026, 11, 23, 19, 0), for_seconds=600)),
    ],
)
def test_english_times(text: str, expected: When) -> None:
    assert when(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("через полчаса", When(in_seconds=1800)),
        ("минут через двадцать", When(in_seconds=1200)),
        ("через час с половиной", When(in_seconds=5400)),
        ("на полтора часа", When(for_seconds=5400)),
        ("минут на пятнадцать", When(for_seconds=900)),
        ("в половине восьмого утра", at(24, 7, 30)),
        ("в полвосьмого вечера", at(23, 19, 30)),
        ("без четверти восемь вечера", at(23, 19, 45)),
        ("в 19:30", at(23, 19, 30)),
        ("в час ночи", at(24, 1)),
        ("завтра утром в восемь", at(24, 8)),
        ("по будням в 7:30", When(every="30 7 * * 1-5")),
        ("по вечерам в девять", When(every="0 21 * * *")),
        ("с понедельника по пятницу в 7:30", When(every="30 7 * * 1-5")),
        ("каждый день в 22", When(every="0 22 * * *")),
    ],
)
def test_russian_times(text: str, expected: When) -> None:
    assert when(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("十分钟后", When(in_seconds=600)),
        ("一个半小时后", When(in_seconds=5400)),
        ("等5分钟30秒之后", When(in_seconds=330)),
        ("两个小时", When(for_seconds=7200)),
        ("明天早上七点半", at(24, 7, 30)),
        ("今晚十一点", at(23, 23)),
        ("下午三点一刻", at(23, 15, 15)),
        ("晚上7:30", at(23, 19, 30)),
        ("每周一三五晚上九点", When(every="0 21 * * 1,3,5")),
        ("周一到周五早上七点十五分", When(every="15 7 * * 1-5")),
        ("每天晚上八点", When(every="0 20 * * *")),
    ],
)
def test_chinese_times(text: str, expected: When) -> None:
    assert when(text) == expected


@pytest.mark.parametrize("text", ["tomorrow", "every Monday", "вечером", "明天", "today at 7 am"])
def test_a_day_without_an_hour_and_an_hour_that_is_over_tell_no_time(text: str) -> None:
    assert when(text) is None


@pytest.mark.parametrize("text", ["亮一点", "set it to 20 percent", "at 20 degrees"])
def test_a_little_and_a_number_with_a_unit_are_no_times(text: str) -> None:
    assert not any(isinstance(p, Timing) for p in SPOTTER.sentence(text).covers[0].pieces)


@given(st.integers(1, 999), st.sampled_from([("second", 1), ("minute", 60), ("hour", 3600)]))
def test_any_delay_is_so_many_seconds(count: int, unit: tuple[str, int]) -> None:
    name, seconds = unit
    assert when(f"in {count} {name}s") == When(in_seconds=count * seconds)


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 23), st.integers(0, 59))
def test_a_time_in_24_hours_is_the_next_such_time(
    hour: int, minute: int, now_hour: int, now_minute: int
) -> None:
    now = MONDAY_NOON.replace(hour=now_hour, minute=now_minute)
    said = when_of([Fragment(clock=Clock(hour, minute, exact=True))], now)
    assert said is not None
    assert said.at is not None
    assert timedelta(0) < said.at - now <= timedelta(days=1)
    assert (said.at.hour, said.at.minute) == (hour, minute)


@given(st.integers(1, 12), st.integers(0, 23))
def test_an_hour_of_the_dial_is_never_more_than_half_a_day_away(hour: int, now_hour: int) -> None:
    now = MONDAY_NOON.replace(hour=now_hour)
    said = when_of([Fragment(clock=Clock(hour))], now)
    assert said is not None
    assert said.at is not None
    assert timedelta(0) < said.at - now <= timedelta(hours=12)


@given(st.sets(st.sampled_from(range(1, 8)), min_size=2), st.integers(1, 12))
def test_days_of_the_week_are_all_in_the_schedule(days: set[int], hour: int) -> None:
    named = " and ".join(WEEKDAYS[day - 1] for day in sorted(days))
    said = when(f"every {named} at {hour} am")
    assert said is not None
    assert said.every is not None
    assert _days(said.every.split()[4]) == days


def _days(field: str) -> set[int]:
    if field == "*":
        return set(range(1, 8))
    ranges = (part.partition("-") for part in field.split(","))
    return {day for low, _, high in ranges for day in range(int(low), int(high or low) + 1)}


@given(st.text(max_size=30))
def test_no_text_makes_the_grammar_fail(text: str) -> None:
    when("at " + text)
    when("в " + text)
