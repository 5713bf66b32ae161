"""The whole memory: one class a theme, together over one database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.home.clock import Clock, Sleep
from bot.memory.accounts import Accounts
from bot.memory.calls import BACKGROUND_CALLS, Calls
from bot.memory.database import Database
from bot.memory.folder import DataFolder
from bot.memory.invitations import Invitations
from bot.memory.jobs import Jobs
from bot.memory.notices import Notices
from bot.memory.questions import Questions
from bot.memory.records import Start
from bot.memory.refreshes import Refreshes
from bot.memory.schema import bring_up_to_date
from bot.memory.vault import Vault


class Memory(Invitations, Accounts, Refreshes, Calls, Notices, Questions, Jobs):
    """What must survive a restart. Every method is durable when it returns, but for counts of calls."""

    @classmethod
    async def open(
        cls,
        folder: Path,
        key: str | None,
        clock: Clock,
        start: Start | None = None,
        *,
        sleep: Sleep = asyncio.sleep,
        background_calls: int = BACKGROUND_CALLS,
    ) -> Memory:
        """Open the data folder, which is made and migrated as needed.

        ``key`` holds one or more Fernet keys, separated by commas; without it the folder keeps its own.
        ``start`` is what a home has that a founder's link makes, ``background_calls`` what an account
        may be called a day unasked.
        Raises ``SettingsError`` where the folder, the database or the key is not usable.
        """
        data = DataFolder(folder)
        vault = await asyncio.to_thread(_prepare, data, key)
        database = Database(data.database)
        memory = cls(database, vault, clock, start or Start(), sleep, background_calls)
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

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """Everything that this task does within happens as a whole or not at all.

        Other tasks wait with their writing meanwhile; so never wait for one of them inside.
        """
        async with self._database.writing():
            yield


def _prepare(data: DataFolder, key: str | None) -> Vault:
    with data.being_prepared():
        vault = Vault(key or data.secret_key())
        bring_up_to_date(data.database)
        return vault
