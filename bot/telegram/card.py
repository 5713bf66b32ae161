"""What is sent to a chat: HTML text and rows of buttons, within Telegram's limits by construction."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Literal

from bot.i18n import Html, Language
from bot.telegram.charts.chart import Chart
from bot.telegram.charts.home_picture import HomePicture

TEXT_LIMIT = 4096  # characters after the markup is read: https://core.telegram.org/bots/api#sendmessage
NAME_LIMIT = 48
LABEL_LIMIT = 36
ROW_LIMIT = 40  # signs in a row of buttons; a Chinese one is two wide
TICK = "✓ "
ZERO_WIDTH_JOINER = "\u200d"  # holds emoji families together

Style = Literal["success", "primary", "danger"]


@dataclass(frozen=True)
class CardButton:
    """A button; with a ``url`` it opens that, without it and ``data`` it is disabled. Green is the main
    action, red is dangerous."""

    text: str
    data: str | None = None
    style: Style | None = None
    url: str | None = None


Row = tuple[CardButton, ...]


@dataclass(frozen=True)
class Card:
    """With a ``chart``, or a picture of the home, the text is its caption; ``without_chart`` is said where
    none can be drawn.

    With ``asks`` it wants to be replied to, and that stands in the empty field.
    """

    html: str
    rows: tuple[Row, ...] = ()
    chart: Chart | HomePicture | None = None
    without_chart: str = ""
    asks: str = ""


def ticked(text: str, is_so: bool) -> str:
    """The text of a button, with a sign that it is what holds now."""
    return TICK + text if is_so else text


def tidy(text: str, limit: int = NAME_LIMIT) -> str:
    """A vendor's or a person's words on one line, without control characters, not too long.

    Unicode's invisible direction marks go as well: a name must not turn the text around it.
    """
    kept = (
        c if c == ZERO_WIDTH_JOINER or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs") else " "
        for c in text[: limit * 8]
    )
    line = " ".join("".join(kept).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def visible_length(html: str) -> int:
    """How many characters Telegram counts: UTF-16 units once tags and entities are read."""
    return len(unescape(re.sub(r"<[^>]*>", "", html)).encode("utf-16-le")) // 2


def fitted(lines: Sequence[str], language: Language, spare: int = 0) -> list[str]:
    """As many of the lines as fit into a message beside ``spare`` characters, then "and 7 more"."""
    room = TEXT_LIMIT - spare - 64
    kept: list[str] = []
    for line in lines:
        room -= visible_length(line) + 1
        if room < 0:
            return [*kept, language.count_html("list.more", len(lines) - len(kept))]
        kept.append(line)
    return kept


def paragraphs(*blocks: Iterable[str]) -> str:
    """Blocks of lines, an empty line between those that have any."""
    return "\n\n".join("\n".join(lines) for block in blocks if (lines := [line for line in block if line]))


def in_rows(buttons: Sequence[CardButton], width: int | None = None) -> tuple[Row, ...]:
    """Buttons in rows of ``width``, or of as many as their longest label leaves room for on a phone.

    A label too long to stand beside others has a row of its own.
    """
    if not buttons:
        return ()
    if width is None:
        longest = max(len(button.text) for button in buttons)
        width = 4 if longest <= 7 else 3 if longest <= 11 else 2 if longest <= 18 else 1
        width = next(n for n in range(width, 0, -1) if all(fits(button.text, n) for button in buttons))
        return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))
    rows: list[Row] = []
    for button in buttons:
        beside = rows[-1] if rows else ()
        if beside and len(beside) < width and all(fits(b.text, width) for b in (*beside, button)):
            rows[-1] = (*beside, button)
        else:
            rows.append((button,))
    return tuple(rows)


def fits(label: str, width: int) -> bool:
    """Whether a button's label is read whole on a phone where ``width`` of them stand side by side."""
    wide = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in label)
    return width == 1 or wide <= ROW_LIMIT // width


def bold(text: Html) -> Html:
    return Html(f"<b>{text}</b>")
