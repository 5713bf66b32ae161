"""What is taken back while it is said is not done, and what replaces it is."""

from __future__ import annotations

import pytest

from tests.understanding.phrase_book import Phrase
from tests.understanding.saying import answered


def _done(language: str, text: str) -> list[tuple[str, object]]:
    frame = answered(Phrase(language, "corrections", "house", (text,)))
    return [(command["device"], command["value"]) for command in frame["commands"]]


@pytest.mark.parametrize(
    ("language", "text", "done"),
    [
        ("en", "turn on the chandelier, no, the strip", [("strip", True)]),
        ("en", "turn on the light in the kitchen, I mean in the study", [("desk_lamp", True)]),
        ("en", "set the chandelier to 20, no, 30 percent", [("chandelier", 30)]),
        ("ru", "включи не люстру, а ленту", [("strip", True)]),
        ("ru", "включи ленту, а не люстру", [("strip", True)]),
        ("ru", "кондиционер на 20, точнее на 22", [("ac", 22)]),
        ("ru", "включи люстру, нет, выключи", [("chandelier", False)]),
        ("ru", "выключи телевизор и включи люстру, нет, ленту", [("tv", False), ("strip", True)]),
        ("zh", "打开吊灯，不对，灯带", [("strip", True)]),
    ],
)
def test_only_what_was_said_last_is_done(language: str, text: str, done: list[tuple[str, object]]) -> None:
    assert _done(language, text) == done


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "turn on the chandelier, no, never mind"),
        ("ru", "включи люстру нет не надо"),
        ("ru", "включи люстру, нет"),
        ("ru", "выключи свет, нет, я сам"),
        ("ru", "включи люстру, не надо торшер"),
    ],
)
def test_what_is_taken_back_is_not_done(language: str, text: str) -> None:
    assert _done(language, text) == []
