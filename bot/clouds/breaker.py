"""When a vendor does not answer: after several calls in a row without one, nobody waits long for one more.

closed     -- FAILURES in a row -->  open, for FIRST_PAUSE: only what a person wants is sent
open       -- the pause is over -->  half open: one call is sent as if nothing were
half open  -- it got an answer  -->  closed
half open  -- it got none       -->  open, for twice as long, up to LONGEST_PAUSE
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from bot.home.clock import Clock
from bot.home.errors import CloudUnavailableError

FAILURES = 5
FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(minutes=5)

log = logging.getLogger(__name__)


class Breaker:
    """One account's. Any answer is an answer here, also a refusal or a 5xx."""

    def __init__(self, cloud: str, clock: Clock) -> None:
        self._cloud = cloud
        self._clock = clock
        self._failures = 0
        self._pause = FIRST_PAUSE
        self._opened: datetime | None = None
        self._probing = False

    @property
    def open(self) -> bool:
        """Whether a call must not be sent now; while half open that holds for all but the first."""
        if self._opened is None:
            return False
        return self._probing or self._clock.now() < self._opened + self._pause

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Around a call that is sent, to learn whether ``CloudUnavailableError`` comes of it.

        A call that is cancelled says nothing, whether it was the probe or not.
        """
        probe = self._opened is not None
        self._probing = self._probing or probe
        try:
            yield
        except CloudUnavailableError:
            self._failed(probe)
            raise
        else:
            self._answered()
        finally:
            if probe:
                self._probing = False

    def _failed(self, probe: bool) -> None:
        self._failures += 1
        if probe:
            self._open(min(self._pause * 2, LONGEST_PAUSE))
        elif self._failures >= FAILURES and self._opened is None:
            self._open(FIRST_PAUSE)

    def _open(self, pause: timedelta) -> None:
        self._opened, self._pause = self._clock.now(), pause
        log.warning("%s does not answer: not asked for %d s", self._cloud, pause.total_seconds())

    def _answered(self) -> None:
        if self._opened is not None:
            log.warning("%s answers again", self._cloud)
        self._failures, self._opened = 0, None
