"""Another name for each name: what the lexicons know of it stays, the rest becomes a number."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from bot.understanding.phrases import Vocabulary, row_of
from bot.understanding.text import MAX_LENGTH, Script, Token, tokens_of

# For a name of which the lexicons know nothing; they know nothing of these either (a test looks).
NOTHING_SAID = {Script.LATIN: "Object", Script.CYRILLIC: "Предмет", Script.HAN: "物件"}
TELLING = ("kind.", "room.", "property.", "colour.", "place.")
BESIDE = ("white.", "mode.", "link.", "small.", "change.", "state.", "being.", "action.", "unit.")
"""Sections of words that betray nobody; those of ``TELLING`` are what remains of a name that does."""
LONGEST_NUMBER = 2  # digits; a longer number may be a flat's or a telephone's


class Names:
    """The stand-in of every name. The same name, in whatever case, always has the same one.

    ``names`` are all that will be asked for: those that stay as they are must not be given to another.
    """

    def __init__(self, vocabulary: Vocabulary, names: Iterable[str]) -> None:
        self._vocabulary = vocabulary
        self._taken: set[str] = set()
        self._given: dict[str, str] = {}
        for name in names:
            if self._says_nothing_personal(name):
                self._give(name, name)

    def of(self, name: str) -> str:
        if name and name.casefold() not in self._given:
            self._give(name, self._numbered(self._known_part(name)))
        return self._given[name.casefold()] if name else name

    def _give(self, name: str, stand_in: str) -> None:
        self._given[name.casefold()] = stand_in
        self._taken.add(stand_in.casefold())

    def _says_nothing_personal(self, name: str) -> bool:
        if len(name) > MAX_LENGTH:
            return False  # its end is not even looked at
        tokens = tokens_of(name)
        words = sum(token.script is not Script.MARK for token in tokens)
        return bool(words) and len(list(self._known(tokens, TELLING + BESIDE))) == words

    def _known_part(self, name: str) -> str:
        tokens = tokens_of(name)
        known = [token for token in self._known(tokens, TELLING) if token.script is not Script.NUMBER]
        if not known:
            return NOTHING_SAID[_script(tokens)]
        written = known[0].text
        for before, token in itertools.pairwise(known):
            apart = "" if token.script is before.script is Script.HAN else " "
            written += apart + token.text
        return written

    def _known(self, tokens: tuple[Token, ...], sections: tuple[str, ...]) -> Iterator[Token]:
        """The tokens that are part of a phrase of the lexicons' sections, or a small number."""
        row = row_of(tokens)
        known_until = 0
        for place, token in enumerate(tokens):
            known_until = max(known_until, *self._ends(row, place, token, sections))
            if place < known_until and token.script is not Script.MARK:
                yield token

    def _ends(
        self, row: tuple[frozenset[str], ...], place: int, token: Token, sections: tuple[str, ...]
    ) -> list[int]:
        """Up to where the phrases go that begin here; where none does, 0."""
        if token.script is Script.NUMBER:
            return [place + 1 if len(token.norm) <= LONGEST_NUMBER else 0]
        if token.script is Script.MARK:
            return [0]
        found = self._vocabulary.index(token.script).at(row, place)
        return [0, *(end for end, ids in found if all(id_.startswith(sections) for id_ in ids))]

    def _numbered(self, stem: str) -> str:
        apart = "" if tokens_of(stem)[-1].script is Script.HAN else " "
        n = 1
        while (candidate := f"{stem}{apart}{n}").casefold() in self._taken:
            n += 1
        return candidate


def _script(tokens: tuple[Token, ...]) -> Script:
    scripts = (token.script for token in tokens if token.script in NOTHING_SAID)
    return next(scripts, Script.LATIN)
