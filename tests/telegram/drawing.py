"""A card as text, as the golden files hold it: what one reads, then a line for each row of buttons."""

from __future__ import annotations

from bot.telegram.card import Card, CardButton
from bot.telegram.charts.chart import Bands, Chart, Line
from bot.telegram.charts.home_picture import HomePicture

MARKS = {"success": "green", "primary": "blue", "danger": "red", None: ""}


def drawn(card: Card | None) -> str:
    if card is None:
        return "(silence)\n"
    rows = [" ".join(_drawn(button) for button in row) for row in card.rows]
    chart = ["", *_described(card.chart)] if card.chart else []
    field = ["", f"(a field: {card.asks})"] if card.asks else []
    return "\n".join([card.html, *chart, *field, *(["", *rows] if rows else [])]) + "\n"


def _described(chart: Chart | HomePicture) -> list[str]:
    """A picture in words, as a line in brackets for each part of it."""
    if isinstance(chart, HomePicture):
        rooms = [f"({room.name}: {room.count}; {room.climate}; {room.on})" for room in chart.rooms]
        more = [f"({chart.more})"] if chart.more else []
        return [f"(picture: {chart.title}; {chart.count})", *rooms, *more]
    match chart.shape:
        case Line(points=points, unit=unit):
            shape = f"a line of {len(points)} points in {unit}"
        case Bands(rows=rows, stretches=stretches):
            shape = f"{len(stretches)} bands: {', '.join(rows)}"
    ticks = " | ".join(words for _, words in chart.ticks)
    marks = f"; {len(chart.marks)} marks" if chart.marks else ""
    return [f"(chart: {chart.title})", f"({shape}{marks})", f"({ticks})"]


def _drawn(button: CardButton) -> str:
    mark = button.url or (MARKS[button.style] if button.data else "disabled")
    return f"[{button.text}|{mark}]" if mark else f"[{button.text}]"
