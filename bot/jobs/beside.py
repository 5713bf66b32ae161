"""Work that goes on beside whatever led to it: nobody waits for it, and it ends before the bot does."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Coroutine
from typing import Any

from bot.home.clock import Sleep

MERGED_WITHIN = 0.3  # seconds
MERGED_AT_MOST = 7  # times: what is heard without end is dealt with after two seconds all the same

log = logging.getLogger(__name__)


class Beside:
    def __init__(self, failed: str) -> None:
        """``failed``: what the log says where such work raises."""
        self._failed = failed
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._done(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def rest(self) -> None:
        """Wait until nothing is under way any more."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def close(self, patience: float = 0.0) -> None:
        """Let what is under way end, within so many seconds."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=patience)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _done(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception:
            log.warning(self._failed, exc_info=True)


class Gathering:
    """What is heard of the devices of homes is gathered until no other device follows: of all readings that
    a look at a home takes one piece of work comes."""

    def __init__(
        self,
        beside: Beside,
        work: Callable[[int, Collection[str]], Awaitable[None]],
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """``work`` is called with a home and the devices of which something was heard."""
        self._beside = beside
        self._work = work
        self._sleep = sleep
        self._heard: dict[int, set[str]] = {}

    def add(self, home: int, devices: Collection[str]) -> None:
        if home not in self._heard:
            self._beside.begin(self._gathered(home))
        self._heard.setdefault(home, set()).update(devices)

    def take(self, home: int) -> Collection[str]:
        """What was heard up to now is the caller's, who does not wait for the moment to be over."""
        return self._heard.pop(home, set())

    async def _gathered(self, home: int) -> None:
        for _ in range(MERGED_AT_MOST):
            known = len(self._heard.get(home, ()))
            await self._sleep(MERGED_WITHIN)
            if len(self._heard.get(home, ())) == known:
                break
        if devices := self.take(home):
            await self._work(home, devices)
