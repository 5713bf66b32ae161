"""Transactions, on SQLite and on PostgreSQL alike; what a task does within one belongs together.

On SQLite one writes at a time and nobody else's writing is ever seen half way. On PostgreSQL many write at
once, each statement seeing what others have committed before it (READ COMMITTED). So where a method writes
what it concluded from reading, it locks what it reads (``with_for_update``, which SQLite leaves out), or says
with ``alone`` what only one may decide at a time. Rows of several people are written in the order of their
keys: two that lock in different orders would wait for each other.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, nullcontext
from typing import Any

from sqlalchemy import ColumnElement, Delete, Table, delete, func, select, tuple_
from sqlalchemy.dialects.postgresql import Insert, insert  # SQLite has the same clause in the same words
from sqlalchemy.exc import DBAPIError, TimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.home.errors import NotNowError
from bot.home.lookups import forget_lookups

log = logging.getLogger(__name__)

WAITS = (0.1, 0.2, 0.5, 1.0, 2.0, 3.0, 3.0)  # seconds: a server that restarts is back in less than their sum


class DatabaseAwayError(NotNowError):
    """The database cannot be reached, or went away in the middle of a transaction."""


class Database:
    """What memory is stored in. ``engine`` has been prepared by sqlite.py or postgres.py."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._is_sqlite = engine.dialect.name == "sqlite"
        if self._is_sqlite:
            self._reader = engine
            self._writer = engine.execution_options(immediate=True)
        else:
            self._reader = engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            self._writer = engine
        # Writers queue here, in order, rather than in SQLite, which polls and is not fair.
        self._turn: AbstractAsyncContextManager[None] = asyncio.Lock() if self._is_sqlite else nullcontext()
        self._under_way: dict[asyncio.Task[Any] | None, AsyncConnection] = {}

    async def close(self) -> None:
        await self._engine.dispose()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """One consistent view; inside ``writing`` of the same task, what that has written so far."""
        joined = self._under_way.get(asyncio.current_task())
        if joined is not None:
            yield joined
            return
        async with _connected(self._reader) as connection:
            yield connection

    @property
    def is_writing(self) -> bool:
        return asyncio.current_task() in self._under_way

    @asynccontextmanager
    async def writing(self, *, beside: bool = False) -> AsyncIterator[AsyncConnection]:
        """All or nothing, and durable at the end; inside another ``writing`` of the task, a part of it.

        ``beside``: what is written is none of what requests look up once (part.py).
        """
        task = asyncio.current_task()
        joined = self._under_way.get(task)
        if joined is not None:
            yield joined
            return
        async with self._turn, _connected(self._writer) as connection, connection.begin():
            self._under_way[task] = connection
            try:
                yield connection
            finally:
                del self._under_way[task]
        if not beside:
            forget_lookups()

    async def alone(self, connection: AsyncConnection, name: str) -> None:
        """Be the only one in whatever process to decide what ``name`` says, until the transaction ends."""
        if not self._is_sqlite:
            await connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


@asynccontextmanager
async def _connected(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    try:
        async with AsyncExitStack() as stack:
            yield await _entered(stack, engine)
    except DBAPIError as error:
        if not _went_away(error):
            raise
        raise DatabaseAwayError(f"the database went away ({type(error).__name__})") from None


def _went_away(error: DBAPIError) -> bool:
    """Whether the connection broke: the driver says so, or the server (it ends, or has ended)."""
    code = getattr(error.orig, "sqlstate", None) or ""
    in_the_middle = "connection was closed in the middle of operation" in str(error.orig)
    return error.connection_invalidated or in_the_middle or code.startswith(("08", "57P"))


async def _entered(stack: AsyncExitStack, engine: AsyncEngine) -> AsyncConnection:
    """A connection; a server that is away for a moment is waited for, as nothing has been begun yet."""
    for wait in WAITS:
        try:
            return await stack.enter_async_context(engine.connect())
        except TimeoutError:
            raise  # all connections are in use: waiting longer helps nobody
        except (OSError, DBAPIError) as error:
            log.warning("the database cannot be reached (%s), trying again", type(error).__name__)
            await asyncio.sleep(wait)
    try:
        return await stack.enter_async_context(engine.connect())
    except (OSError, DBAPIError) as error:
        raise DatabaseAwayError(f"the database cannot be reached ({type(error).__name__})") from None


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


def prune(table: Table, which: ColumnElement[bool]) -> Delete:
    """Delete what is over, but for what somebody else is just deleting: they need not wait for each other."""
    key = list(table.primary_key)
    rows = select(*key).where(which).with_for_update(skip_locked=True)
    return delete(table).where(tuple_(*key).in_(rows))
