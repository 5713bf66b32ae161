"""Both databases for tests: SQLite in a folder, and PostgreSQL for real.

PostgreSQL is at ``TEST_POSTGRES_URL`` (a user who may create databases); else the tests start a server of
their own from what is installed on this machine, once a session. Without either they are skipped, or fail
where ``HOUSEMATE_REQUIRE`` is set.
"""

from __future__ import annotations

import asyncio
import glob
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import make_url

from bot.home.clock import Clock
from bot.memory.memory import Memory
from bot.memory.postgres import postgres_url
from bot.memory.records import Start
from bot.memory.schema import bring_server_up_to_date
from tests.ports import free_port
from tests.tools import REQUIRED

DATABASES = ("sqlite", "postgres")
_NOBODY = "postgres"  # the server refuses to run as root


@dataclass(frozen=True)
class Place:
    """Where a memory lies: in a folder, or on a server."""

    folder: Path
    server: str | None = None
    key: str | None = None

    async def open(
        self, clock: Clock, start: Start | None = None, key: str | None = None, **more: Any
    ) -> Memory:
        return await Memory.open(self.folder, key or self.key, clock, start, server=self.server, **more)

    @property
    def environment(self) -> dict[str, str]:
        """What tells a process of its own where the memory lies."""
        named = {
            "HOUSEMATE_DATA": str(self.folder),
            "HOUSEMATE_DATABASE": self.server,
            "HOUSEMATE_SECRET_KEY": self.key,
        }
        return {name: value for name, value in named.items() if value}


class Postgres:
    """A server on which databases come and go."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._pattern = f"pattern_{uuid4().hex[:12]}"
        self._is_migrated = False

    def empty(self) -> str:
        """A new database with nothing in it."""
        name = f"test_{uuid4().hex[:12]}"
        self._tell(f"CREATE DATABASE {name}")
        return self._at(name)

    def migrated(self) -> str:
        """A new database with the present schema: a copy, which is faster than migrating each."""
        if not self._is_migrated:
            self._tell(f"CREATE DATABASE {self._pattern}")
            _away(lambda: bring_server_up_to_date(postgres_url(self._at(self._pattern))))
            self._is_migrated = True
        name = f"test_{uuid4().hex[:12]}"
        self._tell(f"CREATE DATABASE {name} TEMPLATE {self._pattern}")
        return self._at(name)

    def drop(self, url: str) -> None:
        self._tell(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def close(self) -> None:
        self._tell(f"DROP DATABASE IF EXISTS {self._pattern}")

    def _at(self, name: str) -> str:
        return self._url.set(database=name).render_as_string(hide_password=False)

    def _tell(self, statement: str) -> None:
        import asyncpg

        async def tell() -> None:
            connection = await asyncpg.connect(self._at("postgres"))
            try:
                await connection.execute(statement)
            finally:
                await connection.close()

        _away(tell)


def _away(work: Callable[[], Awaitable[None]]) -> None:
    """Run on an event loop of its own: a fixture may be asked for while the test's loop is there."""

    async def run() -> None:
        await work()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, run()).result()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server."""
    if find_spec("asyncpg") is None:
        _not_here("asyncpg is not installed")
    given = os.environ.get("TEST_POSTGRES_URL")
    with _given(given) if given else _started() as server:
        yield server


@pytest.fixture(params=DATABASES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A memory that does not exist yet, on each of the databases."""
    if request.param == "sqlite":
        yield Place(tmp_path / "data")
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = server.migrated()
    yield Place(tmp_path / "data", url, Fernet.generate_key().decode())
    server.drop(url)


@pytest.fixture(params=DATABASES)
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """The same, where not even the schema has been made."""
    if request.param == "sqlite":
        yield Place(tmp_path / "data")
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = server.empty()
    yield Place(tmp_path / "data", url, Fernet.generate_key().decode())
    server.drop(url)


@contextmanager
def _given(url: str) -> Iterator[Postgres]:
    server = Postgres(url)
    yield server
    server.close()


@contextmanager
def _started() -> Iterator[Postgres]:
    programs = _programs()
    # not in pytest's folder, into which another user may not look
    folder = Path(tempfile.mkdtemp(prefix="housemate-postgres-"))
    as_nobody: dict[str, Any] = {}
    if os.geteuid() == 0:
        shutil.chown(folder, _NOBODY, _NOBODY)
        as_nobody = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}
    try:
        _make_cluster(programs, folder, as_nobody)
        port = free_port()
        with (folder / "log").open("wb") as log:
            command = _serving(programs, folder, port)
            process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **as_nobody)
        try:
            _wait_for(process, folder / "log")
            yield Postgres(f"postgresql://housemate:hush@127.0.0.1:{port}/postgres")
        finally:
            process.send_signal(signal.SIGINT)  # connections are not waited for
            process.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make_cluster(programs: Path, folder: Path, as_nobody: dict[str, Any]) -> None:
    password = folder / "password"
    password.write_text("hush")
    password.chmod(0o644)
    command = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", "housemate", "-N"]
    command += ["-A", "scram-sha-256", f"--pwfile={password}", "-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run(command, check=True, capture_output=True, cwd=folder, **as_nobody)


def _serving(programs: Path, folder: Path, port: int) -> list[str]:
    options = {
        "port": port,
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": folder,
        "max_connections": 200,
        # Its own death is not what is tested, so it need not wait for the disk.
        "fsync": "off",
        "full_page_writes": "off",
    }
    command = [str(programs / "postgres"), "-D", str(folder / "data")]
    return command + [part for name, value in options.items() for part in ("-c", f"{name}={value}")]


def _programs() -> Path:
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    versions = glob.glob("/usr/lib/postgresql/*/bin/initdb")
    if not versions:
        _not_here("PostgreSQL is not installed, and TEST_POSTGRES_URL is not set")
    return Path(max(versions, key=lambda path: int(Path(path).parts[-3]))).parent


def _not_here(what: str) -> None:
    say = pytest.fail if os.environ.get(REQUIRED) else pytest.skip
    say(what)


def _wait_for(process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 30
    while b"ready to accept connections" not in log.read_bytes():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < until, "PostgreSQL does not get ready"
        time.sleep(0.05)


async def stolen(place: Place) -> bytes:
    """Everything that a copy of the database holds."""
    if place.server is None:
        files = (path for path in place.folder.iterdir() if path.name != "secret.key")
        return b"".join(path.read_bytes() for path in files)
    import asyncpg

    connection = await asyncpg.connect(place.server)
    try:
        tables = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        rows = [await connection.fetch(f'SELECT t::text FROM "{table[0]}" t') for table in tables]
    finally:
        await connection.close()
    return "\n".join(str(row[0]) for table in rows for row in table).encode()
