"""What is to be done later: a queue in which a job is in one worker's hands at a time.

A worker takes a job with a lease, which runs out by itself when the worker dies, and writes down its attempt
before it does what must not be done twice. Whoever takes the job next sees that attempt and knows that the
work may have been done. Machines that share the database must agree on the time to a few seconds.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Update, delete, func, insert, select, update

from bot.home.announcer import Address
from bot.memory.job_tables import jobs
from bot.memory.part import Part
from bot.memory.tables import homes


@dataclass(frozen=True)
class Job:
    """``payload`` is as JSON gives it back; ``person`` asked for it, and ``address`` is where to answer.

    ``attempt``: somebody has begun it and did not say how that ended. ``tries``: how often it was taken.
    """

    id: int
    home: int
    kind: str
    payload: Mapping[str, Any]
    due: datetime
    address: Address
    person: int | None = None
    paused: bool = False
    attempt: str | None = None
    tries: int = 0


class Jobs(Part):
    async def add_job(
        self,
        home: int,
        kind: str,
        payload: Mapping[str, Any],
        due: datetime,
        address: Address,
        person: int | None = None,
    ) -> Job:
        values = {
            "home": home,
            "kind": kind,
            "payload": dict(payload),
            "due": due,
            "free": due,
            "tries": 0,
            "person": person,
            "chat": address.chat,
            "topic": address.topic,
            "card": address.card,
            "language": address.language,
        }
        async with self._database.writing() as connection:
            id_ = (await connection.execute(insert(jobs).values(values).returning(jobs.c.id))).scalar_one()
        return Job(id_, home, kind, dict(payload), due, address, person)

    def seal(self, text: str) -> str:
        """A credential that a job works with, as its payload may hold it."""
        return self._vault.seal_text(text)

    def unseal(self, sealed: str) -> str:
        """Raises ``SettingsError`` where our key does not open it."""
        return self._vault.open_text(sealed)

    async def take_jobs(
        self, holder: str, kinds: Collection[str], limit: int, lease: timedelta
    ) -> tuple[Job, ...]:
        """At most ``limit`` of the jobs that are due and in nobody's hands, the longest due first.

        Kinds that the holder does not know are left to those who do: a newer version runs beside it.
        """
        now = self._clock.now()
        free = (jobs.c.free <= now) & jobs.c.kind.in_(kinds)
        due = select(jobs).where(free).order_by(jobs.c.free).limit(limit)
        async with self._database.reading() as connection:
            if (await connection.execute(due.limit(1))).first() is None:
                return ()  # nearly always: nothing to write
        async with self._database.writing() as connection:
            rows = (await connection.execute(due.with_for_update(skip_locked=True))).all()
            taken = jobs.c.id.in_([row.id for row in rows])
            hold = update(jobs).where(taken).values(holder=holder, free=now + lease, tries=jobs.c.tries + 1)
            await connection.execute(hold)
        return tuple(replace(_job(row), tries=row.tries + 1) for row in rows)

    async def renew_jobs(self, holder: str, ids: Collection[int], lease: timedelta) -> set[int]:
        """Hold these jobs for longer; those of them that are still the holder's."""
        own = (jobs.c.holder == holder) & jobs.c.id.in_(ids)
        row = update(jobs).where(own).values(free=self._clock.now() + lease).returning(jobs.c.id)
        async with self._database.writing() as connection:
            return set((await connection.execute(row)).scalars())

    async def begin_job(self, id: int, holder: str, payload: Mapping[str, Any] | None = None) -> bool:
        """Write down, before it happens, that the job is being done (and perhaps how).

        False where it is no longer the holder's, and must not be done.
        """
        values: dict[str, Any] = {"attempt": secrets.token_hex(16)}
        if payload is not None:
            values["payload"] = dict(payload)
        return await self._change(_held(id, holder) & (jobs.c.free > self._clock.now()), values)

    async def finish_job(self, id: int, holder: str) -> bool:
        """The job is done, for good."""
        async with self._database.writing() as connection:
            return (await connection.execute(delete(jobs).where(_held(id, holder)))).rowcount == 1

    async def put_off_job(
        self, id: int, holder: str, due: datetime, payload: Mapping[str, Any] | None = None
    ) -> bool:
        """This time it is done; the next time is at ``due``."""
        values: dict[str, Any] = {"due": due, "free": due, "holder": None, "attempt": None, "tries": 0}
        if payload is not None:
            values["payload"] = dict(payload)
        return await self._change(_held(id, holder), values)

    async def give_back_job(self, id: int, holder: str, free: datetime, *, tried: bool = True) -> bool:
        """It was not done: whoever comes first tries again, from ``free`` on. Was it even ``tried``?"""
        values: dict[str, Any] = {"free": free, "holder": None}
        return await self._change(_held(id, holder), values if tried else {**values, "tries": 0})

    async def hand_over_jobs(self, holder: str) -> None:
        """The holder ends; others may go on with what it has, at once."""
        row = update(jobs).where(jobs.c.holder == holder).values(free=self._clock.now(), holder=None)
        async with self._database.writing() as connection:
            await connection.execute(row)

    async def next_job(self, kinds: Collection[str]) -> datetime | None:
        """When there will be something of these kinds to take; None when nothing waits."""
        query = select(func.min(jobs.c.free)).where(jobs.c.kind.in_(kinds))
        async with self._database.reading() as connection:
            free: datetime | None = (await connection.execute(query)).scalar_one_or_none()
        return free

    async def job(self, id: int) -> Job | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(select(jobs).where(jobs.c.id == id))).one_or_none()
        return _job(row) if row else None

    async def jobs_of(self, home: int, kinds: Collection[str]) -> tuple[Job, ...]:
        """The home's jobs of some kinds, the next first."""
        query = (
            select(jobs).where(jobs.c.home == home, jobs.c.kind.in_(kinds)).order_by(jobs.c.due, jobs.c.id)
        )
        async with self._database.reading() as connection:
            return tuple(_job(row) for row in await connection.execute(query))

    async def homes_without_job(self, kind: str) -> tuple[int, ...]:
        """The homes that have no job of a kind."""
        has = select(jobs.c.id).where(jobs.c.home == homes.c.id, jobs.c.kind == kind).exists()
        async with self._database.reading() as connection:
            rows = await connection.execute(select(homes.c.id).where(~has).order_by(homes.c.id))
            return tuple(rows.scalars())

    async def drop_job(self, id: int, home: int, *, begun: bool = False) -> bool:
        """Forget a job that nobody has begun. ``begun``: or that somebody has; he ends what he is doing."""
        async with self._database.writing() as connection:
            return (await connection.execute(delete(jobs).where(_own(id, home, begun)))).rowcount == 1

    async def pause_job(self, id: int, home: int, *, begun: bool = False) -> bool:
        """Nobody takes the job until it is resumed, and whoever has taken it does not begin. ``begun``: or
        ends what he is doing."""
        return await self._change(_own(id, home, begun), {"free": None, "holder": None, "attempt": None})

    async def resume_job(self, id: int, home: int, due: datetime) -> bool:
        own = (jobs.c.id == id) & (jobs.c.home == home) & jobs.c.free.is_(None)
        return await self._change(own, {"due": due, "free": due, "tries": 0})

    async def hasten_jobs(self, home: int, kind: str) -> bool:
        """The home's jobs of a kind are due now, unless somebody is at them; whether there is any."""
        now = self._clock.now()
        own = (
            (jobs.c.home == home) & (jobs.c.kind == kind) & jobs.c.holder.is_(None) & jobs.c.free.is_not(None)
        )
        row = update(jobs).where(own).values(due=now, free=now)
        async with self._database.writing() as connection:
            return bool((await connection.execute(row)).rowcount)

    async def show_jobs_on(self, ids: Collection[int], card: int) -> None:
        """The card that tells of these jobs: what comes of them is told there."""
        row = update(jobs).where(jobs.c.id.in_(ids)).values(card=card)
        async with self._database.writing() as connection:
            await connection.execute(row)

    async def _change(self, which: ColumnElement[bool], values: Mapping[str, Any]) -> bool:
        row: Update = update(jobs).where(which).values(values)
        async with self._database.writing() as connection:
            return (await connection.execute(row)).rowcount == 1


def _own(id: int, home: int, begun: bool) -> ColumnElement[bool]:
    own = (jobs.c.id == id) & (jobs.c.home == home)
    return own if begun else own & jobs.c.attempt.is_(None)


def _held(id: int, holder: str) -> ColumnElement[bool]:
    return (jobs.c.id == id) & (jobs.c.holder == holder)


def _job(row: Row[Any]) -> Job:
    address = Address(row.chat, row.language, row.topic, row.card)
    paused = row.free is None
    return Job(
        row.id, row.home, row.kind, row.payload, row.due, address, row.person, paused, row.attempt, row.tries
    )
