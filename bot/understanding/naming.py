"""Ways to give a thing a name, held against a row of tokens: "call the lamp Bob" is a thing and a name.

Where the one ends and the other begins is not said: every cut is told, and the home decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.understanding.lexicon import Manner
from bot.understanding.phrases import Forms, Vocabulary
from bot.understanding.text import Script, Token, tokens_of
from bot.understanding.words import forms

BESIDE = ("small.please", "small.thanks", "small.hello", "small.assistant", "small.mark", "small.filler")
MOST_TOKENS = 30
"""Longer sentences are no namings."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Naming:
    """``thing`` and ``name`` are stretches of tokens (no name: it is still to be asked for); ``words`` counts
    those that say that a name is given."""

    manner: Manner
    thing: Span
    name: Span | None
    words: int


@dataclass(frozen=True)
class _Pattern:
    manner: Manner
    parts: tuple[Forms | str, ...]
    words: int


class Namings:
    """All ways to give a name, in all languages; found by a word of theirs."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._by_word: dict[str, list[_Pattern]] = defaultdict(list)
        for manner, phrase in vocabulary.namings:
            parts = tuple(_parts(phrase))
            literals = [part for part in parts if isinstance(part, frozenset)]
            pattern = _Pattern(manner, parts, len(literals))
            for form in max(literals, key=_rarity):
                self._by_word[form].append(pattern)

    def of(self, tokens: Sequence[Token], row: Sequence[Forms]) -> list[Naming]:
        """Every way in which the tokens give a name, the most explicit first; a question gives none."""
        if len(tokens) > MOST_TOKENS or (tokens and tokens[-1].norm == "?"):
            return []
        patterns = {
            id(p): p for word in row for form in word if form in self._by_word for p in self._by_word[form]
        }
        if not patterns:
            return []
        end = self._end(tokens, row)
        found = [
            naming
            for start in self._starts(tokens, row)
            for pattern in patterns.values()
            for naming in _matches(pattern, row, start, end)
            if not _cuts_quotes(naming.thing, tokens)
        ]
        return sorted(dict.fromkeys(found), key=lambda naming: -naming.words)

    def _starts(self, tokens: Sequence[Token], row: Sequence[Forms]) -> set[int]:
        """Where the naming may begin: after what is said beside anything."""
        reached, ahead = {0}, [0]
        while ahead:
            start = ahead.pop()
            if start >= len(tokens):
                continue
            ends = [end for end, ids in self._vocabulary.index(tokens[start].script).at(row, start)
                    if all(id_.startswith(BESIDE) for id_ in ids)]  # fmt: skip
            if tokens[start].script is Script.MARK:
                ends.append(start + 1)
            ahead += set(ends) - reached
            reached.update(ends)
        return reached

    def _end(self, tokens: Sequence[Token], row: Sequence[Forms]) -> int:
        """Where the naming ends: before marks and thanks."""
        end = len(tokens)
        while end > 0:
            polite = (
                start
                for start in range(end - 1, -1, -1)
                for stop, ids in self._vocabulary.index(tokens[start].script).at(row, start)
                if stop == end and all(id_ in ("small.please", "small.thanks") for id_ in ids)
            )
            if tokens[end - 1].script is Script.MARK and tokens[end - 1].norm != '"':
                end -= 1
            elif (start := next(polite, None)) is not None:
                end = start
            else:
                break
        return end


def _parts(phrase: str) -> Iterator[Forms | str]:
    for part in re.split(r"(\{thing\}|\{name\})", phrase):
        if part in ("{thing}", "{name}"):
            yield part[1:-1]
        else:
            yield from (_said(token.norm) for token in tokens_of(part))


def _said(word: str) -> Forms:
    return forms(word) if "а" <= word[0] <= "я" else frozenset((word,))


def _rarity(word: Forms) -> tuple[bool, int]:
    """Words by which few sentences are looked at closer: a name or a call before a "把" or a "to"."""
    telling = not word.isdisjoint(("叫", "名", "称", "call", "called", "name", "rename"))
    return telling, max(map(len, word))


def _matches(pattern: _Pattern, row: Sequence[Forms], start: int, end: int) -> Iterator[Naming]:
    for slots in _slots(pattern.parts, row, start, end):
        yield Naming(pattern.manner, slots["thing"], slots.get("name"), pattern.words)


def _cuts_quotes(span: Span, tokens: Sequence[Token]) -> bool:
    """Whether a stretch has one quotation mark of two."""
    return sum(token.norm == '"' for token in tokens[span[0] : span[1]]) % 2 == 1


def _slots(
    parts: Sequence[Forms | str], row: Sequence[Forms], start: int, end: int
) -> Iterator[dict[str, Span]]:
    """What the slots of a pattern may hold between two places."""
    if not parts:
        if start == end:
            yield {}
        return
    part, *rest = parts
    if isinstance(part, frozenset):
        if start < end and not row[start].isdisjoint(part):
            yield from _slots(rest, row, start + 1, end)
        return
    for stop in range(start + 1, end - len(rest) + 1):
        for slots in _slots(rest, row, stop, end):
            yield {part: (start, stop), **slots}
