"""The schema: migrations say what tables.py says, and only what we know is opened."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool, Table, create_engine, make_url
from sqlalchemy.schema import CreateTable

from bot.home.clock import Clock
from bot.home.errors import SettingsError
from bot.memory.folder import DataFolder
from bot.memory.memory import Memory
from bot.memory.schema import HEAD, bring_up_to_date
from bot.memory.tables import metadata

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@contextmanager
def opened(path: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def test_the_migrations_end_in_the_tables_that_the_code_uses(tmp_path: Path) -> None:
    bring_up_to_date(tmp_path / "new.db")
    with opened(tmp_path / "new.db") as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_the_comparison_would_notice_a_forgotten_migration(tmp_path: Path) -> None:
    bring_up_to_date(tmp_path / "new.db")
    with closing(sqlite3.connect(tmp_path / "new.db")) as database:
        database.execute("ALTER TABLE people ADD COLUMN phone TEXT")
        database.execute("DROP INDEX ix_chats_home")
    with opened(tmp_path / "new.db") as connection:
        assert len(compare_metadata(MigrationContext.configure(connection), metadata)) == 2


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
def test_every_table_can_be_made_on_postgresql(table: Table) -> None:
    dialect = make_url("postgresql+asyncpg://").get_dialect()()
    statement = str(CreateTable(table).compile(dialect=dialect))
    assert "INTEGER" not in statement, "ids of Telegram do not fit into 32 bits"


def test_the_newest_migration_is_the_one_that_the_code_expects() -> None:
    scripts = ScriptDirectory(str(ROOT / "bot/memory/migrations"))
    assert scripts.get_heads() == [HEAD]


def test_every_constraint_of_the_migrated_database_has_the_name_of_the_convention(tmp_path: Path) -> None:
    bring_up_to_date(tmp_path / "migrated.db")
    engine = create_engine(f"sqlite:///{tmp_path / 'made.db'}", poolclass=NullPool)
    metadata.create_all(engine)
    statements = "SELECT name, sql FROM sqlite_master WHERE name != 'alembic_version' ORDER BY name"
    with opened(tmp_path / "migrated.db") as migrated, opened(tmp_path / "made.db") as made:
        ours = [names(sql) for _, sql in migrated.exec_driver_sql(statements) if sql]
        theirs = [names(sql) for _, sql in made.exec_driver_sql(statements) if sql]
    assert ours == theirs


def names(sql: str) -> list[str]:
    return sorted(
        word for word in sql.replace("(", " ").split() if word.startswith(("pk_", "fk_", "ix_", "uq_"))
    )


async def test_a_new_folder_is_migrated_and_in_wal_mode(folder: Path, clock: Clock) -> None:
    await (await Memory.open(folder, None, clock)).close()
    with closing(sqlite3.connect(folder / "housemate.db")) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


async def test_every_connection_is_durable_and_keeps_references_whole(folder: Path, clock: Clock) -> None:
    memory = await Memory.open(folder, None, clock)
    async with memory._database.writing() as one, memory._database._reader.connect() as another:
        for connection in (one, another):
            assert (await connection.exec_driver_sql("PRAGMA synchronous")).scalar() == 2
            assert (await connection.exec_driver_sql("PRAGMA foreign_keys")).scalar() == 1
            assert (await connection.exec_driver_sql("PRAGMA busy_timeout")).scalar() == 10_000
    await memory.close()


async def test_a_file_that_is_no_database_is_told_so(folder: Path, clock: Clock) -> None:
    DataFolder(folder).make()
    (folder / "housemate.db").write_bytes(b"this is not SQLite at all" * 100)
    with pytest.raises(SettingsError, match=r"housemate\.db cannot be used .* backup"):
        await Memory.open(folder, None, clock)


async def test_a_database_of_a_newer_version_is_left_alone(folder: Path, clock: Clock) -> None:
    await (await Memory.open(folder, None, clock)).close()
    with closing(sqlite3.connect(folder / "housemate.db")) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    with pytest.raises(SettingsError, match=r"newer Housemate .*9999"):
        await Memory.open(folder, None, clock)


async def test_somebody_elses_database_is_left_alone(folder: Path, clock: Clock) -> None:
    DataFolder(folder).make()
    with closing(sqlite3.connect(folder / "housemate.db")) as database:
        database.execute("CREATE TABLE homes (address TEXT)")
    with pytest.raises(SettingsError, match="already exists"):
        await Memory.open(folder, None, clock)
    with closing(sqlite3.connect(folder / "housemate.db")) as database:
        tables = database.execute("SELECT name FROM sqlite_master").fetchall()
    assert tables == [("homes",)], "a migration that fails leaves nothing behind"


def test_alembic_is_not_even_imported_for_a_database_that_is_up_to_date(tmp_path: Path) -> None:
    bring_up_to_date(tmp_path / "new.db")
    check = (
        "import sys; from pathlib import Path; from bot.memory.schema import bring_up_to_date\n"
        "bring_up_to_date(Path(sys.argv[1])); sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", check, tmp_path / "new.db"], cwd=ROOT, check=True)


async def test_accounts_of_an_older_version_are_still_there_after_the_update(
    folder: Path, clock: Clock
) -> None:
    memory = await Memory.open(folder, None, clock)
    home = await memory.add_home("Flat", "zh", "UTC")
    account = await memory.add_account(home.id, "aliyun", {}, {"refresh_token": "kept"})
    await memory.close()
    back_to(folder / "housemate.db", "0001")

    memory = await Memory.open(folder, None, clock)
    assert await memory.accounts(home.id) == (account,)
    assert await memory.claim_notice(account.id, "ended")
    await memory.close()


def back_to(path: Path, revision: str) -> None:
    """Undo migrations, as nobody but a test does."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    config = Config()
    config.set_main_option("script_location", "bot.memory:migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
