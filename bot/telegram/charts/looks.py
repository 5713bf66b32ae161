"""What every picture looks like: colours for light and dark, and the font that travels with the bot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FONT = Path(__file__).parent / "fonts/NotoSansCJKsc-Subset.otf"
DOTS = 240  # per inch: 1200 pixels across


@dataclass(frozen=True)
class Palette:
    ground: str
    ink: str
    soft: str
    grid: str
    line: str
    mark: str
    bands: tuple[str, ...]


LIGHT = Palette(
    "#ffffff", "#1d2733", "#66717d", "#e3e7eb", "#2a7fd4", "#d9822b",
    ("#2a7fd4", "#3aa675", "#d9822b", "#9a63c7", "#c94f6d", "#5b8a99", "#a08a2e", "#7a7a7a"),
)  # fmt: skip
DARK = Palette(
    "#17212b", "#eef2f6", "#93a2b1", "#2b3946", "#5aaef5", "#f0a35e",
    ("#5aaef5", "#5cc796", "#f0a35e", "#bd8fe6", "#e87f98", "#86b6c5", "#cdb759", "#a8a8a8"),
)  # fmt: skip


def drawable(text: str) -> str:
    """The text without what the font lacks: emoji, rare signs; its narrow spaces as plain ones."""
    plain = "".join(" " if c.isspace() else c for c in text)
    return "".join(c for c in plain if ord(c) in _characters()).strip()


@cache
def _characters() -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(str(FONT)).get_charmap())


@cache
def font() -> Any:
    """The font that travels with the bot: a bare machine has none that draws Chinese."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=str(FONT))
