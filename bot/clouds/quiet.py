"""How long an account keeps quiet after its vendor said "too many requests": only silence helps then."""

from __future__ import annotations

from datetime import timedelta

from bot.home.clock import Clock

FIRST_QUIET = 10.0  # seconds, where the vendor does not say
LONGEST_DOUBLED = 900.0
LONGEST_TOLD = 3600.0  # a vendor that wants more is asked once an hour whether it still does


class Quiet:
    """The windows of one account in which nothing is sent.

    The vendor's own number of seconds counts, but never less than ``at_least``. That, or ten seconds where it
    names none, doubles each time that the first call after a window is refused again.
    """

    def __init__(self, clock: Clock, at_least: float = 0.0) -> None:
        self._clock = clock
        self._at_least = at_least
        self._until = clock.now()
        self._windows = 0

    @property
    def left(self) -> float:
        """Seconds; 0 when calls may be sent."""
        return max(0.0, (self._until - self._clock.now()).total_seconds())

    def begin(self, told: float) -> float:
        """A call was refused; ``told`` is how long the vendor wants its peace, 0 where it does not say.

        Answers how long it gets it. Refusals of calls that were under way together are one.
        """
        if not self.left:
            self._windows += 1
        least = self._at_least if told else max(FIRST_QUIET, self._at_least)
        doubled = min(least * 2.0 ** (self._windows - 1), LONGEST_DOUBLED)
        seconds = max(self.left, min(told, LONGEST_TOLD), doubled)
        self._until = self._clock.now() + timedelta(seconds=seconds)
        return seconds

    def answered(self) -> None:
        """A call was not refused: the next window is a first one again."""
        if not self.left:
            self._windows = 0
