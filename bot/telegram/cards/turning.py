"""A row that turns the pages of a card."""

from __future__ import annotations

from collections.abc import Callable

from bot.home.button import Button
from bot.telegram.card import CardButton, Row
from bot.telegram.cards.view import View


def turning(page: int, last: int, to: Callable[[int], Button], view: View) -> tuple[Row, ...]:
    """Back and forward around the number of the page, counted from 0; nothing when there is one page."""
    if last == 0:
        return ()
    number = CardButton(view.language.say("home.page", page=page + 1, pages=last + 1))
    back = (view.button("◀️", to(page - 1)),) if page else ()
    forward = (view.button("▶️", to(page + 1)),) if page < last else ()
    return ((*back, number, *forward),)
