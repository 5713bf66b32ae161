"""Everything that happens in the sandbox, numbered, for whoever waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

Found = TypeVar("Found")


@dataclass(frozen=True)
class Happening:
    seq: int
    kind: str
    data: dict[str, Any]


class Bus:
    """Numbers what happens and hands it to subscribers; ``seq`` is the number of the newest."""

    def __init__(self) -> None:
        self.seq = 0
        self._queues: set[asyncio.Queue[Happening]] = set()

    def publish(self, kind: str, data: dict[str, Any]) -> int:
        self.seq += 1
        happening = Happening(self.seq, kind, data)
        for queue in self._queues:
            queue.put_nowait(happening)
        return self.seq

    @asynccontextmanager
    async def subscribe(self) -> AsyncIterator[asyncio.Queue[Happening]]:
        queue: asyncio.Queue[Happening] = asyncio.Queue()
        self._queues.add(queue)
        try:
            yield queue
        finally:
            self._queues.discard(queue)

    async def wait_for(self, found: Callable[[], Found | None], seconds: float) -> Found | None:
        """What ``found`` gives once something that happens makes it give anything; None after ``seconds``."""
        async with self.subscribe() as queue:
            try:
                async with asyncio.timeout(seconds):
                    while (value := found()) is None:
                        await queue.get()
                    return value
            except TimeoutError:
                return found()
