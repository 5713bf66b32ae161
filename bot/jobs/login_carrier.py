"""Logins that wait for somebody to enter a code are looked after until they end, through restarts."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.home.announcer import Announcer
from bot.home.clock import Clock
from bot.home.deed import Ending, Via
from bot.home.errors import CloudAuthError, CloudError
from bot.home.house import House
from bot.home.outcome import Reply
from bot.home.roles import Role
from bot.home.signing_in import Granted, NotYet, PartAsked, Phase, SigningIn, SignsIn, choosable
from bot.jobs.journalist import Doer, Journalist
from bot.jobs.keeping_logins import keep_login
from bot.jobs.parts import CHOICE, read_choice, written_choice
from bot.jobs.signing_in import SignIns, waiting
from bot.jobs.whose import HouseholdOf, home_of
from bot.jobs.worker import Again, Hold
from bot.memory.jobs import Job
from bot.memory.memory import Memory

CHOOSE_WITHIN = timedelta(hours=1)
SLOWER = 5.0  # seconds more between two looks, whenever the cloud asks for it (RFC 8628, 3.5)

ENDS = {NotYet.DENIED: Phase.DENIED, NotYet.EXPIRED: Phase.EXPIRED}


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
            await self._announce(job, waiting(payload, job.id, left))
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
        await self._announce(job, kept.told_with(house), house)
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
