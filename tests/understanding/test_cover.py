"""Covers explain every token once, and the best comes first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.cover import GAP, PIECE, covers
from bot.understanding.pieces import Concept, Gap

SPANS = st.tuples(st.integers(0, 7), st.integers(1, 3), st.floats(0, 3)).map(
    lambda span: Concept(span[0], min(span[0] + span[1], 8), span[2])
)


@given(st.lists(SPANS, max_size=12))
def test_a_cover_lies_end_to_end(pieces: list[Concept]) -> None:
    for cover in covers(pieces, 8, 4):
        ends = [0, *(piece.end for piece in cover.pieces)]
        assert [piece.start for piece in cover.pieces] == ends[:-1]
        assert ends[-1] == 8


@given(st.lists(SPANS, max_size=12))
def test_covers_come_best_first_and_are_worth_their_pieces(pieces: list[Concept]) -> None:
    found = covers(pieces, 8, 4)
    assert found == sorted(found, key=lambda cover: -cover.score)
    for cover in found:
        assert abs(cover.score - sum(piece.score + PIECE for piece in cover.pieces)) < 1e-9


def test_one_long_piece_beats_two_short_ones() -> None:
    long, left, right = Concept(0, 2, 2.0), Concept(0, 1, 1.0), Concept(1, 2, 1.0)
    best, second, *_ = covers([left, right, long], 2, 4)
    assert best.pieces == (long,)
    assert second.pieces == (left, right)


def test_what_nothing_explains_is_a_gap() -> None:
    assert covers([], 1, 4)[0].pieces == (Gap(0, 1, GAP),)


def test_no_tokens_have_one_empty_cover() -> None:
    assert [cover.pieces for cover in covers([], 0, 4)] == [()]
