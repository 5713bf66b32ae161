"""What an unknown word was probably meant to be."""

from __future__ import annotations

from collections.abc import Collection

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.words import forms


def slips(length: int) -> int:
    """How many typing errors are believed in a word of this length."""
    return 0 if length < 3 else 1 if length < 8 else 2


def _believable(said: str, known: str, distance: int) -> bool:
    """Short words must begin alike, and no slip takes away an "un" or a «не»."""
    shortest = min(len(said), len(known))
    if shortest < 3 or distance >= shortest / 2 or said.endswith(known):
        return False
    return len(said) > 3 or said[0] == known[0] or sorted(said) == sorted(known)


def near_words(word: str, words: Collection[str], most: int = 4) -> list[tuple[str, float]]:
    """The known words a slip or two away from ``word`` or one of its lemmas, each with its likeness."""
    allowed = slips(len(word))
    if not allowed or not words:
        return []
    found: dict[str, float] = {}
    for form in forms(word):
        plain = form.partition("|")[0]
        for known, distance, _ in process.extract(
            plain, words, scorer=OSA.distance, score_cutoff=allowed, limit=most
        ):
            if _believable(plain, known, int(distance)):
                found[known] = max(found.get(known, 0.0), 1 - distance / max(len(known), len(plain)))
    return sorted(found.items(), key=lambda item: -item[1])[:most]
