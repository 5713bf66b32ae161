"""Updates from Telegram: each is dealt with once, by whichever process, and none is lost with one that dies.

Who claims an update holds it with a lease and keeps it, sealed, until it is dealt with; whoever takes it over
from the dead is told whether its effect may have begun. Telegram forgets an update once it was received, so
without its content there would be nothing to take over.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, select, update

from bot.home.errors import NotNowError
from bot.memory.database import prune, upsert
from bot.memory.house_tables import updates
from bot.memory.part import Part
from bot.memory.records import Claim

LEASE = timedelta(seconds=12)
KEPT = timedelta(days=1)  # Telegram does not offer an update for longer


class Updates(Part):
    async def claim_update(
        self, id: int, content: str = "", *, bot: int = 0, holder: str = "", lease: timedelta = LEASE
    ) -> Claim | None:
        """Whether the update is the caller's to deal with: for exactly one, until the lease is over.

        None where somebody has it or has dealt with it.
        """
        now = self._clock.now()
        values = {
            "seen": now,
            "holder": holder,
            "free": now + lease,
            "begun": False,
            "sealed": self._vault.seal_text(content) if content else None,
        }
        # Whether it was begun is left as it is: the holder before may have died in the middle.
        free = updates.c.free <= now
        row = upsert(updates, {"bot": bot, "id": id}, values, keep=["seen", "begun"], only_if=free)
        async with self._database.writing() as connection:
            begun = (await connection.execute(row.returning(updates.c.begun))).scalar_one_or_none()
        return None if begun is None else Claim(id, begun)

    async def begin_update(self, id: int, holder: str, *, bot: int = 0) -> bool:
        """Write down, before it happens, that the update has an effect.

        False: it is not the holder's, or somebody had begun and may have done it.
        """
        new = _held(bot, id, holder) & updates.c.begun.is_(False)
        return await self._change_update(new, {"begun": True})

    async def finish_update(self, id: int, holder: str, *, bot: int = 0) -> bool:
        """The update is dealt with, for good; what it said is forgotten."""
        return await self._change_update(
            _held(bot, id, holder), {"free": None, "sealed": None, "steps": None}
        )

    async def steps_of_update(self, id: int, *, bot: int = 0) -> dict[str, Any]:
        """What was changed here on the update's behalf, by the names of the steps."""
        query = select(updates.c.steps).where(updates.c.bot == bot, updates.c.id == id)
        async with self._database.reading() as connection:
            return dict((await connection.execute(query)).scalar_one_or_none() or {})

    async def keep_step(self, id: int, holder: str, step: str, made: Any, *, bot: int = 0) -> bool:
        """Keep what a step made, in its transaction; False where the update is not the holder's any more."""
        steps = {**await self.steps_of_update(id, bot=bot), step: made}
        return await self._change_update(_held(bot, id, holder), {"steps": steps})

    async def release_update(self, id: int, holder: str, *, bot: int = 0) -> bool:
        """The update could not be dealt with; anybody may take it at once."""
        return await self._change_update(_held(bot, id, holder), {"free": self._clock.now()})

    async def release_updates(self, *, bot: int = 0) -> None:
        """Whoever claimed anything before is dead: to be called where only one can be at work."""
        await self._change_update(
            (updates.c.bot == bot) & updates.c.free.is_not(None), {"free": self._clock.now()}
        )

    async def is_dealt_with(self, id: int, *, bot: int = 0) -> bool:
        own = (updates.c.bot == bot) & (updates.c.id == id) & updates.c.free.is_(None)
        async with self._database.reading() as connection:
            return (await connection.execute(select(updates.c.id).where(own))).first() is not None

    async def is_held(self, id: int, holder: str, *, bot: int = 0) -> bool:
        """Whether the update is still the holder's to deal with."""
        async with self._database.reading() as connection:
            return (
                await connection.execute(select(updates.c.id).where(_held(bot, id, holder)))
            ).first() is not None

    async def renew_updates(
        self, holder: str, ids: Collection[int], *, bot: int = 0, lease: timedelta = LEASE
    ) -> None:
        """Hold for longer what the holder is dealing with."""
        own = (updates.c.bot == bot) & (updates.c.holder == holder) & updates.c.free.is_not(None)
        await self._change_update(own & updates.c.id.in_(ids), {"free": self._clock.now() + lease})

    async def take_updates_over(
        self, holder: str, *, bot: int = 0, limit: int = 20, lease: timedelta = LEASE
    ) -> tuple[Claim, ...]:
        """What somebody claimed who did not live to deal with it, the oldest first."""
        now = self._clock.now()
        left = (updates.c.bot == bot) & (updates.c.free <= now)
        query = select(updates.c.id, updates.c.begun, updates.c.sealed).where(left)
        async with self._database.reading() as connection:
            if (await connection.execute(query.limit(1))).first() is None:
                return ()  # nearly always: nothing to write
        async with self._database.writing() as connection:
            chosen = query.order_by(updates.c.id).limit(limit).with_for_update(skip_locked=True)
            rows = (await connection.execute(chosen)).all()
            taken = (updates.c.bot == bot) & updates.c.id.in_([row.id for row in rows])
            await connection.execute(update(updates).where(taken).values(holder=holder, free=now + lease))
        return tuple(
            Claim(row.id, row.begun, row.sealed and self._vault.open_text(row.sealed)) for row in rows
        )

    async def prune_updates(self) -> None:
        over = (updates.c.seen <= self._clock.now() - KEPT) & updates.c.free.is_(None)
        async with self._database.writing() as connection:
            await connection.execute(prune(updates, over))

    async def _change_update(self, which: ColumnElement[bool], values: Mapping[str, Any]) -> bool:
        async with self._database.writing(beside=True) as connection:
            return (await connection.execute(update(updates).where(which).values(values))).rowcount > 0


