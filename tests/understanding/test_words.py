"""Two words are the same when they share a form; moods and counts stay apart."""

from __future__ import annotations

import pytest

from bot.understanding.words import forms, is_plural


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("торшера", "торшер"),
        ("спальне", "спальня"),
        ("включи", "включить"),
        ("включите", "включить"),
        ("тридцати", "тридцать"),
        ("lights", "light"),
        ("batteries", "battery"),
        ("switches", "switch"),
        ("mike's", "mike"),
        ("灯", "灯"),
    ],
)
def test_the_same_word(one: str, other: str) -> None:
    assert not forms(one).isdisjoint(forms(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("включил", "включить"),
        ("включена", "включить"),
        ("включает", "включить"),
        ("холодно", "холоднее"),
        ("лампа", "люстра"),
        ("light", "lit"),
        ("灯", "等"),
    ],
)
def test_not_the_same_word(one: str, other: str) -> None:
    assert forms(one).isdisjoint(forms(other))


@pytest.mark.parametrize("word", ["lights", "switches", "шторы", "торшеров", "лампы"])
def test_plurals(word: str) -> None:
    assert is_plural(word)


@pytest.mark.parametrize(
    "word", ["light", "glass", "status", "mike's", "свет", "торшера", "кухня", "бра", "灯"]
)
def test_singulars(word: str) -> None:
    assert not is_plural(word)
