"""The clock of a sandbox, followed from outside: its time can be moved ahead by ``POST /api/clock``."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import httpx

LONG_POLL = 20  # seconds
TRY_AGAIN = 1.0

log = logging.getLogger(__name__)


class FollowedClock:
    """The machine's time plus the sandbox's offset, kept up by a long poll."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._offset = 0.0
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self._offset)

    def seconds(self) -> float:
        """Seconds that pass with the sandbox's, since whenever; they never go back."""
        return time.monotonic() + self._offset

    async def sleep(self, seconds: float) -> None:
        """Wait until so many seconds have passed in the sandbox."""
        end = self.seconds() + seconds
        while (left := end - self.seconds()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._moved.wait(), left)

    async def look(self, http: httpx.AsyncClient) -> None:
        """Take over the offset as it is now."""
        answer = await http.get(self._url)
        self._take_over(float(answer.json()["offset"]))

    async def follow(self, http: httpx.AsyncClient) -> None:
        """Keep following until cancelled."""
        while True:
            try:
                answer = await http.get(
                    self._url,
                    params={"offset": self._offset, "wait": LONG_POLL},
                    timeout=LONG_POLL + 10,
                )
                self._take_over(float(answer.json()["offset"]))
            except (httpx.HTTPError, ValueError, KeyError):
                log.debug("the sandbox's clock does not answer")
                await asyncio.sleep(TRY_AGAIN)

    def _take_over(self, offset: float) -> None:
        self._offset = offset
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()
