"""The clock of a sandbox, followed from outside: its time can be moved ahead by ``POST /api/clock``."""

from __future__ import annotations

import asyncio
import logging
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

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self._offset)

    async def look(self, http: httpx.AsyncClient) -> None:
        """Take over the offset as it is now."""
        answer = await http.get(self._url)
        self._offset = float(answer.json()["offset"])

    async def follow(self, http: httpx.AsyncClient) -> None:
        """Keep following until cancelled."""
        while True:
            try:
                answer = await http.get(
                    self._url,
                    params={"offset": self._offset, "wait": LONG_POLL},
                    timeout=LONG_POLL + 10,
                )
                self._offset = float(answer.json()["offset"])
            except (httpx.HTTPError, ValueError, KeyError):
                log.debug("the sandbox's clock does not answer")
                await asyncio.sleep(TRY_AGAIN)
