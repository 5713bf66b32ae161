"""/settings over the person API, in three languages, and what is decided there is honoured."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conversation.test_first_sentences import is_settled
from tests.person import Neighbourhood, Person, value
from tests.running import bot_process, sandbox_alone

pytestmark = pytest.mark.process

LAMP = "Лампа на кухне"


@pytest.fixture(scope="module")
def apart() -> Iterator[Neighbourhood]:
    """A home of our own: what is decided here would surprise other tests."""
    unasked = {"HOUSEMATE_BACKGROUND_CALLS": "0"}
    with sandbox_alone("moscow") as sandbox, bot_process({**sandbox.environment, **unasked}):
        yield sandbox.world


@pytest.fixture
def anna(apart: Neighbourhood) -> Person:
    return apart.person("moscow")


@pytest.mark.parametrize(
    ("language", "fahrenheit", "celsius"),
    [("English", "°F", "°C"), ("中文", "°F", "°C"), ("Русский", "°F", "°C")],
)
def test_temperatures_are_shown_as_the_reader_wants(
    anna: Person, language: str, fahrenheit: str, celsius: str
) -> None:
    anna.presses(anna.says("/language"), language)
    card = anna.after(anna.says("/settings"), "🌡", "°F")
    assert fahrenheit in card.text
    assert fahrenheit in anna.says("какая температура в спальне").text
    anna.after(anna.says("/settings"), "🌡", "°C")
    answer = anna.says("какая температура в спальне").text
    assert celsius in answer
    assert fahrenheit not in answer


def test_a_city_that_is_written_is_offered_and_taken(anna: Person) -> None:
    card = anna.after(anna.says("/settings Екатеринбург"), "🏠")
    assert "Екатеринбург" in card.text
    anna.after(anna.says("/settings Москва"), "🏠")
    assert len(anna.says("/settings Атлантида").buttons) == 1


def test_quiet_hours_by_words_and_by_button(anna: Person) -> None:
    assert "22:30" in anna.after(anna.says("/settings 22:30-6:45"), "👤").text
    assert "23:00" in anna.after(anna.says("/settings"), "🌙", "23:00–07:00").text


def test_a_marked_device_asks_before_it_is_switched(apart: Neighbourhood, anna: Person) -> None:
    apart.change(apart.device(LAMP, "moscow")["id"], online=True, state={"on_off.on": False})
    listed = anna.after(anna.says("/settings"), "🏠 🛡")
    while not any(LAMP in button["text"] for button in listed.buttons):
        listed = anna.after(listed, "▶️")
    marked = anna.after(listed, LAMP)
    asked = anna.says("включи лампу на кухне")
    assert value(apart.device(LAMP, "moscow"), "on_off") is False
    anna.presses(asked, "Да")
    anna.sees_change(asked, is_settled)
    assert value(apart.device(LAMP, "moscow"), "on_off") is True
    anna.after(marked, LAMP)
    done = anna.says("выключи лампу на кухне")
    anna.sees(lambda m: m.id == done.id and is_settled(m))
    assert value(apart.device(LAMP, "moscow"), "on_off") is False


def test_a_simple_success_in_a_group_is_a_reaction(apart: Neighbourhood, anna: Person) -> None:
    anna.after(anna.says("/settings"), "👍")
    in_group = apart.person("moscow", "owner", "group")
    card = in_group.says("/devices")
    apart.change(apart.device(LAMP, "moscow")["id"], online=True, state={"on_off.on": False})
    sent = in_group.writes("включи лампу на кухне", reply_to=card.id)
    in_group.sees(lambda m: m.id == sent and m.reactions == ("👍",))
    apart.change(apart.device(LAMP, "moscow")["id"], online=False)
    told = in_group.says("выключи лампу на кухне", reply_to=card.id)
    apart.change(apart.device(LAMP, "moscow")["id"], online=True)
    assert LAMP in told.text
    assert not any(m.from_bot and m.reply_to == sent for m in in_group.messages.values())
    anna.after(anna.says("/settings"), "💬")
    assert LAMP in in_group.says("включи лампу на кухне", reply_to=card.id).text


def test_somebody_who_does_not_manage_the_home_decides_for_themselves_only(
    apart: Neighbourhood, anna: Person
) -> None:
    guest = apart.person("moscow", "guest", "private")
    card = guest.says("/settings")
    assert not any("🏠" in button["text"] for button in card.buttons)
    guest.presses(card, data="jr:1")
    guest.has_been_answered()
    assert guest.messages[card.id].edits == card.edits
    assert any("👍" in button["text"] for button in anna.says("/settings").buttons), "as it was"
