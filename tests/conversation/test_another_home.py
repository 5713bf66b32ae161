"""One more home, founded in the chat of somebody who has one: each obeys only what is said of it."""

from __future__ import annotations

import pytest

from tests.conversation.family import ANNA, DMITRY, IGOR, alone, in_group
from tests.person import Message, Person, value
from tests.running import Alone, bot_process, sandbox_alone

pytestmark = pytest.mark.process

LAMP = "Торшер"
ONE_MORE, RENAME_FIRST = "C:n", "C:n:1"


def answers(person: Person, asked: Message, name: str) -> Message:
    """What the bot says to a reply."""
    sent = person.writes(name, reply_to=asked.id)
    return person.sees(lambda m: m.from_bot and m.id > sent)


def asked_by(person: Person, card: Message, button: str) -> Message:
    """The message that a button leads to."""
    person.presses(card, button)
    return person.sees(lambda m: m.from_bot and m.id > card.id)


def chosen(person: Person, home: str) -> None:
    card = person.says("/home")
    person.presses(card, home)
    person.sees_change(card)


def is_lit(sandbox: Alone) -> object:
    return value(sandbox.world.device(LAMP, "moscow"), "on_off")


def orders(person: Person, sentence: str) -> Message:
    card = person.says(sentence)
    return person.sees(lambda m: m.id == card.id and "✅" in m.text)


def test_each_of_two_homes_has_its_own_accounts_and_obeys_only_what_is_said_of_it() -> None:
    with sandbox_alone("moscow") as sandbox, bot_process(sandbox.environment):
        anna = alone(sandbox.world, ANNA)
        orders(anna, "выключи торшер")
        here = anna.says("/home")
        assert "один дом" in here.text
        founded = answers(anna, asked_by(anna, here, "Ещё один дом"), "  дача\n<у реки> ")
        assert "Дача <у реки>" in founded.text
        assert LAMP not in anna.says("/devices").text
        anna.presses(founded, "🧸")
        anna.sees(lambda m: m.id == founded.id and "10 устройств" in m.text)
        assert "Дача <у реки>" in orders(anna, "включи торшер").text
        assert is_lit(sandbox) is False
        home = anna.says("/home").buttons[0]["text"]
        chosen(anna, home)
        assert "Дача" not in orders(anna, "включи торшер").text
        assert is_lit(sandbox) is True
        assert "дом создан" not in anna.says("/journal").text
        chosen(anna, "Дача")
        assert "дом создан" in anna.says("/journal").text.splitlines()[-1]


WORDS = {
    "English": ("One more home", "Rename", "Dacha", "Summer house"),
    "Русский": ("Ещё один дом", "Переименовать", "Дача", "Домик у моря"),
    "中文": ("再建一个家", "改名", "别墅", "海边的家"),
}


def test_homes_are_founded_and_renamed_in_three_languages() -> None:
    with sandbox_alone("moscow") as sandbox, bot_process(sandbox.environment):
        anna = alone(sandbox.world, ANNA)
        for language, (one_more, rename, name, better) in WORDS.items():
            card = anna.says("/language")
            anna.presses(card, language)
            anna.sees_change(card)
            assert name in answers(anna, asked_by(anna, anna.says("/home"), one_more), name).text
            renamed = answers(anna, asked_by(anna, anna.says("/home"), rename), better)
            assert better in renamed.text
            assert [b["text"] for b in anna.says("/home").buttons if better in b["text"]] == [f"✓ {better}"]
        again = answers(anna, asked_by(anna, anna.says("/home"), "再建一个家"), "SUMMER HOUSE")
        assert "❌" in again.text
        assert "❌" in answers(anna, again, "☃" * 3).text


def test_only_its_owner_renames_a_home_and_nobody_in_a_group() -> None:
    with sandbox_alone("moscow") as sandbox, bot_process(sandbox.environment):
        for person in (
            alone(sandbox.world, DMITRY),
            alone(sandbox.world, IGOR),
            in_group(sandbox.world, ANNA),
        ):
            card = person.says("/help" if person.chat > 0 else "/devices")
            assert person.presses(card, data=RENAME_FIRST)["text"]
            assert not any("Переименовать" in b["text"] for b in person.says("/home").buttons)
        assert in_group(sandbox.world, ANNA).presses(card, data=ONE_MORE)["text"]


def test_where_only_the_invited_found_homes_nobody_is_offered_another() -> None:
    with sandbox_alone("moscow") as sandbox:
        of_a_family = {**sandbox.environment, "HOUSEMATE_OPEN": "invited"}
        with bot_process(of_a_family):
            anna = alone(sandbox.world, ANNA)
            card = anna.says("/home")
            assert [b["text"] for b in card.buttons] == ["✏️ Переименовать дом"]
            assert anna.presses(card, data=ONE_MORE)["text"]
