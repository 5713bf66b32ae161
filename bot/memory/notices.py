"""What the owner was told of an account, so that it is told once: a row stands until the account works."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, false, select

from bot.memory.database import upsert
from bot.memory.part import Part
from bot.memory.tables import notices


class Notices(Part):
    async def claim_notice(self, account: int, kind: str) -> bool:
        """Whether it is now the caller's to tell: true for exactly one, until the notice is withdrawn."""
        key = {"account": account, "kind": kind}
        once = upsert(notices, key, {"told": self._clock.now()}, only_if=false())
        async with self._database.writing() as connection:
            return (await connection.execute(once.returning(notices.c.account))).first() is not None

    async def withdraw_notices(self, account: int, kinds: Collection[str]) -> None:
        """What these notices said is over, or could not be said: the next time is told again."""
        told = (notices.c.account == account) & notices.c.kind.in_(kinds)
        async with self._database.reading() as connection:
            if (await connection.execute(select(notices.c.kind).where(told))).first() is None:
                return  # nearly always: nothing to write
        async with self._database.writing() as connection:
            await connection.execute(delete(notices).where(told))
