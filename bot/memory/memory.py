"""The whole memory: one class a theme, together over one database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.home.clock import Clock
from bot.memory.accounts import Accounts
from bot.memory.database import Database
from bot.memory.folder import DataFolder
from bot.memory.invitations import Invitations
from bot.memory.questions import Questions
from bot.memory.records import Start
from bot.memory.schema import bring_up_to_date
from bot.memory.vault import Vault


class Memory(Invitations, Accounts, Questions):
    """What must survive a restart. Every method is durable when it returns."""

    @classmethod
    async def open(cls, folder: Path, key: str | None, clock: Clock, start: Start | None = None) -> Memory:
        """Open the data folder, which is made and migrated as needed.

        ``key`` holds one or more Fernet keys, separated by commas; without it the folder keeps its own.
        ``start`` is what a home has that a founder's link makes.
        Raises ``SettingsError`` where the folder, the database or the key is not usable.
        """
        data = DataFolder(folder)
        vault = await asyncio.to_thread(_prepare, data, key)
        memory = cls(Database(data.database), vault, clock, start or Start())
        try:
            await memory.check_key()
        except BaseException:
            await memory.close()
            raise
        return memory

    async def close(self) -> None:
        await self._database.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """Everything that this task does within happens as a whole or not at all.

        Other tasks wait with their writing meanwhile; so never wait for one of them inside.
        """
        async with self._database.writing():
            yield


def _prepare(data: DataFolder, key: str | None) -> Vault:
    data.make()
    vault = Vault(key or data.secret_key())
    bring_up_to_date(data.database)
    return vault
