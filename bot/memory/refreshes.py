"""Who may refresh an account's session: one at a time, in whatever process or on whatever machine.

A refresh token works once, so two who refresh at the same moment end the login for both. The right to do it
is a lease, a row of the database: in a process that is killed no lock would be let go of, but a lease runs
out. Machines that share the database must agree on the time to a few seconds.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from sqlalchemy import delete, select

from bot.memory.database import upsert
from bot.memory.part import Part
from bot.memory.tables import accounts, refreshes

LEASE = timedelta(seconds=30)  # longer than a call may take (bot/clouds/client.py: 20 s), and storing
LOOK_AGAIN = 0.25  # seconds


class Refreshes(Part):
    @asynccontextmanager
    async def refreshing(self, account: int) -> AsyncIterator[None]:
        """Hold the account's one right to refresh; wait while somebody else has it.

        Whoever gets it must look at ``secrets_of`` first: the one before may have refreshed already.
        Raises ``LookupError`` where the account was unlinked meanwhile.
        """
        holder = secrets.token_hex(16)
        while not await self._take(account, holder):
            await self._sleep(LOOK_AGAIN)
        try:
            yield
        finally:
            own = (refreshes.c.account == account) & (refreshes.c.holder == holder)
            async with self._database.writing() as connection:
                await connection.execute(delete(refreshes).where(own))

    async def _take(self, account: int, holder: str) -> bool:
        now = self._clock.now()
        lease = {"holder": holder, "expires": now + LEASE}
        row = upsert(refreshes, {"account": account}, lease, only_if=refreshes.c.expires <= now)
        async with self._database.writing() as connection:
            linked = select(accounts.c.id).where(accounts.c.id == account)
            kept = linked.with_for_update(read=True, key_share=True)
            if (await connection.execute(kept)).first() is None:
                raise LookupError(f"there is no account {account}")
            return (await connection.execute(row.returning(refreshes.c.account))).first() is not None
