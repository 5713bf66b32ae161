"""How many vendor calls each account makes a day (UTC), and how many more may be made unasked.

Vendors have closed accounts for traffic, so calls that nobody waits for have a budget. Counting must cost
nothing, therefore it happens in the process and is written down now and then; replicas learn of each other's
calls when they write, which makes the budget exact to about a minute's worth. A crash forgets as much.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select

from bot.home.clock import Clock, Sleep
from bot.memory.database import Database, prune, upsert
from bot.memory.part import Part
from bot.memory.records import CallsOfADay, Start
from bot.memory.tables import accounts, calls
from bot.memory.vault import Vault

BACKGROUND_CALLS = 300  # a day and account; so many are known to be safe
KEPT = timedelta(days=90)


class _Kind(NamedTuple):
    account: int
    day: date
    background: bool


class Calls(Part):
    def __init__(
        self,
        database: Database,
        vault: Vault,
        clock: Clock,
        start: Start,
        sleep: Sleep = asyncio.sleep,
        background_calls: int = BACKGROUND_CALLS,
    ) -> None:
        super().__init__(database, vault, clock, start, sleep)
        self._background_calls = background_calls
        self._unwritten: Counter[_Kind] = Counter()
        self._written: Counter[_Kind] = Counter()  # today's, by all replicas

    def count_call(self, account: int, background: bool) -> None:
        """One call more; ``write_calls`` writes it down."""
        self._unwritten[_Kind(account, self._today(), background)] += 1

    def background_left(self, account: int) -> int:
        """How many calls nobody asked for may still be made today within the account's budget."""
        kind = _Kind(account, self._today(), True)
        return max(0, self._background_calls - self._written[kind] - self._unwritten[kind])

    async def write_calls(self) -> None:
        """Write down what was counted since the last time, and learn what other replicas did."""
        counted = self._unwritten.copy()
        if counted:
            await self._add(counted)
            # Nothing may be awaited between the commit and this: a call would be counted twice.
            self._unwritten -= counted
            self._written += counted
        await self.learn_calls()

    async def learn_calls(self) -> None:
        """Look up what was called today, here and elsewhere."""
        today = self._today()
        query = select(calls.c.account, calls.c.background, calls.c.made).where(calls.c.day == today)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        self._written = Counter({_Kind(row.account, today, row.background): row.made for row in rows})

    async def call_counts(self, account: int, days: int) -> tuple[CallsOfADay, ...]:
        """The last ``days`` days that saw a call, today included, the newest first, as written down."""
        since = self._today() - timedelta(days=days - 1)
        query = select(calls).where(calls.c.account == account, calls.c.day >= since)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        counted = {(row.day, row.background): row.made for row in rows}
        seen = sorted({day for day, _ in counted}, reverse=True)
        return tuple(
            CallsOfADay(day, counted.get((day, False), 0), counted.get((day, True), 0)) for day in seen
        )

    async def _add(self, counted: Counter[_Kind]) -> None:
        async with self._database.writing() as connection:
            ours = select(accounts.c.id).where(accounts.c.id.in_({kind.account for kind in counted}))
            kept = ours.order_by(accounts.c.id).with_for_update(read=True, key_share=True)
            linked = set((await connection.execute(kept)).scalars())
            for kind, made in sorted(counted.items()):
                if kind.account in linked:  # an account that was unlinked has nothing to be counted
                    row = upsert(calls, kind._asdict(), {"made": made}, add=["made"])
                    await connection.execute(row)
            await connection.execute(prune(calls, calls.c.day < self._today() - KEPT))

    def _today(self) -> date:
        return self._clock.now().date()
