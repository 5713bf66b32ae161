"""Numbers and times out of what was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.home.abilities import Moment
from bot.home.capability import Action, Event, Key, OnOff, Range, Sensor
from bot.home.history import Extremes, extremes, kept_of, time_on
from bot.home.house import Device

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def at(hours: float, value: object) -> Moment:
    return Moment(NOON + timedelta(hours=hours), value)


def test_the_mean_weighs_each_value_by_how_long_it_held() -> None:
    told = (at(1, 30.0), at(0, 20.0))  # an hour of 20, then three of 30
    assert extremes(told, NOON + timedelta(hours=4)) == Extremes(20.0, 27.5, 30.0)


def test_words_and_switches_have_no_extremes() -> None:
    assert extremes((at(0, "cool"), at(1, True)), NOON) is None
    assert extremes((), NOON) is None


def test_one_value_at_the_very_end_is_its_own_mean() -> None:
    assert extremes((at(0, 5),), NOON) == Extremes(5.0, 5.0, 5.0)


def test_time_on_counts_what_is_still_on() -> None:
    told = (at(0, True), at(1, False), at(3, True))
    assert time_on(told, NOON + timedelta(hours=5)) == timedelta(hours=3)


def test_readings_come_first_faults_last_and_what_cannot_have_a_history_is_left_out() -> None:
    device = Device(
        "d",
        "D",
        capabilities=(
            OnOff(),
            Action(instance="start"),
            Range(instance="volume", stateless=True),
            Event(instance="open"),
            Sensor(instance="temperature"),
        ),
    )
    assert kept_of(device) == (Key("sensor", "temperature"), Key("on_off", "on"), Key("event", "open"))
