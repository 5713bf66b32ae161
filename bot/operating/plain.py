"""Names on a terminal: what of them is shown, and how wide that is."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

GAP = "  "
_INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp")


def plain(text: str) -> str:
    """A vendor's text in one line, without what commands a terminal or turns the writing around."""
    return "".join(" " if unicodedata.category(char) in _INVISIBLE else char for char in text).strip()


def width(text: str) -> int:
    """How many columns a terminal gives the text: Chinese takes two, an accent none."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of equally many cells as lines; the last column is not filled up."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        GAP.join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
