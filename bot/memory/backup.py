"""Backups: one SQLite file, whichever database it was taken from, and back into either.

From SQLite it is a copy of all pages at one moment, from PostgreSQL all rows of one consistent view. Writers
are not held up by either. Secrets stay sealed in it; the key is not in it.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import NullPool, Table, create_engine, delete, func, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.home.errors import SettingsError
from bot.memory.folder import DataFolder
from bot.memory.postgres import open_postgres, postgres_url
from bot.memory.schema import (
    HEAD,
    bring_server_up_to_date,
    bring_up_to_date,
    revision,
    server_revision,
    unusable,
)
from bot.memory.sqlite import prepare, url
from bot.memory.tables import homes, metadata

_AT_ONCE = 500  # rows
_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND application_name = 'housemate' AND pid <> pg_backend_pid()"
)
_IN_USE = "HOUSEMATE_DATABASE: a bot is using this database. Stop every bot, then restore."
_NOT_EMPTY = "There are homes in the database already. To replace them all by the backup: --force"


async def back_up(folder: DataFolder, server: str | None, file: Path) -> None:
    """Write all of the memory into ``file``: whole or not at all. A bot may run meanwhile."""
    _refuse_nonsense(folder, server, file)
    with _draft(file) as draft:
        if server is None:
            await asyncio.to_thread(_copy, folder.database, draft)
        else:
            await _fetch(server, draft)
        await asyncio.to_thread(_check, draft)


async def restore(folder: DataFolder, server: str | None, file: Path, *, force: bool = False) -> None:
    """Put what ``file`` holds in place of what there is; refused while a bot runs, and without ``force``
    where there are homes. An older backup is brought up to date."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "backup.db"
        await asyncio.to_thread(_prepared, file, copy)
        if server is None:
            await asyncio.to_thread(_put_back, copy, folder, force)
        else:
            await _send(copy, server, force)


def _refuse_nonsense(folder: DataFolder, server: str | None, file: Path) -> None:
    if file.resolve() == folder.database.resolve():
        raise SettingsError(f"{file} is the database itself; choose another file.")
    if server is None and not folder.database.exists():
        raise SettingsError(f"HOUSEMATE_DATA: there is no database in {folder.path.absolute()}.")


def _prepared(file: Path, copy: Path) -> None:
    if not file.exists():
        raise SettingsError(f"There is no file {file}.")
    _check(file)
    if revision(file) is None:
        raise SettingsError(f"{file} is no backup of Housemate.")
    shutil.copyfile(file, copy)
    bring_up_to_date(copy)


def _put_back(copy: Path, folder: DataFolder, force: bool) -> None:
    with folder.claimed():
        bring_up_to_date(folder.database)
        with closing(sqlite3.connect(folder.database)) as database:
            if not force and database.execute("SELECT count(*) FROM homes").fetchone()[0]:
                raise SettingsError(_NOT_EMPTY)
        _copy(copy, folder.database)


def _copy(source: Path, target: Path) -> None:
    """SQLite's own online copy: of one moment, and one transaction of the target."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _check(file: Path) -> None:
    try:
        with closing(sqlite3.connect(file)) as database:
            found = [row[0] for row in database.execute("PRAGMA integrity_check")]
            broken = database.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise SettingsError(f"{file} is no database that can be read ({error}).") from None
    if found != ["ok"] or broken:
        raise SettingsError(f"{file} is damaged: {found[0]}.")


@contextmanager
def _draft(file: Path) -> Iterator[Path]:
    """A file beside it that takes its place at the end, for nobody else's eyes."""
    draft = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise SettingsError(f"{file} cannot be written ({error.strerror}).") from None
    try:
        yield draft
        with open(draft, "rb+") as written:
            os.fsync(written.fileno())
        os.replace(draft, file)
    finally:
        for left in (draft, *(draft.with_name(f"{draft.name}{end}") for end in ("-wal", "-shm"))):
            with suppress(FileNotFoundError):
                left.unlink()


async def _fetch(server: str, draft: Path) -> None:
    address = postgres_url(server)
    if await server_revision(address) != HEAD:
        raise SettingsError("HOUSEMATE_DATABASE has another schema than this Housemate: housemate migrate")
    bring_up_to_date(draft)
    local = prepare(create_engine(url("sqlite", draft), poolclass=NullPool), foreign_keys=False)
    remote = open_postgres(address, connections=1)
    try:
        one_view = remote.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        async with one_view.connect() as connection:
            with local.begin() as writer:
                for table in metadata.sorted_tables:
                    rows = await connection.stream(select(table))
                    async for part in rows.mappings().partitions(_AT_ONCE):
                        writer.execute(insert(table), [dict(row) for row in part])
    except (DBAPIError, OSError) as error:
        raise unusable(error) from None
    finally:
        await remote.dispose()


async def _send(copy: Path, server: str, force: bool) -> None:
    address = postgres_url(server)
    await bring_server_up_to_date(address)
    local = create_engine(url("sqlite", copy), poolclass=NullPool)
    remote = open_postgres(address, connections=1)
    try:
        async with remote.begin() as connection:
            if (await connection.execute(_OTHERS)).scalar_one():
                raise SettingsError(_IN_USE)
            if not force and (await connection.execute(select(homes.c.id).limit(1))).first():
                raise SettingsError(_NOT_EMPTY)
            for table in reversed(metadata.sorted_tables):
                await connection.execute(delete(table))
            with local.connect() as reader:
                for table in metadata.sorted_tables:
                    for part in reader.execute(select(table)).mappings().partitions(_AT_ONCE):
                        await connection.execute(insert(table), [dict(row) for row in part])
                    await _count_on(connection, table)
    except (DBAPIError, OSError) as error:
        raise unusable(error) from None
    finally:
        await remote.dispose()


async def _count_on(connection: AsyncConnection, table: Table) -> None:
    """What is numbered by the server goes on after the numbers that were restored."""
    if table.autoincrement_column is None:
        return
    number = table.autoincrement_column
    last = (await connection.execute(select(func.max(number)))).scalar_one()
    if last is not None:
        sequence = func.pg_get_serial_sequence(table.name, number.name)
        await connection.execute(select(func.setval(sequence, last)))
