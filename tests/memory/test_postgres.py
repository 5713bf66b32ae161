"""PostgreSQL: what SQLite does by itself is asked for there, and no error gives the password away."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from cryptography.fernet import Fernet
from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import DBAPIError

from bot.home.clock import Clock
from bot.home.errors import SettingsError
from bot.home.roles import Role
from bot.memory import database
from bot.memory.database import DatabaseAwayError
from bot.memory.memory import Memory
from bot.memory.postgres import open_postgres, postgres_url
from bot.memory.schema import HEAD, bring_server_up_to_date, server_revision
from bot.memory.tables import metadata
from tests.databases import Place, Postgres

KEY = Fernet.generate_key().decode()


@pytest.fixture
def url(postgres: Postgres) -> Iterator[str]:
    url = postgres.empty()
    yield url
    postgres.drop(url)


@pytest.fixture
def there(url: str, tmp_path: Path) -> Place:
    return Place(tmp_path / "data", url, KEY)


async def differences(url: str, *also: str) -> int:
    """How many things the migrated database has otherwise than tables.py says."""

    def compare(connection: Connection) -> int:
        for statement in also:
            connection.execute(text(statement))
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        return len(compare_metadata(context, metadata))

    engine = open_postgres(postgres_url(url), 1)
    async with engine.connect() as connection:
        found = await connection.run_sync(compare)
    await engine.dispose()
    return found


async def test_the_migrations_end_in_the_tables_that_the_code_uses(url: str) -> None:
    await bring_server_up_to_date(postgres_url(url))
    assert await server_revision(postgres_url(url)) == HEAD
    assert await differences(url) == 0
    assert await differences(url, "ALTER TABLE people ADD COLUMN phone TEXT", "DROP INDEX ix_chats_home") == 2


async def test_replicas_may_migrate_at_once(there: Place, clock: Clock) -> None:
    memories = await asyncio.gather(*(there.open(clock) for _ in range(3)))
    for memory in memories:
        await memory.close()


async def test_a_database_of_a_newer_version_is_left_alone(there: Place, clock: Clock) -> None:
    memory = await there.open(clock)
    async with memory._database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await memory.close()
    with pytest.raises(SettingsError, match=r"newer Housemate .*9999"):
        await there.open(clock)


async def test_a_server_needs_the_same_key_everywhere(there: Place, clock: Clock) -> None:
    with pytest.raises(SettingsError, match="needs HOUSEMATE_SECRET_KEY"):
        await Memory.open(there.folder, None, clock, server=there.server)
    assert not there.folder.exists(), "nothing is kept in the folder"


@pytest.mark.parametrize(
    "address",
    ["hush", "mysql://me:hush@host/db", "postgresql://me:hush@host:port/db", "postgresql://me:hush@host", ""],
)
async def test_what_is_no_address_is_told_so_without_it(tmp_path: Path, clock: Clock, address: str) -> None:
    with pytest.raises(SettingsError, match="HOUSEMATE_DATABASE must be") as error:
        await Memory.open(tmp_path, KEY, clock, server=address)
    assert "hush" not in str(error.value)
    assert error.value.__context__ is None or error.value.__suppress_context__


async def test_the_common_spelling_of_encryption_is_understood() -> None:
    assert dict(postgres_url("postgresql://me@host/db?sslmode=require").query) == {"ssl": "require"}


async def test_a_wrong_password_is_told_without_it(url: str, tmp_path: Path, clock: Clock) -> None:
    wrong = make_url(url).set(password="guessed").render_as_string(hide_password=False)
    with pytest.raises(SettingsError, match=r"HOUSEMATE_DATABASE: .*authentication") as error:
        await Memory.open(tmp_path, KEY, clock, server=wrong)
    assert "guessed" not in str(error.value)


async def test_a_server_that_is_not_there_is_told_at_once(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(SettingsError, match="HOUSEMATE_DATABASE: ") as error:
        await Memory.open(tmp_path, KEY, clock, server="postgresql://me:hush@127.0.0.1:9/db")
    assert "hush" not in str(error.value)


async def test_what_was_to_be_stored_is_in_no_error(there: Place, clock: Clock) -> None:
    memory = await there.open(clock)
    with pytest.raises(DBAPIError) as error:
        await memory.add_home("hush", "l" * 99, "UTC")
    assert "hush" not in str(error.value)
    await memory.close()


async def test_connections_that_the_server_has_cut_are_replaced(there: Place, clock: Clock) -> None:
    memory = await there.open(clock, connections=3)
    await asyncio.gather(*(memory.homes() for _ in range(3)))
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    cut = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"
    engine = open_postgres(postgres_url(there.server or ""), 1)
    async with engine.connect() as connection:
        assert len((await connection.execute(text(cut))).all()) == 3
    await engine.dispose()
    await asyncio.gather(*(memory.homes() for _ in range(3)), memory.meet(1, "Vera", None))
    await memory.close()


class Road:
    """The way to the server, which can be closed."""

    def __init__(self, url: str) -> None:
        self._to = make_url(url)
        self._going: set[asyncio.StreamWriter] = set()
        self._port = 0

    @property
    def url(self) -> str:
        return self._to.set(port=self._port).render_as_string(hide_password=False)

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._lead, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        self._server.close()
        for writer in self._going:
            writer.close()
        await self._server.wait_closed()

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, thence = await asyncio.open_connection("127.0.0.1", self._to.port)
        self._going |= {writer, thence}
        await asyncio.gather(_pour(reader, thence), _pour(there, writer))


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(65536):
            writer.write(data)
    writer.close()


async def test_a_server_that_is_away_is_waited_for_but_not_for_ever(
    there: Place, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "WAITS", (0.02,) * 25)
    road = Road(there.server or "")
    await road.open()
    memory = await replace(there, server=road.url).open(clock, connections=1)
    await memory.add_home("Flat", "en", "UTC")
    await road.close()
    asked = asyncio.create_task(memory.homes())
    assert await asyncio.wait([asked], timeout=0.1) == (set(), {asked})
    await road.open()
    assert [home.name for home in await asked] == ["Flat"]
    await road.close()
    with pytest.raises(DatabaseAwayError) as error:
        await memory.homes()
    assert "hush" not in str(error.value)
    await memory._database.close()


async def test_two_founders_links_at_once_make_one_home(there: Place, clock: Clock) -> None:
    memory = await there.open(clock)
    tokens = [await memory.invite(None, Role.OWNER, timedelta(minutes=1)) for _ in range(5)]
    let_in = await asyncio.gather(*(memory.redeem(token, n, "Who") for n, token in enumerate(tokens, 1)))
    assert len([membership for membership in let_in if membership]) == 1
    assert len(await memory.homes()) == 1
    await memory.close()
