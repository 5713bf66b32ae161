"""The words of time in one sentence, and the lengths of time that are counted with them.

Every language's ways stand side by side, for the words of one do not occur in the ways of another: "half past
seven", «в половине восьмого», "七点半".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy

from bot.understanding.numbers import WordValue, whole_at
from bot.understanding.text import Script, Token

UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
CONNECTORS = frozenset(
    ("in", "after", "for", "until", "at", "near", "from", "on", "every", "by_days", "through", "and",
     "without", "past", "to", "measure", "half", "couple")
)  # fmt: skip
"""Words that say nothing of time by themselves."""

WHOLE = {"half_hour": 1800, "quarter_hour": 900, "half_minute": 30, "half_day": 43200}
"""Lengths that a phrase of their own says."""

ONE = frozenset(
    ("час", "часик", "часок", "часочек", "минуту", "минутку", "минуточку", "секунду", "день", "неделю")
)
"""What is one of a sort, and not about so many."""

Length = tuple[int, int]
"""Where a length ends, and its seconds."""


def is_half_hour(word: str) -> bool:
    """«Полвосьмого»: half past seven in one word."""
    return word.startswith("пол") and len(word) > 6 and word.endswith(("ого", "его"))


class Words:
    """Where the ``[time]`` words of a sentence begin and end, and what its numbers are worth."""

    def __init__(
        self, tokens: Sequence[Token], concepts: Iterable[tuple[int, int, tuple[str, ...]]], value: WordValue
    ) -> None:
        self.tokens = tokens
        self._value = value
        self._ends: dict[tuple[int, str], int] = {}
        self._starts: set[int] = set()
        self._is_unit: dict[int, bool] = defaultdict(bool)
        for start, end, ids in concepts:
            section, _, name = ids[0].partition(".")
            if section == "time":
                self._ends[start, name] = max(end, self._ends.get((start, name), 0))
                self._starts.add(start)
            elif section == "unit":
                self._is_unit[start] = True

    def before(self, end: int) -> Words:
        """The words up to a token, as if the sentence ended there."""
        words = copy(self)
        words.tokens = self.tokens[:end]
        return words

    @property
    def any(self) -> bool:
        """Whether the sentence may speak of time at all: most that say "in" or "on" do not."""
        if any(token.norm == ":" or is_half_hour(token.norm) for token in self.tokens):
            return True
        return any(
            name not in CONNECTORS or (name in ("at", "without", "from") and self.number(end))
            for (_, name), end in self._ends.items()
        )

    def begins(self, start: int) -> bool:
        """Whether something said of time may begin at a token."""
        token = self.tokens[start]
        counted = token.script is Script.NUMBER or is_half_hour(token.norm) or bool(self.number(start))
        return start in self._starts or counted

    def take(self, start: int, *names: str) -> int | None:
        """The end of one of the words at ``start``, the longest."""
        if start not in self._starts:
            return None
        found = None
        for name in names:
            end = self._ends.get((start, name))
            if end and (found is None or end > found):
                found = end
        return found

    def number(self, start: int) -> tuple[int, float] | None:
        """The number at ``start``, as (end, value)."""
        if start >= len(self.tokens) or self.tokens[start].script is Script.MARK:
            return None
        return whole_at(self.tokens, start, self._value)

    def unit_follows(self, end: int) -> bool:
        return self._is_unit[end]

    @property
    def is_english(self) -> bool:
        return not any(t.script in (Script.CYRILLIC, Script.HAN) for t in self.tokens)

    def is_han(self, at: int) -> bool:
        return self.tokens[at].script is Script.HAN

    def is_mark(self, at: int, mark: str) -> bool:
        return at < len(self.tokens) and self.tokens[at].norm == mark

    def is_ordinal(self, end: int) -> bool:
        """Whether a number ends as «восьмого» does: the hour that is running."""
        return self.tokens[end - 1].norm.endswith(("ого", "его"))


class Durations:
    """Lengths: "an hour and a half", «полтора часа», "1 hour 5 minutes", "两个半小时"."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def at(self, start: int) -> Length | None:
        """The length that begins at ``start``; its parts may be joined by an "and"."""
        told = self._part(start)
        if told is None:
            return None
        end, total = told
        while more := self._part(self._words.take(end, "and") or end):
            end, total = more[0], total + more[1]
        return end, round(total)

    def inverted(self, start: int, lead: str) -> Length | None:
        """«Минут через десять», «через минут десять»: about so many."""
        led = self._words.take(start, lead)
        for name, seconds in UNITS.items():
            end = self._words.take(led or start, name)
            if end and self._words.tokens[end - 1].norm in ONE:
                continue  # «часок на двадцати трёх» is an hour, at 23 degrees
            after = end if led else self._words.take(end, lead) if end else None
            number = self._words.number(after) if after else None
            if number:
                return number[0], round(number[1] * seconds)
        return None

    def _part(self, start: int) -> tuple[int, float] | None:
        words = self._words
        for name, seconds in WHOLE.items():
            if whole := words.take(start, name):
                return whole, seconds
        number = words.number(start)
        couple = None if number else words.take(start, "couple")
        end, count = number or ((couple, 2.0) if couple else (start, 1.0))
        if number or couple:
            end = words.take(end, "measure") or end
            half = words.take(end, "half")
            end, count = (half, count + 0.5) if half else (end, count)
        return self._unit(start, end, count)

    def _unit(self, start: int, at: int, count: float) -> tuple[int, float] | None:
        words = self._words
        for name, seconds in UNITS.items():
            end = words.take(at, name) or (self._short_minute(at) if name == "minute" else None)
            if end is None or (at == start and words.tokens[start].script is Script.HAN):
                continue
            half = words.take(end, "half")
            return (half, (count + 0.5) * seconds) if half else (end, count * seconds)
        return None

    def _short_minute(self, at: int) -> int | None:
        """ "5分30秒", "十分后": "分" by itself says too many things."""
        end = self._words.take(at, "minute_of")
        goes_on = end and (self._words.number(end) or self._words.take(end, "after"))
        return end if goes_on else None
