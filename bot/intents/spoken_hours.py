"""At which hours something is to be told of: "after ten", «с 22 до 6», "晚上十点以后"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time

from bot.home.request import Hours
from bot.understanding.asked_to_tell import AskedToTell, Stretch
from bot.understanding.moments import in_part
from bot.understanding.spot import Spotter
from bot.understanding.text import Token

NIGHT = Hours(time(22), time(6))
MORNING = 6


class SpokenHours:
    """Finds them among the words of what is wanted."""

    def __init__(self, asked: AskedToTell, spotter: Spotter) -> None:
        self._asked = asked
        self._spotter = spotter

    def taken_out(self, words: Sequence[Token], rest: list[int]) -> tuple[Hours | None, list[int]]:
        """The hours that are said among the words that are left, and what is left then."""
        for night in self._asked.stretches(words, "at_night"):
            if set(range(night.start, night.end)) <= set(rest) and not self._clock(words, night.start):
                return NIGHT, [n for n in rest if not night.start <= n < night.end]
        for said, hours in self._said(words):
            if set(range(said.start, said.end)) <= set(rest):
                return hours, [n for n in rest if not said.start <= n < said.end]
        return None, rest

    def _said(self, words: Sequence[Token]) -> Iterator[tuple[Stretch, Hours]]:
        yield from self._between(words)
        for lead in self._asked.stretches(words, "since", "till"):
            if clock := self._clock(words, lead.end):
                yield Stretch(lead.name, lead.start, clock[0]), _open_hours(lead.name, clock[1:])
        for start in range(len(words)):
            clock = self._clock(words, start)
            if clock is None:
                continue
            for lead in self._asked.stretches(words, "since", "till"):
                if lead.start == clock[0]:
                    yield Stretch(lead.name, start, lead.end), _open_hours(lead.name, clock[1:])

    def _between(self, words: Sequence[Token]) -> Iterator[tuple[Stretch, Hours]]:
        """ "Between ten and six", «с 22 до 6», "晚上十点到早上六点"."""
        for start in range(len(words)):
            first = next((s.end for s in self._asked.stretches(words, "from") if s.start == start), start)
            begins = self._clock(words, first)
            if begins is None:
                continue
            for to in self._asked.stretches(words, "to"):
                ends = self._clock(words, to.end) if to.start == begins[0] else None
                if ends:
                    hours = Hours(_evening(begins[1:]), _morning(ends[1:]))
                    yield Stretch("from", start, ends[0]), hours

    def _clock(self, words: Sequence[Token], start: int) -> tuple[int, time, bool] | None:
        """The time of day at a word: where it ends, what it is on the dial, and whether that is exact."""
        if start >= len(words):
            return None
        found = self._spotter.times(words).time_of_day(start, led=True)
        if found is None or found[1].clock is None:
            return None
        end, said = found
        clock = in_part(found[1].clock, said.part)
        if clock.hour > 23:
            return None
        return end, time(clock.hour, clock.minute), clock.exact or said.part is not None


def _open_hours(name: str, clock: tuple[time, bool]) -> Hours:
    """ "After ten" lasts until the morning, "before seven" from midnight on."""
    if name == "till":
        return Hours(time(0), _morning(clock))
    since = _evening(clock)
    by_night = since.hour >= 18 or since.hour < MORNING
    return Hours(since, time(MORNING) if by_night else time(0))


def _evening(clock: tuple[time, bool]) -> time:
    """Of ten and half past ten the later: who watches a door means the night."""
    at, exact = clock
    if exact or not MORNING <= at.hour <= 12:
        return at
    return at.replace(hour=(at.hour + 12) % 24)


def _morning(clock: tuple[time, bool]) -> time:
    return clock[0]