def _held(bot: int, id: int, holder: str) -> ColumnElement[bool]:
    return (
        (updates.c.bot == bot)
        & (updates.c.id == id)
        & (updates.c.holder == holder)
        & updates.c.free.is_not(None)
    )


class UpdateHeldError(NotNowError):
    """Somebody else is dealing with the update, or died over it a moment ago."""


class Ledger:
    """The updates of one bot, as one process deals with them."""

    def __init__(self, memory: Updates, bot: int) -> None:
        self._memory = memory
        self._bot = bot
        self._holder = secrets.token_hex(16)
        # What could not be finished or released is not held on to, so that it comes to somebody again.
        self._under_way: set[int] = set()

    async def claim(self, id: int) -> bool:
        """Whether it is this process's; ``UpdateHeldError`` while it is another's and not dealt with."""
        if await self._memory.claim_update(id, bot=self._bot, holder=self._holder):
            self._under_way.add(id)
            return True
        if await self._memory.is_dealt_with(id, bot=self._bot):
            return False
        raise UpdateHeldError(f"update {id} is in other hands")

    async def begin(self, id: int) -> bool:
        """Write down that something is about to be done; False where somebody had begun before.

        ``UpdateHeldError`` where it was taken over, because this process was too slow to keep it: whoever has
        it does all of it.
        """
        if await self._memory.begin_update(id, self._holder, bot=self._bot):
            return True
        if not await self._memory.is_held(id, self._holder, bot=self._bot):
            raise UpdateHeldError(f"update {id} was taken over")
        return False

    async def finish(self, id: int) -> None:
        self._under_way.discard(id)
        await self._memory.finish_update(id, self._holder, bot=self._bot)

    async def release(self, id: int) -> None:
        self._under_way.discard(id)
        await self._memory.release_update(id, self._holder, bot=self._bot)

    async def recall(self, id: int, step: str) -> Any:
        """What the step made for whoever held the update before; None where it was not reached."""
        return (await self._memory.steps_of_update(id, bot=self._bot)).get(step)

    async def keep(self, id: int, step: str, made: Any) -> None:
        if not await self._memory.keep_step(id, self._holder, step, made, bot=self._bot):
            raise UpdateHeldError(f"update {id} was taken over")

    async def renew(self) -> None:
        if self._under_way:
            await self._memory.renew_updates(self._holder, self._under_way, bot=self._bot)
