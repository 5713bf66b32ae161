"""Every card in every language, for people to read: tests/golden/<language>/<name>.txt.

After a change that is meant, rewrite them and read the difference:

    HOUSEMATE_GOLDEN=write .venv/bin/pytest tests/telegram/test_golden_cards.py
    git diff tests/golden
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import get_args

import pytest

from bot.home.outcome import Outcome
from bot.home.request import Ignored
from bot.i18n import Languages
from bot.telegram.card import fits
from bot.telegram.cards import render
from tests.telegram.drawing import drawn
from tests.telegram.houses import NOW
from tests.telegram.samples import REPLIES

GOLDEN = Path(__file__).parent.parent / "golden"
LANGUAGES = Languages.load()


@pytest.mark.parametrize("code", LANGUAGES.codes)
@pytest.mark.parametrize("name", REPLIES)
def test_a_card_reads_as_it_did(name: str, code: str) -> None:
    card = drawn(render(REPLIES[name], LANGUAGES.pick(code), NOW))
    golden = GOLDEN / code / f"{name}.txt"
    if os.environ.get("HOUSEMATE_GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(card, encoding="utf-8")
    assert card == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", LANGUAGES.codes)
def test_no_label_is_cut_off_where_buttons_stand_side_by_side_on_a_phone(code: str) -> None:
    cards = (render(reply, LANGUAGES.pick(code), NOW) for reply in REPLIES.values())
    rows = [row for card in cards if card for row in card.rows]
    assert [button.text for row in rows for button in row if not fits(button.text, len(row))] == []


@pytest.mark.parametrize("code", LANGUAGES.codes)
def test_no_golden_card_is_left_of_what_is_gone(code: str) -> None:
    assert {path.stem for path in (GOLDEN / code).iterdir()} == set(REPLIES)


def test_every_kind_of_outcome_has_a_golden_card() -> None:
    assert {type(reply.outcome) for reply in REPLIES.values()} == set(get_args(Outcome)) - {Ignored}
