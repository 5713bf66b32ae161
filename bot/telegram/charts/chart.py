"""What a chart shows, in words and numbers that are ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.i18n import Language


@dataclass(frozen=True)
class Line:
    """A number over time; ``steps``: it is set, and holds until it is set anew."""

    points: tuple[tuple[datetime, float], ...]
    unit: str | None = None
    steps: bool = False


@dataclass(frozen=True)
class Stretch:
    """Something held from one moment to another, in the row of that name."""

    row: str
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Bands:
    """When what was so: a row for each of ``rows``, from the top."""

    rows: tuple[str, ...]
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Chart:
    """``marks`` are moments at which something happened."""

    title: str
    shape: Line | Bands
    since: datetime
    until: datetime
    ticks: tuple[tuple[datetime, str], ...]
    language: Language
    marks: tuple[datetime, ...] = ()
    dark: bool = False
