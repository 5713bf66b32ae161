"""A place in a line that is taken at one moment and come up to at another."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Self


class Line:
    """For a ``lock`` that is first come first served. The end of ``async with`` is its end."""

    def __init__(self, lock: AbstractAsyncContextManager[None]) -> None:
        self._lock = lock
        self._coming: asyncio.Task[None] | None = None

    async def stand(self) -> None:
        """Take a place in line; who takes one later comes later, too."""
        if self._coming is None:
            self._coming = asyncio.create_task(self._lock.__aenter__())
            await asyncio.sleep(0)  # it stands there by now

    async def come(self) -> None:
        """Wait until it is one's turn."""
        await self.stand()
        if self._coming is not None:
            await asyncio.shield(self._coming)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        coming, self._coming = self._coming, None
        if coming is None:
            return
        coming.cancel()
        await asyncio.wait({coming})
        if not coming.cancelled() and coming.exception() is None:
            await self._lock.__aexit__(None, None, None)
