"""Brings a database to the present schema, and refuses one that it does not know.

Alembic costs half a second to import, so it is only asked where there is something to do.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, NullPool, create_engine, inspect, text
from sqlalchemy.exc import DatabaseError

from bot.home.errors import SettingsError
from bot.memory.sqlite import prepare, url

HEAD = "0004"


def bring_up_to_date(path: Path) -> None:
    """Make or migrate the SQLite file, in one transaction: a crash leaves the old schema or the new.

    Blocks; raises ``SettingsError`` where the file is damaged, not ours, or from a newer version.
    """
    engine = prepare(create_engine(url("sqlite", path), poolclass=NullPool), foreign_keys=False)
    try:
        with engine.execution_options(immediate=True).begin() as connection:
            version = _version(connection)
            if version != HEAD:
                _upgrade(connection, version)
    except DatabaseError as error:
        raise SettingsError(
            f"HOUSEMATE_DATA: {path} cannot be used as Housemate's database ({error.orig}). "
            "Restore it from a backup, or move it away to start anew."
        ) from error


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
            f"HOUSEMATE_DATA: this data folder was written by a newer Housemate (schema {version}, "
            f"this one knows up to {HEAD}). Install that version, or restore an older backup."
        ) from error
