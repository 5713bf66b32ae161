"""Jobs that every home has one of, for ever."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.home.announcer import Address
from bot.home.clock import Clock
from bot.memory.memory import Memory

NOWHERE = 0  # these jobs belong to no chat
SOON = timedelta(minutes=1)
ENSURE_EVERY = 600.0  # seconds


class Standing:
    """Sees to it that every home has a job of a kind."""

    def __init__(self, memory: Memory, clock: Clock, kind: str, payload: Mapping[str, Any]) -> None:
        self._memory = memory
        self._clock = clock
        self._kind = kind
        self._payload = payload

    async def ensure(self) -> None:
        for home in await self._memory.homes_without_job(self._kind):
            async with self._memory.transaction(alone=self._kind):
                if not await self._memory.jobs_of(home, [self._kind]):
                    due = self._clock.now() + SOON
                    await self._memory.add_job(home, self._kind, self._payload, due, Address(NOWHERE, "en"))
