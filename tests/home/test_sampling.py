"""What of a device is noted down, and when a value says something new."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.home.capability import Choice, Color, Event, Key, OnOff, Sensor
from bot.home.house import Device
from bot.home.sampling import Sample, Value, is_worth_a_note, samples_of

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HEARD = NOW - timedelta(minutes=3)
DEVICE = Device(
    "d",
    "Thing",
    capabilities=(
        OnOff(value=True),
        OnOff(value=True, stateless=True),
        Sensor(instance="temperature", unit="celsius", value=21.5, observed=HEARD),
        Sensor(instance="humidity", unit="percent"),
        Event(instance="open", choices=(Choice("opened"), Choice("closed")), value="opened", observed=HEARD),
        Color(colors=True, value=2700),
    ),
)


def test_everything_with_a_history_is_noted_at_the_time_when_its_cloud_heard_it() -> None:
    assert {(str(s.key), s.value, s.at, s.heard) for s in samples_of(DEVICE, NOW)} == {
        ("on_off.on", True, NOW, False),
        ("sensor.temperature", 21.5, HEARD, True),
        ("event.open", "opened", HEARD, True),
    }


def test_of_a_device_that_is_out_of_reach_nothing_is_noted() -> None:
    assert list(samples_of(replace(DEVICE, online=False), NOW)) == []


@pytest.mark.parametrize("wrong", [NOW + timedelta(hours=1), NOW - timedelta(days=400)])
def test_a_clock_that_goes_wrong_is_not_believed(wrong: datetime) -> None:
    sensor = Sensor(instance="temperature", value=1.0, observed=wrong)
    (sample,) = samples_of(replace(DEVICE, capabilities=(sensor,)), NOW)
    assert (sample.at, sample.heard) == (NOW, False)


@pytest.mark.parametrize(
    ("key", "before", "after", "minutes", "is_worth"),
    [
        ("sensor.temperature", 21.5, 21.6, 5, False),
        ("sensor.temperature", 21.5, 21.7, 5, True),
        ("sensor.temperature", 21.5, 21.3, 5, True),
        ("sensor.temperature", 21.5, 21.5, 59, False),
        ("sensor.temperature", 21.5, 21.5, 60, True),
        ("sensor.humidity", 40, 41, 5, False),
        ("sensor.power", 1000.0, 1040.0, 5, False),
        ("sensor.power", 1000.0, 1060.0, 5, True),
        ("sensor.power", 0.0, 0.5, 5, True),
        ("sensor.power", 0.0, 0.0, 5, False),
        ("sensor.power", 5.0, 5.0, 0, False),
        ("on_off.on", True, False, 1, True),
        ("on_off.on", True, True, 600, False),
        ("mode.program", "auto", "cool", 1, True),
        ("event.open", "opened", "opened", 5, False),
    ],
)
def test_a_value_is_worth_a_note_when_it_has_changed_by_a_step(
    key: str, before: Value, after: Value, minutes: int, is_worth: bool
) -> None:
    kind, _, instance = key.partition(".")
    last = Sample("d", Key(kind, instance), NOW, before)
    new = Sample("d", Key(kind, instance), NOW + timedelta(minutes=minutes), after)
    assert is_worth_a_note(last, new) is is_worth
    assert is_worth_a_note(None, new)


def test_a_second_ring_of_the_bell_is_noted_though_nothing_looks_different() -> None:
    ring = Sample("d", Key("event", "button"), NOW, "click", heard=True)
    assert not is_worth_a_note(ring, ring)
    assert is_worth_a_note(ring, replace(ring, at=NOW + timedelta(seconds=5)))
