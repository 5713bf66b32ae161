"""Every example that help gives is understood, and does what it says to the thing that it names."""

from __future__ import annotations

from html import unescape

import pytest

from bot.home.house import House
from bot.home.outcome import Reply
from bot.home.request import Act, Ask, Manage, Watch
from bot.i18n import Languages
from bot.intents import Understander
from bot.telegram.card import Card
from bot.telegram.cards import render
from bot.understanding.context import Context
from tests.telegram.houses import FLAT, HOSTILE, NOW
from tests.understanding.phrase_book import home

LANGUAGES = Languages.load()
UNDERSTANDER = Understander({code: LANGUAGES.pick(code).lexicon for code in LANGUAGES.codes})
HOUSES = {"flat": FLAT, "en": home("en"), "ru": home("ru"), "zh": home("zh")}


def shown(house: House, code: str) -> Card:
    card = render(Reply(Manage("help"), house), LANGUAGES.pick(code), NOW)
    assert card is not None
    return card


def examples(card: Card) -> list[str]:
    return [unescape(line.removeprefix("• ")) for line in card.html.splitlines() if line.startswith("• ")]


@pytest.mark.parametrize("code", LANGUAGES.codes)
@pytest.mark.parametrize("house", HOUSES)
def test_every_example_is_understood(house: str, code: str) -> None:
    sentences = examples(shown(HOUSES[house], code))
    assert len(sentences) >= 4
    for sentence in sentences:
        request = UNDERSTANDER.understand(sentence, HOUSES[house], Context(code, NOW)).request
        assert isinstance(request, Act | Ask | Watch), (sentence, request)


def test_an_empty_home_gets_examples_of_another() -> None:
    assert "kitchen lamp" in shown(House(), "en").html


def test_a_hostile_name_is_no_example() -> None:
    assert "<b" not in "".join(examples(shown(HOSTILE, "en")))
