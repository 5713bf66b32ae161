"""Russian words after which what is told is wished for."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.phrases import Forms
from bot.understanding.text import Token

WISHED = {"пусть": "|told", "пускай": "|told", "чтоб": "|past", "чтобы": "|past"}
"""Words after which what is told is an order, and the mood in which it is told."""

SOMEBODY = "ты"
BEING = "быть"
"""«Пусть будет» wishes that it becomes so, and asks not whether it is."""


def wished(tokens: Sequence[Token], row: tuple[Forms, ...]) -> tuple[Forms, ...]:
    """«Пусть вентилятор поработает», «чтобы шторы закрылись»: after such a word what is told is an order."""
    moods = {mood for token in tokens if (mood := WISHED.get(token.norm))}
    if any(token.norm == SOMEBODY for token in tokens):
        moods.discard("|past")  # «хочу, чтобы ты убрался» is said to a person
    for mood in moods:
        being = {BEING + mood}
        row = tuple((word - being).union(f.removesuffix(mood) for f in word - being) for word in row)
    return row
