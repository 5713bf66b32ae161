"""Brings a database to the present schema, and refuses one that it does not know.

Alembic costs half a second to import, so it is only asked where there is something to do.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, Connection, NullPool, create_engine, func, inspect, select, text
from sqlalchemy.exc import DatabaseError, DBAPIError

from bot.home.errors import SettingsError
from bot.memory.postgres import open_postgres
from bot.memory.sqlite import prepare, url

HEAD = "0010"

_LOCK = 0x686F757365  # "house": whoever migrates a server's database holds this advisory lock


def bring_up_to_date(path: Path) -> None:
    """Make or migrate the SQLite file, in one transaction: a crash leaves the old schema or the new.

    Blocks; raises ``SettingsError`` where the file is damaged, not ours, or from a newer version.
    """
    engine = prepare(create_engine(url("sqlite", path), poolclass=NullPool), foreign_keys=False)
    try:
        with engine.execution_options(immediate=True).begin() as connection:
            _bring(connection)
    except DatabaseError as error:
        raise SettingsError(
            f"HOUSEMATE_DATA: {path} cannot be used as Housemate's database ({error.orig}). "
            "Restore it from a backup, or move it away to start anew."
        ) from error


async def bring_server_up_to_date(address: URL) -> None:
    """The same on PostgreSQL; replicas that start at once wait for the first."""
    engine = open_postgres(address, connections=1)
    try:
        async with engine.begin() as connection:
            await connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            await connection.run_sync(_bring)
    except (DBAPIError, OSError) as error:
        raise unusable(error) from None
    finally:
        await engine.dispose()


def revision(path: Path) -> str | None:
    """The schema that an existing file has, without changing it; None where it has none yet.

    Blocks; raises ``SettingsError`` where the file is no database.
    """
    engine = create_engine(url("sqlite", path), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            return _version(connection)
    except DatabaseError as error:
        raise SettingsError(f"HOUSEMATE_DATA: {path} is no database of Housemate ({error.orig}).") from error


async def server_revision(address: URL) -> str | None:
    """The schema that the server's database has; ``SettingsError`` where it cannot be reached."""
    engine = open_postgres(address, connections=1)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_version)
    except (DBAPIError, OSError) as error:
        raise unusable(error) from None
    finally:
        await engine.dispose()


def unusable(error: Exception) -> SettingsError:
    """What the server or the system says, which names user, host and database but never a password."""
    said = error.orig if isinstance(error, DBAPIError) else error
    return SettingsError(f"HOUSEMATE_DATABASE: the database cannot be used ({said}).")


def _bring(connection: Connection) -> None:
    version = _version(connection)
    if version != HEAD:
        _upgrade(connection, version)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection, version: str | None) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "bot.memory:migrations")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, HEAD)
    except CommandError as error:
        raise SettingsError(
            f"This database was written by a newer Housemate (schema {version}, this one knows up to "
            f"{HEAD}). Install that version, or restore an older backup."
        ) from error
