"""How SQLite is opened, so that it never loses what was promised and never deadlocks.

- WAL: readers do not wait for a writer.
- synchronous=FULL: a commit is on the disk when it returns, not merely in the system's cache. Rotated
  tokens depend on it: the cloud has forgotten the old ones by then.
- The driver begins no transactions of its own. Writers begin IMMEDIATE: a transaction that reads first
  and writes later could otherwise fail as busy however long it is willing to wait.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

_PATIENCE = 10_000  # milliseconds to wait for another process, such as `housemate connect`

AnyEngine = TypeVar("AnyEngine", Engine, AsyncEngine)


def url(driver: str, path: Path) -> URL:
    return URL.create(driver, database=str(path))


def open_sqlite(path: Path) -> AsyncEngine:
    # An error would otherwise show what was to be stored.
    return prepare(create_async_engine(url("sqlite+aiosqlite", path), hide_parameters=True))


def prepare(engine: AnyEngine, *, foreign_keys: bool = True) -> AnyEngine:
    """Set up every connection of the engine; the execution option ``immediate`` marks writers."""

    def on_connect(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        cursor.close()

    sync = engine.sync_engine if isinstance(engine, AsyncEngine) else engine
    event.listen(sync, "connect", on_connect)
    event.listen(sync, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
