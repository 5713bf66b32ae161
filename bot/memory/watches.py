"""Watches: what people want to be told of, and what was seen and told last."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from bot.home.announcer import Address
from bot.memory.house_tables import watches
from bot.memory.part import Part


@dataclass(frozen=True)
class KeptWatch:
    """``what`` and ``seen`` are as JSON gives them back."""

    id: int
    home: int
    person: int
    address: Address
    what: Mapping[str, Any]
    seen: Mapping[str, Any]
    until: datetime
    silent: datetime | None = None


class Watches(Part):
    async def add_watch(
        self,
        home: int,
        person: int,
        address: Address,
        what: Mapping[str, Any],
        seen: Mapping[str, Any],
        until: datetime,
    ) -> KeptWatch:
        values = {
            "home": home,
            "person": person,
            "chat": address.chat,
            "topic": address.topic,
            "language": address.language,
            "what": dict(what),
            "seen": dict(seen),
            "until": until,
        }
        async with self._database.writing() as connection:
            row = insert(watches).values(values).returning(watches.c.id)
            id_ = (await connection.execute(row)).scalar_one()
        return KeptWatch(id_, home, person, address, dict(what), dict(seen), until)

    async def watches_of(self, home: int) -> tuple[KeptWatch, ...]:
        """The home's watches, the oldest first."""
        query = select(watches).where(watches.c.home == home).order_by(watches.c.id)
        async with self._database.reading() as connection:
            return tuple(_watch(row) for row in await connection.execute(query))

    async def watch(self, id: int) -> KeptWatch | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(select(watches).where(watches.c.id == id))).one_or_none()
        return _watch(row) if row else None

    async def homes_with_watches(self) -> Collection[int]:
        async with self._database.reading() as connection:
            return set((await connection.execute(select(watches.c.home).distinct())).scalars())

    async def count_watches(self, home: int) -> int:
        query = select(func.count()).where(watches.c.home == home)
        async with self._database.reading() as connection:
            count: int = (await connection.execute(query)).scalar_one()
        return count

    async def keep_seen(self, id: int, seen: Mapping[str, Any]) -> bool:
        """What was seen and told by now; False where the watch is gone."""
        row = update(watches).where(watches.c.id == id).values(seen=dict(seen))
        async with self._database.writing() as connection:
            return (await connection.execute(row)).rowcount == 1

    async def silence_watch(self, id: int, home: int, until: datetime | None) -> bool:
        """Tell nobody until then, or (None) tell again."""
        own = (watches.c.id == id) & (watches.c.home == home)
        async with self._database.writing() as connection:
            row = update(watches).where(own).values(silent=until)
            return (await connection.execute(row)).rowcount == 1

    async def drop_watch(self, id: int, home: int) -> bool:
        """Watch no more; False where somebody was quicker."""
        own = (watches.c.id == id) & (watches.c.home == home)
        async with self._database.writing() as connection:
            return (await connection.execute(delete(watches).where(own))).rowcount == 1


def _watch(row: Row[Any]) -> KeptWatch:
    address = Address(row.chat, row.language, row.topic)
    return KeptWatch(row.id, row.home, row.person, address, row.what, row.seen, row.until, row.silent)
