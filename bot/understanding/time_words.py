"""The words of time in one sentence, and the two things that are counted with them: lengths and clock times.

Every language's ways stand side by side, for the words of one do not occur in the ways of another: "half past
seven", «в половине восьмого», "七点半".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from bot.understanding.fragment import Clock
from bot.understanding.numbers import WordValue, number_at
from bot.understanding.text import Script, Token
from bot.understanding.words import forms

UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
WHOLE = {"half_hour": 1800, "quarter_hour": 900, "half_minute": 30, "half_day": 43200}
"""Lengths that a phrase of their own says."""

HOURS = (
    "первый", "второй", "третий", "четвертый", "пятый", "шестой", "седьмой", "восьмой", "девятый", "десятый",
    "одиннадцатый", "двенадцатый",
)  # fmt: skip
"""The hours as «полвосьмого» counts them."""

Length = tuple[int, int]
"""Where a length ends, and its seconds."""

Shown = tuple[int, Clock]
"""Where a clock time ends, and the time."""


class Words:
    """Where the ``[time]`` words of a sentence begin and end, and what its numbers are worth."""

    def __init__(
        self, tokens: Sequence[Token], concepts: Iterable[tuple[int, int, tuple[str, ...]]], value: WordValue
    ) -> None:
        self.tokens = tokens
        self._value = value
        self._ends: dict[tuple[int, str], int] = {}
        self._is_unit: dict[int, bool] = defaultdict(bool)
        for start, end, ids in concepts:
            section, _, name = ids[0].partition(".")
            if section == "time":
                self._ends[start, name] = max(end, self._ends.get((start, name), 0))
            elif section == "unit":
                self._is_unit[start] = True

    @property
    def any(self) -> bool:
        """Whether the sentence may speak of time at all."""
        return bool(self._ends) or any(token.norm == ":" for token in self.tokens)

    def take(self, start: int, *names: str) -> int | None:
        """The end of one of the words at ``start``, the longest."""
        return max((end for name in names if (end := self._ends.get((start, name)))), default=None)

    def number(self, start: int) -> tuple[int, float] | None:
        """The number at ``start``, as (end, value); one with a unit after it is no number of hours."""
        if start >= len(self.tokens) or self.tokens[start].script is Script.MARK:
            return None
        return number_at(self.tokens, start, self._value)

    def unit_follows(self, end: int) -> bool:
        return self._is_unit[end]

    def is_mark(self, at: int, mark: str) -> bool:
        return at < len(self.tokens) and self.tokens[at].norm == mark

    def half_of(self, start: int) -> Shown | None:
        """«Полвосьмого» in one word."""
        word = self.tokens[start].norm if start < len(self.tokens) else ""
        if not word.startswith("пол") or len(word) < 7:
            return None
        hour = next((hour for hour, name in enumerate(HOURS, 1) if name in forms(word[3:])), None)
        return (start + 1, _before(hour, 30)) if hour else None

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
        """«Минут через десять»: about so many."""
        for name, seconds in UNITS.items():
            end = self._words.take(start, name)
            after = self._words.take(end, lead) if end else None
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


class Clocks:
    """Times of day. ``led``: after a word such as "at", where a bare number is an hour."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._ways: tuple[Callable[[int, bool], Shown | None], ...] = (
            self._named, self._half_past, self._to_hour, self._past_hour, self._running, self._digits,
            self._spoken,
        )  # fmt: skip

    def at(self, start: int, *, led: bool) -> Shown | None:
        """The longest clock time that begins at ``start``."""
        found = [shown for way in self._ways if (shown := way(start, led))]
        return max(found, key=lambda shown: shown[0], default=None)

    def _named(self, start: int, led: bool) -> Shown | None:
        if end := self._words.take(start, "noon"):
            return end, Clock(12, exact=True)
        end = self._words.take(start, "midnight")
        return (end, Clock(0, exact=True)) if end else None

    def _half_past(self, start: int, led: bool) -> Shown | None:
        """ "Half past seven" is after it, «половина восьмого» before it."""
        if end := self._words.take(start, "half_past"):
            hour = self._hour(end)
            return (hour[0], Clock(hour[1], 30)) if hour else None
        if end := self._words.take(start, "half_to"):
            hour = self._hour(end)
            return (hour[0], _before(hour[1], 30)) if hour else None
        return self._words.half_of(start)

    def _to_hour(self, start: int, led: bool) -> Shown | None:
        """ "Ten to eight", "a quarter to eight", «без десяти восемь»."""
        without = self._words.take(start, "without")
        minutes = self._minutes(without or start)
        if minutes is None:
            return None
        end = minutes[0] if without else self._words.take(minutes[0], "to")
        hour = self._hour(end) if end else None
        return (hour[0], _before(hour[1], 60 - minutes[1])) if hour else None

    def _past_hour(self, start: int, led: bool) -> Shown | None:
        minutes = self._minutes(start)
        end = self._words.take(minutes[0], "past") if minutes else None
        hour = self._hour(end) if end else None
        return (hour[0], Clock(hour[1], minutes[1])) if minutes and hour else None

    def _running(self, start: int, led: bool) -> Shown | None:
        """«Десять минут восьмого», «четверть восьмого»: of the hour that is running."""
        minutes = self._minutes(start)
        hour = self._hour(minutes[0]) if minutes else None
        if minutes is None or hour is None or not self._words.is_ordinal(hour[0]):
            return None
        return hour[0], _before(hour[1], minutes[1])

    def _digits(self, start: int, led: bool) -> Shown | None:
        """ "7:30", "07.30" after "at"."""
        tokens = self._words.tokens
        if start >= len(tokens) or tokens[start].script is not Script.NUMBER:
            return None
        said, end = tokens[start].norm, start + 1
        if self._words.is_mark(end, ":") and end + 1 < len(tokens) and len(tokens[end + 1].norm) == 2:
            hour, minute, end = said, tokens[end + 1].norm, end + 2
        elif led and "." in said and len(said.partition(".")[2]) == 2:
            hour, _, minute = said.partition(".")
        else:
            return None
        if not (hour.isdigit() and minute.isdigit() and int(hour) <= 24 and int(minute) < 60):
            return None
        read_as_24 = hour.startswith("0") or any(t.script in (Script.CYRILLIC, Script.HAN) for t in tokens)
        return self._words.take(end, "oclock") or end, Clock(int(hour) % 24, int(minute), read_as_24)

    def _spoken(self, start: int, led: bool) -> Shown | None:
        """ "Seven o'clock", "seven thirty pm", «в семь часов десять минут», "七点一刻"."""
        words = self._words
        hour = self._hour(start)
        if hour is None:
            end = words.take(start, "hour") if led else None  # «в час»
            return (end, Clock(1)) if end else None
        end, sure = hour[0], led
        after = words.take(end, "oclock")
        if after:
            sure = led or not (words.is_mark(start, "一") and after == end + 1)  # "亮一点" is no o'clock
            end = after
        if half := (words.take(end, "half") if after else None):
            return half, Clock(hour[1], 30)
        minutes = self._minutes(end)
        if minutes and (after or minutes[1] >= 10) and not words.unit_follows(minutes[0]):
            followed = words.take(minutes[0], "am", "pm", "daytime", "evening", "night")
            if sure or followed:
                return minutes[0], Clock(hour[1], minutes[1])
        followed = words.take(end, "am", "pm", "daytime", "evening", "night")
        return (end, Clock(hour[1])) if (sure or followed) and not words.unit_follows(end) else None

    def _hour(self, start: int) -> Length | None:
        number = self._words.number(start)
        if number is None or number[1] != int(number[1]) or not 0 <= number[1] <= 24:
            return None
        return number[0], int(number[1]) % 24

    def _minutes(self, start: int) -> Length | None:
        words = self._words
        if end := words.take(start, "quarter"):
            return end, 15
        if end := words.take(start, "three_quarters"):
            return end, 45
        number = words.number(start)
        if number is None or number[1] != int(number[1]) or not 0 <= number[1] < 60:
            return None
        return words.take(number[0], "minute", "minute_of") or number[0], int(number[1])


def _before(hour: int, minute: int) -> Clock:
    """So many minutes into the hour before."""
    return Clock((hour - 1) % 24 if hour != 1 else 12, minute)
