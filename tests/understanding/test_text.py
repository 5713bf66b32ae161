"""Texts are cut the same way however they are written."""

from __future__ import annotations

import tracemalloc
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.text import MAX_LENGTH, Script, plain, tokens_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Turn ON the Light!!!", "turn on the light"),
        ("Включи свёт", "включи свет"),
        ("打開客廳的燈", "打 开 客 厅 的 灯"),
        ("空调26度", "空 调 26 度"),
        ("21,5°", "21.5"),
        ("２６度", "26 度"),
        ("what’s up", "what's up"),
        ("TV-Box №2", "tv box 2"),
        ("lamp 💡 on", "lamp on"),
        ("", ""),
    ],
)
def test_words(text: str, words: str) -> None:
    assert plain(text) == words


def test_marks_are_tokens_of_their_own() -> None:
    assert [token.script for token in tokens_of("50%?")] == [Script.NUMBER, Script.MARK, Script.MARK]


@given(st.text(max_size=200))
def test_tokens_point_back_into_the_text(text: str) -> None:
    tokens = tokens_of(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(left.end <= right.start for left, right in pairwise(tokens))


def test_a_long_text_is_read_up_to_a_limit() -> None:
    assert tokens_of("a " * 5000)[-1].end <= MAX_LENGTH


def test_long_texts_are_not_remembered() -> None:
    tokens_of("随便" * 500)
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for n in range(200):
            tokens_of(f"{n}" + "随便什么" * 240)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 1_000_000  # two hundred of them would be 30 MB


def test_endless_words_are_compared_by_their_beginning() -> None:
    (token,) = tokens_of("ы" * 900)
    assert len(token.norm) == 40
    assert token.end == 900
