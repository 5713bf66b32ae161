"""Words that nothing knows, and the known ones that they were probably meant to be."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.understanding.features import Features
from bot.understanding.fuzzy import are_opposite, near_words
from bot.understanding.names import Names
from bot.understanding.phrases import Forms, Vocabulary, row_of
from bot.understanding.plurals import WORDS
from bot.understanding.said import Said
from bot.understanding.text import Token, tokens_of
from bot.understanding.words import is_known

Correction = tuple[str, Forms, float]
"""A known word that is near to an unknown one, the forms of all such words, and the likeness."""


class Misspelt:
    """For the lexicons and one home."""

    def __init__(self, vocabulary: Vocabulary, names: Names, features: Features | None) -> None:
        self._vocabulary = vocabulary
        self._names = names
        self._features = features

    def of(
        self, tokens: Sequence[Token], row: Sequence[Forms], concepts: Sequence[Said]
    ) -> dict[int, Correction]:
        """What words that nothing knows were probably meant to be."""
        known = {n for start, end, _ in concepts for n in range(start, end)}
        found: dict[int, Correction] = {}
        tried: dict[str, Correction | None] = {}
        for n, token in enumerate(tokens):
            if (
                n in known
                or token.script not in WORDS
                or self._is_named(token, row[n])
                or self._names.is_cut_in_two(tokens, n)
                or is_known(token.norm)
            ):
                continue
            index = self._vocabulary.index(token.script)
            if not row[n].isdisjoint(index.numbers):
                continue
            if token.norm not in tried:
                tried[token.norm] = self._corrected(token.norm, index.correctable)
            if correction := tried[token.norm]:
                found[n] = correction
        return found

    def _corrected(self, word: str, lexicon: Collection[str]) -> Correction | None:
        near = near_words(word, self._names.words, lexicon)
        if not near:
            return None
        best = near[0][1]
        words = [word for word, likeness in near if likeness >= best - 0.05]
        if are_opposite(words):
            return None  # neither is done
        return words[0], frozenset().union(*(row_of(tokens_of(w))[0] for w in words)), best

    def _is_named(self, token: Token, word_forms: Forms) -> bool:
        """Whether a word is part of a name in this home."""
        return self._names.knows(word_forms) or bool(self._features and token.norm in self._features.words)
