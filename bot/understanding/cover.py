"""The best ways to explain a whole sentence, piece after piece."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.pieces import AnyPiece, Concept, Gap

GAP = -1.5
"""What a token costs that nothing explains."""

PIECE = -0.3
"""What every piece costs: few long pieces explain better than many short ones."""


@dataclass(frozen=True, slots=True)
class Cover:
    """``pieces`` lie end to end over all tokens."""

    pieces: tuple[AnyPiece, ...]
    score: float

    @property
    def ids(self) -> tuple[str, ...]:
        """The concepts in the order said."""
        return tuple(id_ for piece in self.pieces if isinstance(piece, Concept) for id_ in piece.ids)


def covers(pieces: Sequence[AnyPiece], length: int, most: int) -> list[Cover]:
    """At most ``most`` covers of ``length`` tokens, best first."""
    by_start: dict[int, list[AnyPiece]] = defaultdict(list)
    for piece in pieces:
        by_start[piece.start].append(piece)
    best: list[list[tuple[float, tuple[AnyPiece, ...]]]] = [[] for _ in range(length + 1)]
    best[length] = [(0.0, ())]
    for start in range(length - 1, -1, -1):
        found = [
            (score + piece.score + PIECE, (piece, *rest))
            for piece in (*by_start[start], Gap(start, start + 1, GAP))
            for score, rest in best[piece.end]
        ]
        found.sort(key=lambda cover: -cover[0])
        best[start] = found[:most]
    return [Cover(chosen, score) for score, chosen in best[0]]
