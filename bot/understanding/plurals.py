"""Which of several like names is meant, and whether one name or many were said: "light", "lights"."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from bot.understanding.names import Name
from bot.understanding.pieces import Holder
from bot.understanding.text import Script, Token
from bot.understanding.words import is_known, is_plural

WORDS = (Script.LATIN, Script.CYRILLIC)
"""Scripts of languages that have plurals."""


def closest(names: list[Name], last: Token) -> list[Name]:
    """Of names with the same lemmas («Торшер», «Торшеры») those in the form or number that was said; two
    devices whose names differ in number only are too easily mixed up to choose between."""
    if len(names) < 2 or last.script not in WORDS:
        return names
    devices = {name.named for name in names if name.named.holder is Holder.DEVICE}
    if len(devices) == len(names) and _differ_in_number(names) and last.script is Script.LATIN:
        return names
    same = [name for name in names if name.words[-1] == last.norm]
    alike = same or [n for n in names if is_plural(n.words[-1]) == is_plural(last.norm)] or names
    return alike if is_known(last.norm) else _nearest(alike, last.norm)


def _nearest(names: list[Name], said: str) -> list[Name]:
    """Of names in several forms those that a mistyped word is nearest to."""
    if len({name.words[-1] for name in names}) < 2:
        return names
    apart = [OSA.distance(name.words[-1], said) for name in names]
    return [name for name, distance in zip(names, apart, strict=True) if distance == min(apart)]


def _differ_in_number(names: Sequence[Name]) -> bool:
    return len({is_plural(name.words[-1]) for name in names}) > 1


def said_in_plural(tokens: Sequence[Token], start: int, end: int, names: Sequence[Name]) -> bool:
    """Whether the last word is a plural that the name is not: ``bedroom lights`` of "Bedroom light"."""
    last = tokens[end - 1]
    if last.script not in WORDS or not is_plural(last.norm):
        return False
    return not any(name.words[-1] == last.norm or is_plural(name.words[-1]) for name in names)
