"""The peer is asked as it should be: an easy sentence is answered for the right devices."""

from __future__ import annotations

from typing import Any

import pytest

from bench.contender import Said
from tests.understanding.phrase_book import home

pytest.importorskip("hassil")
pytest.importorskip("home_assistant_intents")

from bench.peer import Peer

PEER = Peer()


def frame(text: str, language: str = "en", room: str | None = None) -> dict[str, Any]:
    return PEER.answer(Said(text, language, f"{language}-house", home(language, "house"), room))


def devices(text: str, language: str = "en", room: str | None = None) -> set[str]:
    return {command["device"] for command in frame(text, language, room)["commands"]}


def test_a_name_is_switched() -> None:
    (command,) = frame("turn on the desk lamp")["commands"]
    assert (command["device"], command["instance"], command["value"]) == ("desk_lamp", "on", True)


def test_the_lights_of_a_room_are_those_lights() -> None:
    assert devices("turn off the lights in the living room") == {"chandelier", "strip"}


def test_the_chats_room_is_where_the_satellite_stands() -> None:
    assert devices("turn on the lights", room="bedroom") == {"left_lamp", "right_lamp"}


def test_a_lock_is_locked_and_a_cover_opened() -> None:
    (locked,) = frame("lock the front door")["commands"]
    assert (locked["kind"], locked["value"]) == ("lock", True)
    assert devices("open the curtains in the living room") == {"curtain"}


def test_a_delayed_command_is_carried_out_later() -> None:
    delayed = frame("turn off the desk lamp in 5 minutes")
    assert delayed["when"] == {"in_seconds": 300}
    assert {command["device"] for command in delayed["commands"]} == {"desk_lamp"}


def test_a_question_names_what_is_read() -> None:
    told = frame("is the desk lamp on")
    assert (told["outcome"], [r["device"] for r in told["report"]]) == ("report", ["desk_lamp"])


@pytest.mark.parametrize(("language", "text"), [("ru", "включи вентилятор"), ("zh", "打开风扇")])
def test_it_speaks_the_other_languages(language: str, text: str) -> None:
    assert devices(text, language) == {"fan"}


def test_chatter_is_not_understood() -> None:
    assert frame("the bus is late again")["outcome"] == "not_understood"
