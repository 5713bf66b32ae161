"""From a text and a home's names to the covers of the text: all that a sentence may be made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.understanding.alluded import WHERE, apart, floors, told_apart
from bot.understanding.cover import GAP, Cover, covers
from bot.understanding.features import Features
from bot.understanding.fond import fond
from bot.understanding.loosely import interrupted, owned, shared
from bot.understanding.misspelt import Misspelt
from bot.understanding.names import NTH, Name, Names
from bot.understanding.numbers import number_at
from bot.understanding.phrases import Forms, Vocabulary, row_of, word_values
from bot.understanding.pieces import AnyPiece, Concept, Feature, Gap, Mention, Named, Number
from bot.understanding.plurals import WORDS, closest, said_in_plural
from bot.understanding.repair import halved, miswritten, repaired
from bot.understanding.said import IDIOM, Concepts, Said, concept_piece, unguarded
from bot.understanding.text import MAX_LENGTH, Script, Token, tokens_of
from bot.understanding.time_grammar import TimeGrammar, timings
from bot.understanding.time_words import Words
from bot.understanding.ways_to_say import digit_of
from bot.understanding.wished import wished
from bot.understanding.words import is_plural

MOST_TOKENS = 250
"""More of them are a letter, not an order: nothing in it is understood, for half of it would be done."""

MOST_COVERS = 6
MOST_GAPS = 4
PLAIN_VERBS = {("action.set",), ("action.toggle",), ("action.run",)}
"""Verbs that are said of everything: they mean no maker's "flip all" by themselves."""

SIDES = "左右"
"""Characters that by themselves may stand for the name that they tell apart: "右边的"."""

PRONOUNS = ("one", "ones")
"""Rather "the left one" than a number, unless nothing else makes sense."""


