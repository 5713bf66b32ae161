"""Whose home a card speaks for: in the data of its buttons always, in words where there are several.

A card may be pressed long after its reader has gone on to another home, or its group was bound to another.
"""

from __future__ import annotations

from dataclasses import replace

from bot.home.outcome import Reply
from bot.i18n import Language
from bot.telegram.buttons.whose import mark
from bot.telegram.card import TEXT_LIMIT, Card, CardButton, paragraphs, tidy, visible_length


def belonging(card: Card, reply: Reply, language: Language, *, named: bool) -> Card:
    """The card as the reply's home's; ``named``: its reader has several homes."""
    if reply.home is None:
        return card
    home = reply.home
    rows = tuple(tuple(_marked(button, home) for button in row) for row in card.rows)
    name = tidy(reply.house.name) or language.say("home.unnamed")
    if not named or language.html("home.title", name=name) in card.html:
        return replace(card, rows=rows)
    line = language.html("which_home.speaks_for", home=name)
    html, without = (paragraphs([line], [text]) if text else "" for text in (card.html, card.without_chart))
    if visible_length(html) > TEXT_LIMIT:
        return replace(card, rows=rows)
    return replace(card, html=html, rows=rows, without_chart=without)


def _marked(button: CardButton, home: int) -> CardButton:
    return replace(button, data=mark(button.data, home)) if button.data else button
