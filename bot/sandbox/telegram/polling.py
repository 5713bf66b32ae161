"""getUpdates: long polling, one poller at a time (https://core.telegram.org/bots/api#getupdates)."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.sandbox.telegram.errors import TelegramError, conflict
from bot.sandbox.telegram.updates import MOST_AT_ONCE, Updates

LONGEST_WAIT = 50


class Polling:
    def __init__(self, updates: Updates) -> None:
        self._updates = updates
        self._waiter: asyncio.Future[None] | None = None

    def wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def interrupt(self, error: TelegramError) -> None:
        """End the poll that waits now, if any."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(error)

    async def poll(self, offset: int | None, limit: int | None, timeout: int | None) -> list[dict[str, Any]]:
        """Updates from ``offset`` on; waits up to ``timeout`` seconds for the first."""
        self.interrupt(
            conflict(
                "terminated by other getUpdates request; make sure that only one bot instance is running"
            )
        )
        if offset is not None:
            self._updates.confirm(offset)
        size = min(max(limit or MOST_AT_ONCE, 1), MOST_AT_ONCE)
        found = self._updates.take(size)
        if found or not timeout or timeout < 0:
            return found
        waiter = self._waiter = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(min(timeout, LONGEST_WAIT)):
                await waiter
        except TimeoutError:
            return []
        return self._updates.take(size)
