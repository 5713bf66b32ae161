"""Buttons that answer an open question.

p:<place>:<token>   pick an option      y:<token>, n:<token>   yes, no
"""

from __future__ import annotations

from typing import assert_never

from bot.home.button import Decide, Pick, QuestionButton
from bot.home.house import House
from bot.telegram.buttons.tokens import is_count

SIGNS = "pyn"


def pack(button: QuestionButton) -> str:
    match button:
        case Pick(token=open_, place=place):
            return f"p:{place}:{open_}"
        case Decide(token=open_, yes=yes):
            return f"{'y' if yes else 'n'}:{open_}"
    assert_never(button)


def unpack(parts: list[str], _house: House) -> QuestionButton | None:
    match parts:
        case ["p", place, open_] if is_count(place) and open_:
            return Pick(open_, int(place))
        case [("y" | "n") as sign, open_] if open_:
            return Decide(open_, sign == "y")
        case _:
            return None
