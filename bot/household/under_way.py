"""Readings that are under way: whoever wants the same at that moment waits for them and asks nobody again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.home.background import is_background
from bot.home.errors import CloudError

T = TypeVar("T")


@dataclass(eq=False)
class Reading(Generic[T]):
    """``answer`` is None until it has ``ended``, and where it broke off or is outdated."""

    ended: asyncio.Event = field(default_factory=asyncio.Event)
    answer: T | CloudError | None = None
    is_outdated: bool = False


class UnderWay(Generic[T]):
    def __init__(self) -> None:
        self._readings: dict[tuple[Hashable, bool], Reading[T]] = {}

    async def share(self, what: Hashable, read: Callable[[], Awaitable[T]]) -> T:
        """What ``read`` answers, or what one that had begun before does. Raises ``CloudError``.

        What was outdated while it was read is read again.
        """
        while True:
            reading = self._to_wait_for(what)
            if reading is None:
                reading = await self._carried_out(what, read)
            else:
                await reading.ended.wait()
            if isinstance(reading.answer, CloudError):
                raise reading.answer
            if reading.answer is not None:
                return reading.answer

    def outdate(self, whats: Iterable[Hashable]) -> None:
        """Something was done that these readings may have been too early for."""
        for what in whats:
            for background in (False, True):
                if reading := self._readings.pop((what, background), None):
                    reading.is_outdated = True

    def _to_wait_for(self, what: Hashable) -> Reading[T] | None:
        """A person does not wait for what the program reads for itself: its budget may be spent."""
        mine = (what, is_background())
        return self._readings.get((what, False)) or self._readings.get(mine)

    async def _carried_out(self, what: Hashable, read: Callable[[], Awaitable[T]]) -> Reading[T]:
        key, reading = (what, is_background()), Reading[T]()
        self._readings[key] = reading
        try:
            answer = await read()
            if not reading.is_outdated:
                reading.answer = answer
        except CloudError as error:
            reading.answer = error
        finally:
            if self._readings.get(key) is reading:
                del self._readings[key]
            reading.ended.set()
        return reading