@dataclass(frozen=True)
class Sentence:
    """A text and the ways to explain it, best first."""

    text: str
    tokens: tuple[Token, ...]
    covers: tuple[Cover, ...]
    corrected: tuple[tuple[str, str], ...] = ()

    def said(self, start: int, end: int) -> str:
        """The stretch from one token to another, as it was said."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end] if end > start else ""


class Spotter:
    """Finds pieces in sentences: the lexicons' concepts and one home's names.

    ``eager``: parts of names are found everywhere, not only where nothing else explains a word.
    """

    def __init__(
        self, vocabulary: Vocabulary, names: Names, features: Features | None = None, *, eager: bool = False
    ) -> None:
        self._vocabulary = vocabulary
        self._concepts = Concepts(vocabulary)
        self._names = names
        self._features = features
        self._misspelt = Misspelt(vocabulary, names, features)
        self._eager = eager
        self._many = 0.8 if names.has_rooms else 0.3  # "bedroom lights" are no "Bedroom light": rule 1

    def sentence(self, text: str) -> Sentence:
        tokens = tokens_of(text)
        if len(tokens) > MOST_TOKENS or len(text) > MAX_LENGTH:
            return Sentence(
                text, tokens, (Cover(tuple(Gap(n, n + 1, GAP) for n in range(len(tokens))), 0.0),)
            )
        row, likeness = self._counted(tokens, wished(tokens, row_of(tokens))), [1.0] * len(tokens)
        concepts = list(self._concepts.said(tokens, row))
        corrected = self._misspelt.of(tokens, row, concepts)
        if corrected:
            row = tuple(row[n] | corrected[n][1] if n in corrected else row[n] for n in range(len(row)))
            likeness = [corrected[n][2] if n in corrected else 1.0 for n in range(len(row))]
            concepts = list(self._concepts.said(tokens, row))
        concepts = self._without_crossed(tokens, row, concepts)
        pieces: list[AnyPiece] = [
            *(concept_piece(tokens, likeness, *found) for found in unguarded(concepts, len(tokens))),
            *self._numbers(tokens, row),
            *timings(Words(tokens, concepts, word_values(self._vocabulary, tokens, row))),
            *self._mentions(tokens, row, likeness),
            *interrupted(tokens, row, self._names),
            *floors(tokens, row, self._names, self._vocabulary.places),
        ]
        pieces += self._capable(tokens, row, pieces)
        pieces += miswritten(tokens, self._names, pieces)
        pieces += shared(tokens, [p for p in pieces if isinstance(p, Mention)], self._names)
        covered = {n for piece in pieces for n in range(piece.start, piece.end) if not self._eager}
        covered -= owned(tokens, row, concepts, self._names)
        covered.difference_update(told_apart(tokens, row, concepts, self._names))
        if len(covered) < len(tokens):
            pieces += self._parts(tokens, row, likeness, covered)
        found = covers(pieces, len(tokens), MOST_COVERS)
        gaps = [piece for piece in found[0].pieces if isinstance(piece, Gap)]
        if 0 < len(gaps) <= MOST_GAPS:
            pieces += repaired(tokens, gaps, self._names)
            pieces += halved(tokens, gaps, self._names)
            for part in fond(tokens, gaps, self._names):
                pieces += apart(part, led=True)
            found = covers(pieces, len(tokens), MOST_COVERS)
        return Sentence(
            text,
            tokens,
            tuple(found),
            tuple((tokens[n].norm, word) for n, (word, _, _) in corrected.items()),
        )

    def _without_crossed(
        self, tokens: Sequence[Token], row: Sequence[Forms], concepts: list[Said]
    ) -> list[Said]:
        """Without the idioms that take a word from a name of the home: a boiler that has a "Holiday mode" may
        be put on holiday mode."""
        idioms = [(start, end) for start, end, ids in concepts if ids == IDIOM]
        if not idioms:
            return concepts
        named = [
            (start, end) for start in range(len(tokens)) for end, _ in self._names.at(tokens, row, start)
        ]
        if self._features:
            found = (self._features.at(tokens, row, start) for start in range(len(tokens)))
            named += [(feature.start, feature.end) for some in found for feature in some]
        taken = {idiom for idiom in idioms for name in named if _cross(idiom, name)}
        return [said for said in concepts if said[2] != IDIOM or said[:2] not in taken]

    def times(self, tokens: Sequence[Token]) -> TimeGrammar:
        """What can be said of time with these tokens."""
        row = row_of(tokens)
        return TimeGrammar(
            Words(tokens, self._concepts.said(tokens, row), word_values(self._vocabulary, tokens, row))
        )

    def _counted(self, tokens: Sequence[Token], row: tuple[Forms, ...]) -> tuple[Forms, ...]:
        """Where names hold digits, number words are these digits too: «на первом этаже» is "1 этаж"."""
        if not self._names.has_digits:
            return row
        value = word_values(self._vocabulary, tokens, row)

        def figures(n: int, token: Token) -> Iterator[str]:
            if token.script is Script.HAN:
                if digit := digit_of(token.norm):
                    yield digit
            elif token.script in WORDS and not self._eager:  # "the left one"
                number = value(n)
                if number is not None and number == int(number):
                    yield f"{number:.0f}"
                if not row[n].isdisjoint(places):
                    yield from (f"{NTH}{places[form]}" for form in row[n] if form in places)

        places = self._vocabulary.places
        said = (tuple(figures(n, token)) for n, token in enumerate(tokens))
        return tuple(word.union(found) if found else word for word, found in zip(row, said, strict=True))

    def _capable(
        self, tokens: Sequence[Token], row: Sequence[Forms], pieces: Sequence[AnyPiece]
    ) -> Iterator[Feature]:
        """What devices can do, by its own names and by the lexicons' words for what these say."""
        if self._features is None:
            return
        said = [p for p in pieces if isinstance(p, Concept)]
        timely = {(p.start, p.end) for p in said if p.ids[0] == "guard.time"}
        for start in range(len(tokens)):
            for found in self._features.at(tokens, row, start):
                yield replace(found, timely=(found.start, found.end) in timely)
        yield from self._features.parts(tokens, row)
        yield from self._features.almost(tokens)
        for piece in said:
            if piece.ids in PLAIN_VERBS:
                continue
            if len(piece.ids) == 1 and (keys := self._features.saying(piece.ids[0])):
                is_time = (piece.start, piece.end) in timely
                yield Feature(piece.start, piece.end, piece.score - 0.05, keys, is_time)

    def _numbers(self, tokens: Sequence[Token], row: Sequence[Forms]) -> Iterator[Number]:
        word_value = word_values(self._vocabulary, tokens, row)
        for start, token in enumerate(tokens):
            found = None if token.script is Script.MARK else number_at(tokens, start, word_value)
            if found and not _is_label(tokens, found[0]):
                pronoun = (
                    token.norm in PRONOUNS and found[0] == start + 1 and not self._is_unit(row, found[0])
                )
                yield Number(start, found[0], 0.3 if pronoun else float(found[0] - start), found[1])

    def _is_unit(self, row: Sequence[Forms], start: int) -> bool:
        """Whether a unit of the Latin script, or the "and a half" before one, begins at a token."""
        found = self._vocabulary.index(Script.LATIN).at(row, start) if start < len(row) else ()
        return any(ids[0].startswith(("unit.", "fraction.")) for _, ids in found)

    def _mentions(
        self, tokens: Sequence[Token], row: Sequence[Forms], likeness: Sequence[float]
    ) -> Iterator[Mention]:
        for start, token in enumerate(tokens):
            if token.script is Script.MARK:
                continue
            for end, found in self._names.at(tokens, row, start):
                names = closest(found, tokens[end - 1])
                like = min(likeness[start:end])
                plural = said_in_plural(tokens, start, end, names)
                score = 1.15 * (end - start) + 0.1 - 1.5 * (1 - like) - (self._many if plural else 0)
                yield Mention(start, end, score, _bearers(names), like, plural)

    def _parts(
        self, tokens: Sequence[Token], row: Sequence[Forms], likeness: Sequence[float], covered: set[int]
    ) -> Iterator[Mention]:
        """Parts of names, where they explain something that nothing else does."""
        for start, token in enumerate(tokens):
            if token.script not in WORDS and (token.script is not Script.HAN or start in covered):
                continue
            names, end = self._names.with_word(row[start]), start + 1
            while names:
                slips = [n for n in range(start, end) if likeness[n] < 1 and len(tokens[n].norm) < 5]
                short = token.script is Script.HAN and end - start == 1 and token.norm not in SIDES
                if not slips and not short and not covered.issuperset(range(start, end)):
                    like = _share(names[0], end - start) * min(likeness[start:end])
                    score = 0.95 * (end - start) + 0.2 * like - 1.5 * (1 - min(likeness[start:end]))
                    plural = is_plural(tokens[end - 1].norm)
                    part = Mention(start, end, score, _bearers(names), min(like, 0.99), plural)
                    yield from apart(part, led=start > 0 and tokens[start - 1].norm in WHERE)
                if end == len(tokens):
                    break
                length = end - start
                names = [n for n in names if len(n.words) > length and not row[end].isdisjoint(n.forms)]
                end += 1
                if token.script is Script.HAN:  # characters say something in their order alone
                    said = "".join(token.norm for token in tokens[start:end])
                    names = [n for n in names if said in "".join(n.words)]


def _is_label(tokens: Sequence[Token], end: int) -> bool:
    """Whether a number tells which one and not how much: "二号"."""
    return end < len(tokens) and tokens[end].norm == "号"


def _cross(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two stretches share a word and each has one of its own."""
    (start, end), (begin, finish) = sorted((one, other))
    return start < begin < end < finish


def _bearers(names: Sequence[Name]) -> tuple[Named, ...]:
    return tuple(dict.fromkeys(name.named for name in names))


def _share(name: Name, words: int) -> float:
    return min(words / len(name.words), 1.0)
