"""Finds the phrases of the lexicons in a row of tokens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.understanding.lexicon import Lexicon
from bot.understanding.numbers import WordValue
from bot.understanding.text import Script, Token, plain, tokens_of
from bot.understanding.words import commanded, forms

Forms = frozenset[str]
Ids = tuple[str, ...]

NOUNS = ("kind.", "property.", "room.", "colour.", "unit.", "talk.", "place.", "guard.", "time.")
"""Sections whose phrases may be said in the plural; a verb may not."""


ASIDE = ("small.aside",)
"""Single words that may stand between the words of any phrase."""

CORRECTED = ("action.", "kind.", "property.", "room.", "change.", "small.please")
"""Sections whose words are recognised with a slip; a slip of "nice" is no nine."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A phrase but for its first two words; ``place`` is that in the lexicons."""

    place: int
    ids: Ids
    rest: tuple[Forms, ...] = ()


class _Opening:
    """The phrases that begin with one word: those that are no longer, and the others by their second word."""

    __slots__ = ("alone", "longer")

    def __init__(self) -> None:
        self.alone: list[_Entry] = []
        self.longer: dict[str, list[_Entry]] = defaultdict(list)

    def add(self, place: int, ids: Ids, rest: Sequence[Forms]) -> None:
        if not rest:
            self.alone.append(_Entry(place, ids))
            return
        second, *tail = rest
        entry = _Entry(place, ids, tuple(tail))
        for form in second:
            self.longer[form].append(entry)


class PhraseIndex:
    """The phrases of all lexicons that begin in one script, found by their first two words."""

    def __init__(self, phrases: Sequence[tuple[Ids, str]], numbers: Sequence[tuple[str, float]]) -> None:
        self._by_first: dict[str, _Opening] = defaultdict(_Opening)
        self.words: set[str] = set()
        self.asides = frozenset(word for ids, word in phrases if ids == ASIDE and " " not in word)
        self.numbers = {form: value for word, value in numbers for form in forms(word)}
        for place, (ids, phrase) in enumerate(phrases):
            first, *rest = tokens_of(phrase)
            inflected = ids[-1].startswith(NOUNS)
            tail = [_forms_said(token.norm, inflected) for token in rest]
            for form in _forms_said(first.norm, inflected):
                self._by_first[form].add(place, ids, tail)
            if ids[0].startswith(CORRECTED):
                self.words.update(t.norm for t in (first, *rest) if t.script is not Script.HAN)

    @cached_property
    def correctable(self) -> frozenset[str]:
        """The words that are recognised with a slip, orders as they are given among them."""
        return frozenset(self.words).union(*map(commanded, self.words))

    def at(self, row: Sequence[Forms], start: int) -> Sequence[tuple[int, Ids]]:
        """The (end, concepts) of every phrase that begins at ``start``, in the order of the lexicons: what
        stands first there wins where two explain as well."""
        found: dict[int, tuple[int, Ids]] = {}
        after = start + 1
        for form in row[start]:
            opening = self._by_first.get(form)
            if opening is None:
                continue
            for entry in opening.alone:
                found[entry.place] = (after, entry.ids)
            if after == len(row) or not opening.longer:
                continue
            for second in row[after]:
                for entry in opening.longer.get(second, ()):
                    end = after + 1 + len(entry.rest)
                    if end <= len(row) and _follows(row, after + 1, entry.rest):
                        found[entry.place] = (end, entry.ids)
        if len(found) < 2:
            return tuple(found.values())
        return tuple(dict.fromkeys(found[place] for place in sorted(found)))


def _forms_said(word: str, inflected: bool) -> Forms:
    """The forms by which a phrase's word is found in a text."""
    if inflected or not "a" <= word[0] <= "z":
        return forms(word)
    return frozenset((word,))


def _follows(row: Sequence[Forms], start: int, rest: tuple[Forms, ...]) -> bool:
    return all(not row[start + n].isdisjoint(word) for n, word in enumerate(rest))


TRUTHS = {
    ("state.on",): True,
    ("action.turn_on",): True,
    ("state.off",): False,
    ("action.turn_off",): False,
    ("talk.cancel",): False,
    ("talk.cancel", "talk.undo"): False,
}


class Vocabulary:
    """All lexicons, by script; a script's index is made when the first word in it is met."""

    def __init__(self, lexicons: Mapping[str, Lexicon]) -> None:
        self._phrases: dict[Script, list[tuple[Ids, str]]] = defaultdict(list)
        self._numbers: dict[Script, list[tuple[str, float]]] = defaultdict(list)
        self._indexes: dict[Script, PhraseIndex] = {}
        self._yes = [phrase for lexicon in lexicons.values() for phrase in lexicon.yes]
        self._ordinals = [pair for lexicon in lexicons.values() for pair in lexicon.ordinals.items()]
        self.namings = tuple(pair for lexicon in lexicons.values() for pair in lexicon.namings)
        for lexicon in lexicons.values():
            for ids, phrase in lexicon.phrases:
                self._phrases[_script_of(phrase)].append((ids, phrase))
            for word, value in lexicon.numbers.items():
                self._numbers[_script_of(word)].append((word, value))

    @cached_property
    def agreement(self) -> frozenset[str]:
        """All ways to say yes, as texts are compared."""
        return frozenset(map(plain, self._yes))

    @cached_property
    def truths(self) -> Mapping[str, bool]:
        """The ways to say on or off, yes or no, as texts are compared."""
        said = ((ids, phrase) for phrases in self._phrases.values() for ids, phrase in phrases)
        states = {plain(phrase): TRUTHS[ids] for ids, phrase in said if ids in TRUTHS}
        return states | dict.fromkeys(self.agreement, True)

    @cached_property
    def ordinals(self) -> Sequence[tuple[tuple[Forms, ...], int]]:
        """Words for places among what was offered, and these places."""
        return [(row_of(tokens_of(phrase)), place) for phrase, place in self._ordinals]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The places that single words say, by the words' forms: «первый», "second"."""
        single = ((words[0], place) for words, place in self.ordinals if len(words) == 1 and place > 0)
        return {form: place for forms_, place in single for form in forms_}

    def index(self, script: Script) -> PhraseIndex:
        """The phrases that begin in a script."""
        if script not in self._indexes:
            self._indexes[script] = PhraseIndex(self._phrases[script], self._numbers[script])
        return self._indexes[script]


def _script_of(phrase: str) -> Script:
    return tokens_of(phrase)[0].script


def row_of(tokens: Sequence[Token]) -> tuple[Forms, ...]:
    return tuple(forms(token.norm) for token in tokens)


def word_values(vocabulary: Vocabulary, tokens: Sequence[Token], row: Sequence[Forms]) -> WordValue:
    """What each of these words is worth as a number; None for a word that is none."""

    def word_value(n: int) -> float | None:
        numbers = vocabulary.index(tokens[n].script).numbers
        return next((numbers[form] for form in row[n] if form in numbers), None)

    return word_value
