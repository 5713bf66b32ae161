"""Several calls at once, but not too many: a home with forty things must not look like an attack."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

AT_ONCE = 5

Item = TypeVar("Item")
Result = TypeVar("Result")


async def together(work: Callable[[Item], Awaitable[Result]], items: Sequence[Item]) -> list[Result]:
    """The results in the items' order. When one fails the others finish, then its error is raised."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(item: Item) -> Result:
        async with gate:
            return await work(item)

    results = await asyncio.gather(*(one(item) for item in items), return_exceptions=True)
    finished: list[Result] = []
    for result in results:
        if isinstance(result, BaseException):
            raise result
        finished.append(result)
    return finished
