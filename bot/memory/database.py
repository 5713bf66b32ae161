"""Transactions: many may read, one writes at a time, and what a task does within one belongs together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Table, func
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.memory.sqlite import prepare, url


class Database:
    """The SQLite file behind memory."""

    def __init__(self, path: Path) -> None:
        self._reader = prepare(create_async_engine(url("sqlite+aiosqlite", path)))
        self._writer = self._reader.execution_options(immediate=True)
        # Writers queue here, in order, rather than in SQLite, which polls and is not fair.
        self._turn = asyncio.Lock()
        self._under_way: dict[asyncio.Task[Any] | None, AsyncConnection] = {}

    async def close(self) -> None:
        await self._reader.dispose()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """One consistent view; inside ``writing`` of the same task, what that has written so far."""
        joined = self._under_way.get(asyncio.current_task())
        if joined is not None:
            yield joined
            return
        async with self._reader.connect() as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """All or nothing, and durable at the end; inside another ``writing`` of the task, a part of it."""
        task = asyncio.current_task()
        joined = self._under_way.get(task)
        if joined is not None:
            yield joined
            return
        async with self._turn, self._writer.begin() as connection:
            self._under_way[task] = connection
            try:
                yield connection
            finally:
                del self._under_way[task]


def upsert(
    table: Table,
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    *,
    keep: Collection[str] = (),
    add: Collection[str] = (),
    only_if: ColumnElement[bool] | None = None,
) -> Insert:
    """Insert the row, or change ``values`` of the one with that primary ``key``.

    Where a column of ``keep`` has a value already, that value stays; to a column of ``add`` the given
    value is added. A row that is there and is not as ``only_if`` wants it stays as it is.
    """
    row = insert(table).values(**key, **values)

    def change(name: str) -> ColumnElement[Any]:
        if name in keep:
            return func.coalesce(table.c[name], row.excluded[name])
        return table.c[name] + row.excluded[name] if name in add else row.excluded[name]

    changes = {name: change(name) for name in values}
    return row.on_conflict_do_update(index_elements=[*key], set_=changes, where=only_if)
