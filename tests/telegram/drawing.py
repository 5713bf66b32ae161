"""A card as text, as the golden files hold it: what one reads, then a line for each row of buttons."""

from __future__ import annotations

from bot.telegram.card import Card, CardButton

MARKS = {"success": "green", "primary": "blue", "danger": "red", None: ""}


def drawn(card: Card | None) -> str:
    if card is None:
        return "(silence)\n"
    rows = [" ".join(_drawn(button) for button in row) for row in card.rows]
    return "\n".join([card.html, *(["", *rows] if rows else [])]) + "\n"


def _drawn(button: CardButton) -> str:
    mark = MARKS[button.style] if button.data else "disabled"
    return f"[{button.text}|{mark}]" if mark else f"[{button.text}]"
