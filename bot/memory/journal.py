"""The journal: who asked what, what was done and how it ended. For how long is the operator's choice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, update

from bot.memory.database import prune, upsert
from bot.memory.house_tables import journal
from bot.memory.part import Part
from bot.memory.records import Entry

JOURNAL_DAYS = 90


class Journal(Part):
    journal_days = JOURNAL_DAYS
    """How long entries are kept; 0: none are written."""

    async def write_entry(
        self,
        home: int,
        person: int | None,
        chat: int | None,
        via: str,
        what: Mapping[str, Any],
        result: str,
        *,
        act: str | None = None,
    ) -> None:
        """``what`` must be JSON: devices and commands rather than words, which are nobody else's business.

        ``act`` names what was done: written again, after a crash, it corrects the entry that is there.
        """
        if not self.journal_days:
            return
        values: dict[str, Any] = {"at": self._clock.now(), "person": person, "chat": chat, "via": via}
        values |= {"what": dict(what), "result": result}
        if act is None:
            row = insert(journal).values(home=home, **values)
        else:
            row = upsert(journal, {"home": home, "act": act}, values, keep=["at"])
        async with self._database.writing(beside=True) as connection:
            await connection.execute(row)

    async def settle_entry(self, home: int, act: str, result: str) -> None:
        """By now it is known how it ended; what is not in the journal stays out of it."""
        own = (journal.c.home == home) & (journal.c.act == act)
        async with self._database.writing(beside=True) as connection:
            await connection.execute(update(journal).where(own).values(result=result))

    async def entries(
        self,
        home: int,
        *,
        person: int | None = None,
        before: int | None = None,
        limit: int = 20,
        results: Collection[str] | None = None,
    ) -> tuple[Entry, ...]:
        """The newest first; of one person, only those ``before`` an entry or with these ``results``."""
        query = select(*(column for column in journal.c if column is not journal.c.act))
        query = query.where(journal.c.home == home)
        if person is not None:
            query = query.where(journal.c.person == person)
        if before is not None:
            query = query.where(journal.c.id < before)
        if results is not None:
            query = query.where(journal.c.result.in_(results))
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(journal.c.id.desc()).limit(limit))
            return tuple(Entry(**row._mapping) for row in rows)

    async def prune_journal(self) -> None:
        too_old = self._clock.now() - timedelta(days=self.journal_days)
        async with self._database.writing() as connection:
            await connection.execute(prune(journal, journal.c.at <= too_old))
