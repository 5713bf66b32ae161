"""The journal: who asked what, what was done and how it ended. For how long is the operator's choice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select

from bot.memory.database import prune
from bot.memory.house_tables import journal
from bot.memory.part import Part
from bot.memory.records import Entry

JOURNAL_DAYS = 90


class Journal(Part):
    journal_days = JOURNAL_DAYS
    """How long entries are kept; 0: none are written."""

    async def write_entry(
        self, home: int, person: int | None, chat: int | None, via: str, what: Mapping[str, Any], result: str
    ) -> None:
        """``what`` must be JSON: devices and commands rather than words, which are nobody else's business."""
        if not self.journal_days:
            return
        values = {"home": home, "person": person, "chat": chat, "via": via, "what": dict(what)}
        row = insert(journal).values(**values, result=result, at=self._clock.now())
        async with self._database.writing() as connection:
            await connection.execute(row)

    async def entries(
        self, home: int, *, person: int | None = None, before: int | None = None, limit: int = 20
    ) -> tuple[Entry, ...]:
        """The newest first; of one person, and only those ``before`` an entry, if you like."""
        query = select(journal).where(journal.c.home == home)
        if person is not None:
            query = query.where(journal.c.person == person)
        if before is not None:
            query = query.where(journal.c.id < before)
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(journal.c.id.desc()).limit(limit))
            return tuple(Entry(**row._mapping) for row in rows)

    async def prune_journal(self) -> None:
        too_old = self._clock.now() - timedelta(days=self.journal_days)
        async with self._database.writing() as connection:
            await connection.execute(prune(journal, journal.c.at <= too_old))
