"""What must not be done twice although it may be asked for twice: after a crash the same request comes again.

Whoever deals with a request that can come again says here how its beginning is written down; whoever is
about to change something in the world asks first whether it may. What changes only the memory (a plan put
into the queue, a question closed) is kept as a step, in the transaction that changes it, and recalled by
whoever goes on. All this belongs to the present task and whatever it awaits or starts, as in
bot/home/background.py.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

Begin = Callable[[], Awaitable[bool]]
"""Write down, durably, that it begins; False where somebody had begun before, who may have done it."""


class Steps(Protocol):
    """What a request has changed in the memory before it broke off; ``made`` must be JSON."""

    async def recall(self, step: str) -> Any: ...

    async def keep(self, step: str, made: Any) -> None:
        """Raises ``HomeError`` where somebody else has taken the request over: nothing may be changed."""


class _Beginning:
    """Asks once, and remembers the answer: one request may lead to several writes."""

    def __init__(self, begin: Begin, steps: Steps | None) -> None:
        self._begin = begin
        self.steps = steps
        self._asking = asyncio.Lock()  # writes to several clouds begin at the same time
        self._may: bool | None = None

    async def may(self) -> bool:
        async with self._asking:
            if self._may is None:
                self._may = await self._begin()
            return self._may


_BEGINNING: ContextVar[_Beginning | None] = ContextVar("beginning", default=None)


@contextmanager
def beginning_with(begin: Begin, steps: Steps | None = None) -> Iterator[None]:
    before = _BEGINNING.set(_Beginning(begin, steps))
    try:
        yield
    finally:
        _BEGINNING.reset(before)


async def may_begin() -> bool:
    """To be asked right before a change is sent. False: it may have been made already, so look instead."""
    beginning = _BEGINNING.get()
    return beginning is None or await beginning.may()


async def recall(step: str) -> Any:
    """What this step of the request made before it broke off; None where it was not reached."""
    beginning = _BEGINNING.get()
    return await beginning.steps.recall(step) if beginning and beginning.steps else None


async def keep(step: str, made: Any) -> None:
    """To be called in the transaction of the step. Raises ``HomeError`` where it must not happen."""
    beginning = _BEGINNING.get()
    if beginning and beginning.steps:
        await beginning.steps.keep(step, made)
