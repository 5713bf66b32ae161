"""Logins begin: those that wait for a code to be entered do so in the queue (login_carrier.py).

What the looks are made with is a credential, so it lies sealed in the queue.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.home.account import WhichAccount
from bot.home.announcer import Address
from bot.home.clock import Clock
from bot.home.once import keep, recall
from bot.home.signing_in import (
    Code,
    Phase,
    SigningIn,
    SignsIn,
    TakesCodes,
)
from bot.jobs.keeping_logins import Kept, keep_login, of_accounts
from bot.jobs.parts import read_choice
from bot.memory.memory import Memory
from bot.memory.records import Home

KIND = "signing_in"
STEP = "signing_in"  # bot/home/once.py
CHOSEN = "part_kept"
LEAST_EVERY = 1.0

SignIns = Mapping[str, SignsIn | TakesCodes]


class Logins:
    """Begins logins and stops them. A home has one under way at a time."""

    def __init__(self, memory: Memory, sign_ins: SignIns, clock: Clock, wake: Callable[[], None]) -> None:
        self._memory = memory
        self._sign_ins = sign_ins
        self._clock = clock
        self._wake = wake

    @property
    def offered(self) -> tuple[str, ...]:
        """The clouds that can be signed in to from a chat."""
        return tuple(self._sign_ins)

    def takes_code(self, cloud: str) -> bool:
        """Whether whoever signs in to it brings a code."""
        return self._taker(cloud) is not None

    async def redeem(self, home: Home, cloud: str, code: str) -> Kept:
        """Sign in with a code. Raises ``CloudError``."""
        taker = self._taker(cloud)
        if taker is None:
            raise LookupError(f"{cloud} takes no codes")
        return await keep_login(self._memory, home, cloud, await taker.redeem(code))

    def _taker(self, cloud: str) -> TakesCodes | None:
        sign_in = self._sign_ins.get(cloud)
        return sign_in if isinstance(sign_in, TakesCodes) else None

    async def begin(
        self, home: Home, cloud: str, address: Address, person: int, again: int | None = None
    ) -> SigningIn | None:
        """None where this very request began a login before it broke off, and that is over by now.

        Raises ``CloudError``; ``LookupError`` for a cloud that is not offered.
        """
        if (before := await recall(STEP)) is not None:
            job = await self._memory.job(before)
            return waiting(job.payload, job.id, job.payload["told"]) if job else None
        sign_in = self._sign_ins[cloud]
        if not isinstance(sign_in, SignsIn):
            raise LookupError(f"{cloud} gives no codes")
        code = await sign_in.begin()
        now = self._clock.now()
        payload: dict[str, Any] = {
            "cloud": cloud,
            "address": code.address,
            "code": code.code,
            "ends": code.ends.isoformat(),
            "every": max(LEAST_EVERY, code.every),
            "sealed": self._memory.seal(code.secret),
            "told": _minutes(code, now),
            "again": again,
        }
        due = now + timedelta(seconds=payload["every"])
        async with self._memory.transaction():
            for old in await self._memory.jobs_of(home.id, [KIND]):
                await self._memory.drop_job(old.id, home.id)
            job = await self._memory.add_job(home.id, KIND, payload, due, address, person)
            await keep(STEP, job.id)
        self._wake()
        return waiting(payload, job.id, payload["told"])

    async def stop(self, home: Home, job: int) -> SigningIn | None:
        """None where it is over already."""
        found = await self._memory.job(job)
        if found is None or found.kind != KIND or not await self._memory.drop_job(job, home.id):
            return None
        return SigningIn(found.payload["cloud"], Phase.STOPPED)

    async def choose(self, home: Home, job: int, place: int, person: int) -> Kept | None:
        """Keep the part that was chosen by whoever signed in, once; None where there is nothing to choose."""
        if (before := await recall(CHOSEN)) is not None:
            cloud, part, anew = before
            return Kept(WhichAccount(cloud, part), anew)
        found = await self._memory.job(job)
        waits = found is not None and found.kind == KIND and (found.home, found.person) == (home.id, person)
        choice = read_choice(found.payload, self._memory) if found and waits else None
        if found is None or choice is None or place >= len(choice.parts):
            return None
        async with self._memory.transaction(of_accounts(home)):
            if not await self._memory.drop_job(job, home.id):
                return None
            narrowed = choice.narrowed(choice.parts[place])
            kept = await keep_login(self._memory, home, found.payload["cloud"], narrowed)
            await keep(CHOSEN, [kept.account.cloud, kept.account.part, kept.anew])
        return kept

    async def show_on(self, login: SigningIn, card: int) -> None:
        """How it goes is told on this card."""
        if login.job is not None:
            await self._memory.show_jobs_on([login.job], card)


def _minutes(code: Code, now: datetime) -> int:
    return max(1, math.ceil((code.ends - now) / timedelta(minutes=1)))


def waiting(payload: Mapping[str, Any], job: int, minutes: int) -> SigningIn:
    return SigningIn(payload["cloud"], Phase.WAITING, payload["address"], payload["code"], minutes, job=job)
