"""What an unknown word was probably meant to be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.words import forms

_ENDING = re.compile(
    r"(?:[аяыи]ми|[оеыи]й|[оыи]го|его|[оые]му|[ое]м|[аяыи][мх]|[ую]ю|[ая]я|[оеыи]е|[ое]в|[уюаяоеыиь])$"
)

_PREFIX = re.compile(r"^(?:вы|в|от|за|при|раз|рас)")


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
    if not found and "а" <= said[0] <= "я":
        found = _near_stems(said, names)
    return sorted(found.items(), key=lambda item: -item[1])[:most]


def are_opposite(words: Sequence[str]) -> bool:
    """Whether two Russian words differ in their prefix alone, as «включи» and «выключи» do."""
    pairs = combinations((_PREFIX.sub("", word) for word in words if "а" <= word[0] <= "я"), 2)
    return any(one == other for one, other in pairs)


def _near_stems(said: str, names: Collection[str]) -> dict[str, float]:
    """Russian words of names a slip away from what was said but for the ending: «лютсру» is «люстра»."""
    stem = _stem(said)
    if len(stem) < 4:
        return {}
    found = ((word, OSA.distance(stem, _stem(word), score_cutoff=1)) for word in names)
    return {word: 1 - distance / len(stem) for word, distance in found if distance <= 1 and len(word) > 3}


@lru_cache(maxsize=16384)
def _stem(word: str) -> str:
    return _ENDING.sub("", word)


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
