"""From when till when: "from six to eleven pm", «с шести до одиннадцати», "从六点到十一点"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.understanding.fragment import Fragment
from bot.understanding.moments import in_part
from bot.understanding.time_words import Words

FURTHEST = 6
"""Tokens within which the time at which it begins is said."""

TimeOfDay = Callable[[Words, int], tuple[int, Fragment] | None]
"""Reads a clock time and its part of the day from a token on."""


def window_at(words: Words, start: int, time_of_day: TimeOfDay) -> tuple[int, Fragment] | None:
    """The window that begins at a token: its end, and a clock time with another at which to undo."""
    begin = words.take(start, "from")
    if begin is None:
        return None
    for at in range(begin + 1, min(begin + FURTHEST, len(words.tokens))):
        through = words.take(at, "through", "until", "and")
        first = time_of_day(words.before(at), begin) if through else None
        last = time_of_day(words, through) if through and first and first[0] == at else None
        if first and last and (fragment := _between(first[1], last[1])):
            return last[0], fragment
    return None


def _between(first: Fragment, last: Fragment) -> Fragment | None:
    if first.clock is None or last.clock is None:
        return None
    until = replace(in_part(last.clock, last.part), exact=last.clock.exact or last.part is not None)
    later = first.clock.hour % 12 < last.clock.hour % 12
    shared = last.part if later else None  # "from six to eleven pm"
    return Fragment(clock=first.clock, part=first.part or shared, until=until)
