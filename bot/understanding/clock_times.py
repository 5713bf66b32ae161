"""Times of day, counted with the words of time.

Every language's ways stand side by side, for the words of one do not occur in the ways of another: "half past
seven", «в половине восьмого», "七点半".
"""

from __future__ import annotations

from collections.abc import Callable

from bot.understanding.fragment import Clock
from bot.understanding.text import Script
from bot.understanding.time_words import Words, is_half_hour
from bot.understanding.words import forms

HOURS = (
    "первый", "второй", "третий", "четвертый", "пятый", "шестой", "седьмой", "восьмой", "девятый", "десятый",
    "одиннадцатый", "двенадцатый",
)  # fmt: skip
"""The hours as «полвосьмого» counts them."""

Shown = tuple[int, Clock]
"""Where a clock time ends, and the time."""


HALVES_OF_DAY = ("am", "pm", "daytime", "evening", "night")

Counted = tuple[int, int]
"""Where a number ends, and the number."""


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
        return self._half_in_one_word(start)

    def _half_in_one_word(self, start: int) -> Shown | None:
        """«Полвосьмого» in one word."""
        word = self._words.tokens[start].norm if start < len(self._words.tokens) else ""
        if not is_half_hour(word):
            return None
        hour = next((hour for hour, name in enumerate(HOURS, 1) if name in forms(word[3:])), None)
        return (start + 1, _before(hour, 30)) if hour else None

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
        counted = minutes and (
            minutes[1] >= 10 or (after and words.take(minutes[0] - 1, "minute", "minute_of"))
        )
        if minutes and counted and not words.unit_follows(minutes[0]):
            if sure or words.take(minutes[0], *HALVES_OF_DAY):
                return minutes[0], Clock(hour[1], minutes[1])
        elif minutes and after and words.is_han(start):
            return None  # 二十点五 is a number
        followed = words.take(end, *HALVES_OF_DAY)
        if hour[1] > 12 and not after and not followed and words.is_english:
            return None  # "the air conditioner at 23": English clocks have twelve hours
        return (end, Clock(hour[1])) if (sure or followed) and not words.unit_follows(end) else None

    def _hour(self, start: int) -> Counted | None:
        number = self._words.number(start)
        if number is None or number[1] != int(number[1]) or not 0 <= number[1] <= 24:
            return None
        return number[0], int(number[1]) % 24

    def _minutes(self, start: int) -> Counted | None:
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
