"""Counts of sentences, and how far a percentage may be believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.96
"""Standard deviations on either side of 95 % of a normal distribution."""


@dataclass(frozen=True)
class Share:
    """``part`` of ``whole`` sentences."""

    part: int
    whole: int

    def __add__(self, other: Share) -> Share:
        return Share(self.part + other.part, self.whole + other.whole)

    @property
    def percent(self) -> float:
        return 100 * self.part / self.whole if self.whole else 0.0

    def interval(self) -> tuple[float, float]:
        """The ends of Wilson's 95 % interval, in percent."""
        if not self.whole:
            return 0.0, 100.0
        share, n = self.part / self.whole, self.whole
        middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
        return max(0.0, 100 * (middle - half)), min(100.0, 100 * (middle + half))

    def __str__(self) -> str:
        if not self.whole:
            return "–"
        low, high = self.interval()
        return f"{self.percent:.1f} ({low:.1f}–{high:.1f})"


def share(claims: Sequence[bool]) -> Share:
    return Share(sum(claims), len(claims))


def quantile(values: Sequence[float], part: float) -> float:
    """The value that ``part`` of the values lie below, the nearest one that was measured."""
    ordered = sorted(values)
    return ordered[round(part * (len(ordered) - 1))] if ordered else 0.0
