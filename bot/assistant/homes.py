"""The households of this process, made when they are first needed."""

from __future__ import annotations

import asyncio

from bot.home.account import HearsOfLogins
from bot.home.clock import Clock
from bot.household import Connect, Household
from bot.memory.memory import Memory
from bot.memory.records import Home


class Homes:
    def __init__(
        self, memory: Memory, connect: Connect, clock: Clock, logins: HearsOfLogins | None = None
    ) -> None:
        self._memory = memory
        self._connect = connect
        self._clock = clock
        self._logins = logins
        self._households: dict[int, Household] = {}
        self._making = asyncio.Lock()

    async def of(self, home: Home) -> Household:
        """The household of a home, with a cloud for each of its accounts."""
        async with self._making:
            if home.id not in self._households:
                accounts = await self._memory.accounts(home.id)
                clouds = {account.id: self._connect(account) for account in accounts}
                self._households[home.id] = Household(home.name, clouds, self._clock, self._logins)
        return self._households[home.id]

    def get(self, home: int) -> Household | None:
        """The household of a home that was spoken with since the start."""
        return self._households.get(home)
