"""The whole memory: one class a theme, together over one database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.home.clock import Clock, Sleep
from bot.home.errors import SettingsError
from bot.memory.accounts import Accounts
from bot.memory.calls import BACKGROUND_CALLS, Calls
from bot.memory.cards import Cards
from bot.memory.chats import Chats
from bot.memory.database import Database
from bot.memory.folder import DataFolder
from bot.memory.forgetting import Forgetting
from bot.memory.invitations import Invitations
from bot.memory.jobs import Jobs
from bot.memory.journal import JOURNAL_DAYS, Journal
from bot.memory.names import Names
from bot.memory.notices import Notices
from bot.memory.postgres import CONNECTIONS, open_postgres, postgres_url
from bot.memory.questions import Questions
from bot.memory.records import Start
from bot.memory.refreshes import Refreshes
from bot.memory.samples import SAMPLES_DAYS, Samples
from bot.memory.schema import bring_server_up_to_date, bring_up_to_date
from bot.memory.snapshots import Snapshots
from bot.memory.sqlite import open_sqlite
from bot.memory.updates import Updates
from bot.memory.vault import Vault
from bot.memory.watches import Watches

KEY_IS_NEEDED = (
    "HOUSEMATE_DATABASE needs HOUSEMATE_SECRET_KEY: every replica must seal and open with the same key. "
    "Take the one from secret.key, if there is one in your data folder."
)


class Memory(
    Invitations,
    Forgetting,
    Chats,
    Names,
    Accounts,
    Refreshes,
    Calls,
    Notices,
    Questions,
    Jobs,
    Snapshots,
    Samples,
    Journal,
    Cards,
    Updates,
    Watches,
):
    """What must survive a restart. Every method is durable when it returns, but for counts of calls."""

    @classmethod
    async def open(
        cls,
        folder: Path,
        key: str | None,
        clock: Clock,
        start: Start | None = None,
        *,
        server: str | None = None,
        connections: int = CONNECTIONS,
        sleep: Sleep = asyncio.sleep,
        background_calls: int = BACKGROUND_CALLS,
        journal_days: int = JOURNAL_DAYS,
        samples_days: int = SAMPLES_DAYS,
    ) -> Memory:
        """Open the database in the data folder, or on a PostgreSQL server; made and migrated as needed.

        ``key`` holds one or more Fernet keys, separated by commas; without it the folder keeps its own.
        ``start`` is what a home has that a founder's link makes, ``server`` a postgresql:// address with
        at most so many ``connections``, ``background_calls`` what an account may be called a day unasked,
        ``journal_days`` and ``samples_days`` how long the journal and samples are kept.
        Raises ``SettingsError`` where the folder, the database or the key is not usable.
        """
        if server is None:
            vault, engine = await asyncio.to_thread(_open_folder, DataFolder(folder), key)
        else:
            vault, engine = await _open_server(server, key, connections)
        database = Database(engine)
        memory = cls(database, vault, clock, start or Start(), sleep, background_calls)
        memory.journal_days = journal_days
        memory.samples_days = samples_days
        try:
            await memory.check_key()
            await memory.learn_calls()
        except BaseException:
            await database.close()
            raise
        return memory

    async def close(self) -> None:
        try:
            await self.write_calls()
        finally:
            await self._database.close()

    async def tidy(self) -> None:
        """Forget what is over: to be called now and then."""
        await self.prune_journal()
        await self.prune_cards()
        await self.prune_snapshots()
        await self.prune_samples()
        await self.prune_updates()

    @asynccontextmanager
    async def transaction(self, alone: str | None = None) -> AsyncIterator[None]:
        """Everything that this task does within happens as a whole or not at all.

        On SQLite other tasks wait with their writing meanwhile; so never wait for one of them inside. On
        PostgreSQL only those wait, in whatever process, who want to be ``alone`` with the same.
        """
        async with self._database.writing() as connection:
            if alone:
                await self._database.alone(connection, alone)
            yield


def _open_folder(data: DataFolder, key: str | None) -> tuple[Vault, AsyncEngine]:
    with data.being_prepared():
        vault = Vault(key or data.secret_key())
        bring_up_to_date(data.database)
    return vault, open_sqlite(data.database)


async def _open_server(server: str, key: str | None, connections: int) -> tuple[Vault, AsyncEngine]:
    if not key:
        raise SettingsError(KEY_IS_NEEDED)
    vault, address = Vault(key), postgres_url(server)
    await bring_server_up_to_date(address)
    return vault, open_postgres(address, connections)
