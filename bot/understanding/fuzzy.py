"""What an unknown word was probably meant to be."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.words import forms


def slips(length: int) -> int:
    """How many typing errors are believed in a word of this length."""
    return 0 if length < 3 else 1 if length < 8 else 2


def near_words(
    said: str, names: Collection[str], lexicon: Collection[str], most: int = 4
) -> list[tuple[str, float]]:
    """The words of names and of the lexicon a slip or two away from what was said or one of its lemmas,
    each with its likeness, nearest first."""
    found: dict[str, float] = {}
    for form in forms(said):
        plain = form.partition("|")[0]
        near = [
            *_near(plain, names, most),
            *((w, d) for w, d in _near(plain, lexicon, most) if _like(plain, w)),
        ]
        for word, distance in near:
            found[word] = max(found.get(word, 0.0), 1 - distance / max(len(word), len(plain)))
    return sorted(found.items(), key=lambda item: -item[1])[:most]


def _near(said: str, words: Collection[str], most: int) -> Iterator[tuple[str, int]]:
    """Short words must begin alike, and no slip takes away an "un" or a «не»."""
    allowed = slips(len(said))
    if not allowed or not words:
        return
    for word, distance, _ in process.extract(
        said, words, scorer=OSA.distance, score_cutoff=allowed, limit=most
    ):
        shortest = min(len(said), len(word))
        if shortest < 3 or distance >= shortest / 2 or said.endswith(word):
            continue
        if len(said) > 3 or said[0] == word[0] or sorted(said) == sorted(word):
            yield word, int(distance)


def _like(said: str, word: str) -> bool:
    """A lexicon's words are many and common: one is believed only if it is longer and begins alike, for
    "seats" are no heat and "nice" is no rice."""
    return len(said) > 3 and (said[0] == word[0] or said[:2] == word[1::-1])
