"""Reads what a sentence says of time, piece by piece: "in ten minutes", «по будням», "明晚八点".

Each piece is a ``Fragment``; several of them, wherever they stand in a clause, are put together in
``bot.understanding.moments``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.understanding.clock_times import Clocks
from bot.understanding.fragment import Fragment
from bot.understanding.moments import EVERY_DAY, in_part
from bot.understanding.pieces import Timing
from bot.understanding.text import Script
from bot.understanding.time_words import Durations, Words
from bot.understanding.windows import window_at
from bot.understanding.words import is_plural

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PARTS = ("am", "pm", "daytime", "evening", "night", "midday")
OFFSETS: dict[str, tuple[int, str | None]] = {
    "today": (0, None),
    "tonight": (0, "evening"),
    "tomorrow": (1, None),
    "tomorrow_morning": (1, "am"),
    "tomorrow_evening": (1, "evening"),
    "overmorrow": (2, None),
}
"""Days by their own words: how many from today, and which part of them."""

SETS = {"daily": EVERY_DAY, "weekdays": frozenset(range(1, 6)), "weekend": frozenset((6, 7))}
SECONDS_A_DAY = 86400
BARE = "一二三四五六日"

Found = tuple[int, Fragment]
"""Where a fragment ends, and the fragment."""


def timings(words: Words) -> Iterator[Timing]:
    """Every stretch of the sentence that says something of time, the longest from each token."""
    if not words.any:
        return
    grammar = TimeGrammar(words)
    for start in range(len(words.tokens)):
        found = grammar.longest(start) if words.begins(start) else None
        if found:
            yield Timing(start, found[0], 1.1 * (found[0] - start) + 0.1, found[1])


class TimeGrammar:
    """The ways to speak of time, each tried at every token."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._durations = Durations(words)
        self._clocks = Clocks(words)

    def longest(self, start: int) -> Found | None:
        ways = (
            self._delay, self._length, self._interval, self._window, self._clock, self._until, self._day,
            self._part,
        )  # fmt: skip
        found = [said for way in ways if (said := way(start))]
        return max(found, key=lambda said: said[0], default=None)

    def _delay(self, start: int) -> Found | None:
        """ "In ten minutes", «минут через десять», "十分钟后"."""
        words = self._words
        timer = words.take(start, "timer")
        lead = words.take(start, "in") or timer
        about = self._durations.inverted(start, "in")
        told = None if about else self._durations.at(start if lead is None else lead)
        after = words.take(told[0], "after", "timer") if told else None
        if told and (after or lead):
            timer = timer or words.take(told[0], "timer")
            return after or told[0], Fragment(delay=told[1], timer=bool(timer))
        return (about[0], Fragment(delay=about[1])) if about else None

    def _length(self, start: int) -> Found | None:
        """ "For ten minutes", «минут на двадцать»; in Chinese a length stands by itself."""
        words = self._words
        lead = words.take(start, "for")
        about = self._durations.inverted(start, "for")
        told = None if about else self._durations.at(start if lead is None else lead)
        if told and (lead or words.tokens[told[0] - 1].script is Script.HAN):
            return told[0], Fragment(length=told[1])
        return (about[0], Fragment(length=about[1])) if about else None

    def _interval(self, start: int) -> Found | None:
        lead = self._words.take(start, "every")
        told = self._durations.at(lead) if lead else None
        if told is None or told[1] % SECONDS_A_DAY == 0:
            return None
        return told[0], Fragment(interval=told[1], repeated=True)

    def _window(self, start: int) -> Found | None:
        return window_at(self._words, start, lambda words, at: TimeGrammar(words).time_of_day(at, led=True))

    def _clock(self, start: int) -> Found | None:
        lead = self._words.take(start, "at")
        for begin, led in ((lead, True), (self._words.take(start, "near", "for"), False), (start, False)):
            said = None if begin is None else self.time_of_day(begin, led)
            if said:
                return said
        lead = self._words.take(start, "for")
        said = self.time_of_day(lead, led=True) if lead else None
        if said and said[1].clock and said[1].clock.minute:
            return said  # "for six thirty"; "for six" may be minutes
        return None

    def time_of_day(self, start: int, led: bool) -> Found | None:
        """A clock time with the part of the day that it is in, on either side."""
        begin, before = self._part_of(start)
        shown = self._clocks.at(begin, led=led or before is not None)
        if shown is None:
            return None
        end, part = (shown[0], before) if before else self._part_of(shown[0])
        return end, Fragment(clock=shown[1], part=part)

    def _until(self, start: int) -> Found | None:
        lead = self._words.take(start, "until")
        said = self.time_of_day(lead, led=False) if lead else None
        if said is None or said[1].clock is None:
            return None
        until, part = said[1].clock, said[1].part
        return said[0], Fragment(until=replace(in_part(until, part), exact=until.exact or part is not None))

    def _day(self, start: int) -> Found | None:
        """ "Tomorrow morning", "on Mondays and Fridays", «с понедельника по пятницу», "每天"."""
        words = self._words
        begin = words.take(start, "on") or start
        for name, (offset, within) in OFFSETS.items():
            if end := words.take(begin, name):
                part_end, part = self._part_of(end)
                return part_end, Fragment(offset=offset, part=part or within)
        every = words.take(begin, "every") or words.take(start, "by_days")
        for name, days in SETS.items():
            if end := words.take(begin, name) or words.take(every or begin, name):
                return end, Fragment(weekdays=days, repeated=True)
        if every and (part := self._part_of(every)[1]):
            return self._part_of(every)[0], Fragment(weekdays=EVERY_DAY, repeated=True, part=part)
        return self._weekdays(every or begin, repeated=bool(every)) or self._row_of_weekdays(every or begin)

    def _weekdays(self, start: int, *, repeated: bool) -> Found | None:
        first = self._weekday(start)
        if first is None:
            return None
        end, days = first[0], {first[1]}
        repeated = repeated or is_plural(self._words.tokens[end - 1].norm)
        through = self._words.take(end, "through")
        last = self._weekday(through) if through else None
        if last:
            end, days = last[0], set(_through(first[1], last[1]))
        while other := self._weekday(self._words.take(end, "and") or end) or self._bare_weekday(end):
            end, days = other[0], days | {other[1]}
        return end, Fragment(weekdays=frozenset(days), repeated=repeated or len(days) > 1)

    def _row_of_weekdays(self, start: int) -> Found | None:
        """ "一三五晚上": the days without a word for the week, before a part of the day."""
        tokens, end = self._words.tokens, start
        while end < len(tokens) and tokens[end].norm in BARE:
            end += 1
        days = [BARE.index(token.norm) + 1 for token in tokens[start:end]]
        part_end, part = self._part_of(end)
        if len(days) < 2 or days != sorted(set(days)) or part is None:
            return None
        return part_end, Fragment(weekdays=frozenset(days), repeated=True, part=part)

    def _weekday(self, start: int) -> tuple[int, int] | None:
        start = self._words.take(start, "on", "by_days", "every") or start
        for number, name in enumerate(WEEKDAYS, 1):
            if end := self._words.take(start, name):
                return end, number
        return None

    def _bare_weekday(self, start: int) -> tuple[int, int] | None:
        """The 三 of "周一三五", which is no three o'clock."""
        tokens = self._words.tokens
        day = BARE.find(tokens[start].norm) if start < len(tokens) else -1
        if day < 0 or tokens[start - 1].norm not in BARE or self._words.take(start + 1, "oclock"):
            return None
        counts_on = start + 1 < len(tokens) and tokens[start + 1].norm in "十点"
        return None if counts_on else (start + 1, day + 1)

    def _part(self, start: int) -> Found | None:
        end, part = self._part_of(start)
        return (end, Fragment(part=part)) if part else None

    def _part_of(self, start: int) -> tuple[int, str | None]:
        found = [(end, name) for name in PARTS if (end := self._words.take(start, name))]
        return max(found, default=(start, None), key=lambda said: said[0])


def _through(first: int, last: int) -> Iterable[int]:
    """The weekdays from one to another, over Sunday where need be."""
    return ((first - 1 + n) % 7 + 1 for n in range((last - first) % 7 + 1))
