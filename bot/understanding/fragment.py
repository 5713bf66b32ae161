"""What a stretch of words says of time, before it is held against the clock."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Clock:
    """A time of day; ``exact`` when no half of the day need be guessed."""

    hour: int
    minute: int = 0
    exact: bool = False


@dataclass(frozen=True)
class Fragment:
    """What one stretch of words says of time; None and empty where it says nothing.

    ``delay`` and ``length`` are seconds, ``until`` the clock time at which to undo; ``part`` is ``am``,
    ``pm``, ``daytime``, ``evening``, ``night`` or ``midday``; ``offset`` counts days from today; ``weekdays``
    has Monday as 1; ``repeated``: again and again; ``interval`` the seconds between; ``timer``: said with a
    word that also means a kitchen timer.
    """

    delay: int | None = None
    length: int | None = None
    clock: Clock | None = None
    until: Clock | None = None
    part: str | None = None
    offset: int | None = None
    weekdays: frozenset[int] = frozenset()
    repeated: bool = False
    interval: int | None = None
    timer: bool = False
