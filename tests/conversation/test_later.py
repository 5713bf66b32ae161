"""What is asked for later happens later: the sandbox's clock is moved there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.conversation.test_first_sentences import is_settled
from tests.person import Message, Neighbourhood, Person, until, value
from tests.running import bot_process, sandbox_alone

pytestmark = pytest.mark.process

LAMP = "Лампа на кухне"
MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.fixture(scope="module")
def apart() -> Iterator[Neighbourhood]:
    """A sandbox of our own: others would not like its clock."""
    with sandbox_alone("moscow") as sandbox, bot_process(sandbox.environment):
        yield sandbox.world


@pytest.fixture
def anna(apart: Neighbourhood) -> Person:
    lamp(apart, on=False)
    return apart.person("moscow")


def lamp(world: Neighbourhood, *, on: bool) -> None:
    world.change(world.device(LAMP, "moscow")["id"], online=True, state={"on_off.on": on})


def is_on(world: Neighbourhood) -> Any:
    return value(world.device(LAMP, "moscow"), "on_off")


def newest_call(world: Neighbourhood) -> dict[str, Any]:
    """After a write the bot reads back what it did: until then nobody may interfere."""
    return world.calls("yandex")[-1]


def ahead(world: Neighbourhood, **by: float) -> None:
    world.post("/api/clock", {"advance": timedelta(**by).total_seconds()})


def now(world: Neighbourhood) -> datetime:
    offset = world.get("/api/clock")["offset"]
    return (datetime.now(UTC) + timedelta(seconds=offset)).astimezone(MOSCOW)


@pytest.mark.parametrize(
    "sentence",
    [
        "turn off the lamp in the kitchen in ten minutes",
        "выключи лампу на кухне через десять минут",
        "十分钟后关掉" + LAMP,
    ],
)
def test_in_ten_minutes(apart: Neighbourhood, anna: Person, sentence: str) -> None:
    lamp(apart, on=True)
    card = anna.says(sentence)
    assert LAMP in card.text
    assert is_on(apart) is True
    ahead(apart, minutes=10)
    until(lambda: is_on(apart) is False)
    anna.sees(lambda m: m.id == card.id and is_settled(m) and "✅" in m.text)


@pytest.mark.parametrize(
    "sentence",
    [
        "turn on the lamp in the kitchen every weekday at 7:30",
        "включай лампу на кухне по будням в 7:30",
        "工作日早上7:30打开" + LAMP,
    ],
)
def test_every_weekday_at_half_past_seven(apart: Neighbourhood, anna: Person, sentence: str) -> None:
    card = anna.says(sentence)
    assert "7:30" in card.text
    for _ in range(2):
        lamp(apart, on=False)
        due = (now(apart) + timedelta(days=1)).replace(hour=7, minute=30, second=0, microsecond=0)
        while due.isoweekday() > 5:
            due += timedelta(days=1)
        ahead(apart, seconds=(due - now(apart)).total_seconds() + 1)
        until(lambda: is_on(apart) is True and newest_call(apart)["method"] == "GET", "not read back")
    anna.presses(card, "✖")
    anna.sees_change(card, lambda m: "7:30" in m.text)
    assert numbered(anna.says("/timers")) == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "turn on the lamp in the kitchen for half an hour",
        "включи лампу на кухне на полчаса",
        "打开" + LAMP + "半小时",
    ],
)
def test_for_half_an_hour(apart: Neighbourhood, anna: Person, sentence: str) -> None:
    card = anna.says(sentence)
    anna.sees(lambda m: m.id == card.id and is_settled(m))
    assert is_on(apart) is True
    ahead(apart, minutes=30)
    until(lambda: is_on(apart) is False)


def test_a_leak_is_told_unasked_and_so_is_its_end(apart: Neighbourhood, anna: Person) -> None:
    leak = apart.device("Датчик протечки", "moscow")["id"]
    apart.change(leak, online=True, state={"event.water_leak": "leak"})
    ahead(apart, hours=2)
    anna.sees(lambda m: "🚨" in m.text)
    apart.change(leak, state={"event.water_leak": "dry"})
    ahead(apart, hours=2)
    anna.sees(lambda m: "Датчик протечки" in m.text and "✅" in m.text)


def test_the_list_pauses_and_cancels(apart: Neighbourhood, anna: Person) -> None:
    anna.says("выключай лампу на кухне по выходным в 9 утра")
    shown = anna.says("/timers")
    assert numbered(shown) == 1
    paused = anna.after(shown, "⏸")
    assert any("▶" in button["text"] for button in paused.buttons)
    cancelled = anna.says("отмени таймер")
    assert LAMP in cancelled.text
    assert numbered(anna.says("какие таймеры")) == 0


def numbered(card: Message) -> int:
    return len(re.findall(r"(?m)^\d+\. ", card.text))
