"""Concepts of the lexicons in a row of tokens: phrases, phrases with something between their words, marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.understanding.phrases import Forms, Ids, Vocabulary
from bot.understanding.pieces import Concept
from bot.understanding.text import Script, Token
from bot.understanding.words import is_plural

IDLE = ("small.please", "small.thanks", "small.hello", "small.filler", "small.aside")
"""What is said beside an order and changes nothing of it."""

BEHIND = ("up", "down")
FURTHEST_BEHIND = 6
SEPARABLE = (("action.turn_on",), ("action.turn_off",), ("action.mute",))
"""Verbs of two words of which the second may stand behind the thing ("on" and "off" say it by themselves)."""

IDIOM = ("guard.idiom",)
"""Words of orders that order nothing: "on my way"."""

MARKS = {",": "link.and", ";": "link.and", "&": "link.and", ".": "link.then", "=": "link.to"}
"""What marks say; the others only stand there."""

PLACES = ("back",)
"""Words that are a place behind a "the": "lock the front, and the back" plays no last song."""

Said = tuple[int, int, Ids]
"""Where a phrase begins and ends, and the concepts that it says."""


class Concepts:
    """Finds them in all languages at once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def said(self, tokens: Sequence[Token], row: Sequence[Forms]) -> Iterator[Said]:
        separated = tuple(self._separated(tokens, row))
        yield from separated
        taken = {(start, end) for start, end, _ in separated}
        for start, token in enumerate(tokens):
            if token.script is Script.MARK:
                yield start, start + 1, (_mark(tokens, start),)
            for end, ids in self._vocabulary.index(token.script).at(row, start):
                if token.norm in PLACES and end == start + 1 and start and tokens[start - 1].norm == "the":
                    continue
                if not ((start, end) in taken and ids[0].startswith(("action.", "change."))):
                    yield start, end, ids
        yield from self._interrupted(tokens, row)

    def _separated(self, tokens: Sequence[Token], row: Sequence[Forms]) -> Iterator[Said]:
        """Verbs whose second word stands behind the thing: "power the purifier down"."""
        for end, token in enumerate(tokens):
            if token.norm not in BEHIND:
                continue
            for start in range(max(0, end - FURTHEST_BEHIND), end - 1):
                if tokens[start].script is not Script.LATIN:
                    continue
                for length, ids in self._vocabulary.index(Script.LATIN).at((row[start], row[end]), 0):
                    if length == 2 and ids in SEPARABLE:
                        yield start, start + 1, ids
                        yield end, end + 1, ids

    def _interrupted(self, tokens: Sequence[Token], row: Sequence[Forms]) -> Iterator[Said]:
        """Phrases with an aside between their words: «сколько сейчас градусов», "how warm is it now in"."""
        kept = [n for n, token in enumerate(tokens) if not self._is_aside(token, row[n])]
        if len(kept) == len(tokens):
            return
        rest = [row[n] for n in kept]
        for at, start in enumerate(kept):
            if tokens[start].script is Script.MARK:
                continue
            for end, ids in self._vocabulary.index(tokens[start].script).at(rest, at):
                last = kept[end - 1]
                if last - start >= end - at:  # there was an aside within
                    yield start, last + 1, ids

    def _is_aside(self, token: Token, word_forms: Forms) -> bool:
        return not self._vocabulary.index(token.script).asides.isdisjoint(word_forms)


def _mark(tokens: Sequence[Token], n: int) -> str:
    """What a mark says: a dash before a number, and after none, is a minus."""
    follows = n > 0 and tokens[n - 1].script is Script.NUMBER
    precedes = n + 1 < len(tokens) and tokens[n + 1].script is Script.NUMBER
    if tokens[n].norm == "-" and precedes and not follows:
        return "fraction.minus"
    return MARKS.get(tokens[n].norm, "small.mark")


def unguarded(concepts: Sequence[Said], length: int) -> Iterator[Said]:
    """The concepts without those by which a reading could dodge what was said: a "not" is never a filler,
    «не надо» before a verb calls nothing off, "turn on" is no "turn" with an "on" beside it, and an "on"
    that ends a sentence of ``length`` tokens is no preposition."""
    guarded = {(start, end) for start, end, ids in concepts if ids[0].startswith("guard.")}
    idioms = [(start, end) for start, end, ids in concepts if ids == IDIOM]
    verbs: dict[int, int] = {}
    for start, end, ids in concepts:
        if any(i.startswith("action.") for i in ids):
            verbs[start] = max(end, verbs.get(start, 0))
    idle = {(start, end) for start, end, ids in concepts if end == length and ids[0].startswith("state.")}
    last = max((end for _, end, _ in concepts), default=0)
    until = {start for start, _, ids in concepts if ids == ("time.until",)}  # "开到晚上十点"
    for start, end, ids in concepts:
        if ids[0].startswith("time."):
            continue  # words of a grammar of their own
        if idioms and ids != IDIOM and any(s <= start and end <= e for s, e in idioms):
            continue  # "on my way" is no "on"
        if ids[0] in IDLE:
            if (start, end) in idle:
                continue  # one way to say nothing is enough
            idle.add((start, end))
        goes_on = end in verbs or 0 < start < end < last  # «люстру, не надо торшер» wants no floor lamp
        denies = ids[0] == "talk.cancel" and end - start > 1 and goes_on
        within = any(first <= start and end <= last for first, last in guarded)
        dodges = (denies and (start, end) in guarded) or (ids[0].startswith("small.") and within)
        if not dodges and not (ids[0].startswith("action.") and end < verbs[start] and end not in until):
            yield start, end, ids


def concept_piece(
    tokens: Sequence[Token], likeness: Sequence[float], start: int, end: int, ids: Ids
) -> Concept:
    weight = 0.75 if ids[0].startswith("small.") else 1.0
    score = weight * (end - start) - 1.5 * (1 - min(likeness[start:end]))
    said = " ".join(token.norm for token in tokens[start:end])
    plural = is_plural(tokens[end - 1].norm) or (
        len(ids) > 1 and any(is_plural(token.norm) for token in tokens[start:end])  # "lights out"
    )
    return Concept(start, end, score, ids, said, plural)
