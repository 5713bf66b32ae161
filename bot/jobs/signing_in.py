"""Logins that wait for somebody to enter a code: looked after until they end, through restarts.

What the looks are made with is a credential, so it lies sealed in the queue.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.home.account import PART, WhichAccount
from bot.home.announcer import Address, Announcer
from bot.home.clock import Clock
from bot.home.deed import Deed, DeedKind, Ending, Via
from bot.home.errors import CloudAuthError, CloudError
from bot.home.house import House
from bot.home.once import keep, recall
from bot.home.outcome import Reply
from bot.home.roles import Role
from bot.home.signing_in import (
    Code,
    Granted,
    NotYet,
    PartAsked,
    Phase,
    SigningIn,
    SignsIn,
    TakesCodes,
    choosable,
    is_same_login,
)
from bot.jobs.journalist import Doer, Journalist
from bot.jobs.parts import CHOICE, read_choice, written_choice
from bot.jobs.whose import HouseholdOf, home_of
from bot.jobs.worker import Again, Hold
from bot.memory.jobs import Job
from bot.memory.memory import Memory
from bot.memory.records import Home

KIND = "signing_in"
STEP = "signing_in"  # bot/home/once.py
CHOSEN = "part_kept"
CHOOSE_WITHIN = timedelta(hours=1)
SLOWER = 5.0  # seconds more between two looks, whenever the cloud asks for it (RFC 8628, 3.5)
LEAST_EVERY = 1.0

ENDS = {NotYet.DENIED: Phase.DENIED, NotYet.EXPIRED: Phase.EXPIRED}

SignIns = Mapping[str, SignsIn | TakesCodes]


def of_accounts(home: Home) -> str:
    """What a transaction is alone with that decides which accounts a home has."""
    return f"accounts of {home.id}"


@dataclass(frozen=True)
class Kept:
    """A login was kept as this account of a home; ``anew``: the account was there before."""

    account: WhichAccount
    anew: bool

    @property
    def phase(self) -> Phase:
        return Phase.AGAIN if self.anew else Phase.CONNECTED

    @property
    def deed(self) -> Deed:
        kind = DeedKind.CONNECTED_ANEW if self.anew else DeedKind.CONNECTED
        return Deed(kind, account=self.account)


async def keep_login(memory: Memory, home: Home, cloud: str, granted: Granted) -> Kept:
    which = WhichAccount(cloud, granted.settings.get(PART))
    async with memory.transaction(of_accounts(home)):
        for account in await memory.accounts(home.id):
            if is_same_login(account, cloud, granted.settings):
                await memory.change_account(account.connected_anew(granted.settings, granted.secrets))
                return Kept(which, anew=True)
        await memory.add_account(home.id, cloud, granted.settings, granted.secrets)
    return Kept(which, anew=False)


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
            return _waiting(job.payload, job.id, job.payload["told"]) if job else None
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
        return _waiting(payload, job.id, payload["told"])

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


class LoginCarrier:
    """``forget`` lets the home's household be made anew, with the account that it has got."""

    def __init__(
        self,
        memory: Memory,
        sign_ins: SignIns,
        household_of: HouseholdOf,
        forget: Callable[[int], None],
        announcer: Announcer,
        clock: Clock,
    ) -> None:
        self._memory = memory
        self._sign_ins = sign_ins
        self._household_of = household_of
        self._forget = forget
        self._announcer = announcer
        self._clock = clock
        self._journal = Journalist(memory)

    async def carry(self, hold: Hold) -> Again | None:
        job, payload = hold.job, hold.job.payload
        if CHOICE in payload:
            return await self._ask_which_part(job)
        now, ends = self._clock.now(), datetime.fromisoformat(payload["ends"])
        sign_in = self._sign_ins.get(payload["cloud"])
        if not isinstance(sign_in, SignsIn) or now >= ends:
            await self._told(job, Phase.EXPIRED if sign_in else Phase.FAILED)
            return None
        try:
            answer = await sign_in.look(self._memory.unseal(payload["sealed"]))
        except CloudAuthError:
            await self._told(job, Phase.FAILED)
            return None
        except CloudError:
            answer = NotYet.PENDING  # the person may be reading still
        if isinstance(answer, Granted):
            return await self._granted(job, answer)
        if answer in ENDS:
            await self._told(job, ENDS[answer])
            return None
        every = payload["every"] + (SLOWER if answer is NotYet.SLOWER else 0)
        left = math.ceil((ends - now) / timedelta(minutes=1))
        if left < payload["told"]:
            await self._announce(job, _waiting(payload, job.id, left))
        payload = {**payload, "every": every, "told": min(left, payload["told"])}
        return Again(now + timedelta(seconds=every), payload)

    async def give_up(self, job: Job) -> None:
        await self._told(job, Phase.FAILED)

    async def _granted(self, job: Job, granted: Granted) -> Again | None:
        home, cloud = await home_of(job, self._memory), job.payload["cloud"]
        role = await self._memory.role(home.id, job.person) if job.person else None
        if role is not Role.OWNER:
            await self._told(job, Phase.NOT_ALLOWED)
            return None
        if granted.parts:
            accounts = await self._memory.accounts(home.id)
            parts = choosable(granted, cloud, accounts, job.payload.get("again"))
            if len(parts) > 1:  # kept before it is asked, for a grant is given once
                now = self._clock.now()
                ends = now + CHOOSE_WITHIN
                return Again(
                    now, written_choice(job.payload, replace(granted, parts=parts), ends, self._memory)
                )
            granted = granted.narrowed(parts[0])
        kept = await keep_login(self._memory, home, cloud, granted)
        doer = Doer(home.id, job.person, job.address.chat, Via.PRESS)
        await self._journal.write(doer, kept.deed, Ending.DONE, f"j{job.id}")
        self._forget(home.id)
        house, _ = await (await self._household_of(home)).house()
        told = SigningIn(cloud, kept.phase, devices=len(house.devices), rooms=len(house.rooms))
        await self._announce(job, told, house)
        return None

    async def _ask_which_part(self, job: Job) -> Again | None:
        """Asked by the card that showed the login; it may be asked twice, but is answered once."""
        ends, choice = datetime.fromisoformat(job.payload["ends"]), read_choice(job.payload, self._memory)
        if choice is None or self._clock.now() >= ends:
            await self._told(job, Phase.NOT_CHOSEN)
            return None
        await self._announce(job, PartAsked(job.payload["cloud"], choice.parts, job.id))
        return Again(ends)

    async def _told(self, job: Job, phase: Phase) -> None:
        await self._announce(job, SigningIn(job.payload["cloud"], phase))

    async def _announce(self, job: Job, told: SigningIn | PartAsked, house: House | None = None) -> None:
        """On the card that shows the login, as the job knows it by now."""
        newest = await self._memory.job(job.id)
        if newest is None:
            return  # it was stopped meanwhile
        await self._announcer.announce(newest.address, Reply(told, house or House(), job.home))


def _minutes(code: Code, now: datetime) -> int:
    return max(1, math.ceil((code.ends - now) / timedelta(minutes=1)))


def _waiting(payload: Mapping[str, Any], job: int, minutes: int) -> SigningIn:
    return SigningIn(payload["cloud"], Phase.WAITING, payload["address"], payload["code"], minutes, job=job)
