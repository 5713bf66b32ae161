"""What is told of what is wrong: once when it begins, once when it ends, and never in a flood."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from bot.home.alarms import Hazard
from bot.jobs.vigil import Known, News, Wrong, vigil_from_json, vigil_to_json, watched_on

LEAK = Wrong("sink", Hazard.LEAK)
OPEN = Wrong("door", Hazard.LOCK_OPEN)
START = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Watch:
    """Looks minute by minute, through a restart each time."""

    def __init__(self) -> None:
        self.vigil: dict[Wrong, Known] = {}

    def at(self, minute: int, *found: Wrong, unread: Collection[str] = ()) -> list[News]:
        before = vigil_from_json(vigil_to_json(self.vigil))
        self.vigil, news = watched_on(before, found, unread, START + timedelta(minutes=minute))
        return news


def test_it_is_told_once_when_it_begins_and_once_when_it_ends() -> None:
    watch = Watch()
    assert watch.at(0) == []
    assert watch.at(1, LEAK) == [News(LEAK)]
    assert [watch.at(minute, LEAK) for minute in range(2, 90)] == [[]] * 88
    assert watch.at(90) == [News(LEAK, over=True)]
    assert watch.at(91) == []


def test_a_sensor_that_flickers_is_told_of_every_ten_minutes_at_most() -> None:
    watch = Watch()
    told = [minute for minute in range(60) if watch.at(minute, *([LEAK] if minute % 2 else []))]
    assert told == [1, 12, 23, 34, 45, 56]


def test_what_still_is_wrong_after_the_flicker_is_told_in_the_end() -> None:
    watch = Watch()
    assert watch.at(0, LEAK) == [News(LEAK)]
    watch.at(1)
    assert watch.at(10) == [News(LEAK, over=True)]
    assert watch.at(11, LEAK) == []
    assert watch.at(20, LEAK) == [News(LEAK)]


def test_what_cannot_be_read_is_as_it_was() -> None:
    watch = Watch()
    watch.at(0, LEAK)
    assert watch.at(30, unread=["sink"]) == []
    assert watch.at(31) == [News(LEAK, over=True)]
    assert watch.at(60, unread=["sink"]) == []


def test_a_lock_is_told_of_when_it_was_left_open() -> None:
    watch = Watch()
    assert [watch.at(minute, OPEN) for minute in range(10)] == [[]] * 10
    assert watch.at(10, OPEN) == [News(OPEN)]


def test_a_door_that_is_locked_again_in_time_is_no_alarm_and_begins_afresh() -> None:
    watch = Watch()
    watch.at(0, OPEN)
    assert watch.at(9) == []
    assert watch.at(10, OPEN) == []
    assert watch.at(19, OPEN) == []
    assert watch.at(20, OPEN) == [News(OPEN)]


def test_what_is_long_over_is_forgotten() -> None:
    watch = Watch()
    watch.at(0, LEAK)
    watch.at(10)
    watch.at(30)
    assert watch.vigil == {}
