"""What is shared within one process: all there is to share where one bot serves alone."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from bot.shared.ports import Hearer, Pace, Shared

REMEMBERED = 10_000  # lines, and notes

Now = Callable[[], float]


class LocksInProcess:
    def __init__(self) -> None:
        # A lock lives as long as somebody holds it or waits for it, so keys never pile up.
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def __len__(self) -> int:
        """How many keys are in use now."""
        return len(self._locks)

    @asynccontextmanager
    async def hold(self, key: str) -> AsyncIterator[None]:
        lock = self._locks.setdefault(key, asyncio.Lock())
        async with lock:
            yield


class PlacesInProcess:
    def __init__(self, now: Now = time.monotonic) -> None:
        self._now = now
        self._next: dict[str, float] = {}

    async def take(self, lines: Sequence[tuple[str, Pace]]) -> float:
        now = self._now()
        if len(self._next) > REMEMBERED:
            self._next = {line: due for line, due in self._next.items() if due > now}
        return max((self._take(line, pace, now) for line, pace in lines), default=0.0)

    async def take_spare(self, lines: Sequence[tuple[str, Pace]]) -> float:
        now = self._now()
        wait = max((self._wait(line, pace, now) for line, pace in lines), default=0.0)
        return wait if wait > 0 else await self.take(lines)

    def _take(self, line: str, pace: Pace, now: float) -> float:
        wait = self._wait(line, pace, now)
        self._next[line] = max(self._next.get(line, now), now) + pace.interval
        return wait

    def _wait(self, line: str, pace: Pace, now: float) -> float:
        due = max(self._next.get(line, now), now)
        return max(0.0, due - now - (pace.burst - 1) * pace.interval)


class NotesInProcess:
    """Of very many notes the last ones."""

    def __init__(self, now: Now = time.monotonic) -> None:
        self._now = now
        self._notes: OrderedDict[str, tuple[str, float]] = OrderedDict()

    async def read(self, key: str) -> str | None:
        text, until = self._notes.get(key, (None, 0.0))
        return text if until > self._now() else None

    async def write(self, key: str, text: str, seconds: float) -> None:
        self._notes[key] = (text, self._now() + seconds)
        self._notes.move_to_end(key)
        if len(self._notes) > REMEMBERED:
            self._notes.popitem(last=False)


class Alone:
    """The signals of a bot that has nobody beside it."""

    def hear(self, hearer: Hearer) -> None:
        """There is nothing to be heard."""

    async def send(self, text: str) -> None:
        """There is nobody to hear it."""

    async def listen(self) -> None:
        """There is nobody to listen to."""


def in_process(now: Now = time.monotonic) -> Shared:
    return Shared(LocksInProcess(), PlacesInProcess(now), NotesInProcess(now), Alone())
