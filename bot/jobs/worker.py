"""Carries out what is due: takes jobs from the queue in memory, a few at once, until it is told to end.

What a job does may happen twice only where its carrier says so: see ``Hold.begin``.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot import metrics
from bot.home.clock import Clock, Sleep
from bot.memory.jobs import Job, Jobs

AT_ONCE = 20
LEASE = timedelta(seconds=60)
LOOK_EVERY = 5.0  # seconds: the clock may be moved, and another replica's job may be left behind
PATIENCE = 10.0  # seconds that jobs under way have when the bot ends
MOST_TRIES = 5
TRY_AGAIN = timedelta(seconds=30)  # then twice as long each time

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Again:
    """This time it is done; it is due again, perhaps with another payload.

    ``untried``: it could not even be begun now and keeps its due time.
    """

    due: datetime
    payload: Mapping[str, Any] | None = None
    untried: bool = False


class Hold:
    """A job in a worker's hands."""

    def __init__(self, jobs: Jobs, job: Job, holder: str) -> None:
        self._jobs = jobs
        self._holder = holder
        self.job = job

    async def begin(self, payload: Mapping[str, Any] | None = None) -> bool:
        """Call it right before what must not happen twice, and do nothing where it answers False.

        Should this process die after it, the next one finds ``job.attempt`` set and the given payload.
        """
        return await self._jobs.begin_job(self.job.id, self._holder, payload)


class Carrier(Protocol):
    """Knows how jobs of one kind are carried out."""

    async def carry(self, hold: Hold) -> Again | None:
        """Do the job; when it is due again, or None when it is done for good. Raises to be tried again."""

    async def give_up(self, job: Job) -> None:
        """It failed time and again and will not be tried any more."""


class Worker:
    def __init__(
        self,
        jobs: Jobs,
        carriers: Mapping[str, Carrier],
        clock: Clock,
        sleep: Sleep = asyncio.sleep,
        lease: timedelta = LEASE,
    ) -> None:
        self._jobs = jobs
        self._carriers = carriers
        self._clock = clock
        self._sleep = sleep
        self._lease = lease
        self._holder = secrets.token_hex(16)
        self._working: dict[int, asyncio.Task[None]] = {}
        self._leaving: set[int] = set()  # done, and being struck off: no longer ours, but nobody else's
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """There may be something to do sooner than was thought."""
        self._woken.set()

    async def run(self) -> None:
        """Carry out jobs as they come due, until cancelled."""
        renewing = asyncio.create_task(self._renew_for_ever())
        try:
            while True:
                self._woken.clear()
                try:
                    await self._start()
                    await self._rest()
                except Exception:
                    log.exception("the queue of jobs cannot be read")
                    await self._sleep(LOOK_EVERY)
        finally:
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)

    async def round(self) -> int:
        """Take what is due, as much as is done at once, and carry it out; how much that was."""
        await self._start()
        tasks = list(self._working.values())
        await asyncio.gather(*tasks)
        return len(tasks)

    async def renew(self) -> None:
        """Hold on to what is under way; what somebody else has by now is left to them."""
        if not self._working:
            return
        asked = set(self._working)
        still = await self._jobs.renew_jobs(self._holder, asked, self._lease)
        for id_ in asked - still - self._leaving:
            if task := self._working.get(id_):
                log.warning("job %d was taken over", id_)
                task.cancel()

    async def close(self) -> None:
        """Let what is under way end, within some seconds; others go on with the rest at once."""
        if self._working:
            _, late = await asyncio.wait(self._working.values(), timeout=PATIENCE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._jobs.hand_over_jobs(self._holder)

    async def _start(self) -> None:
        spare = AT_ONCE - len(self._working)
        taken = await self._jobs.take_jobs(self._holder, self._carriers, spare, self._lease) if spare else ()
        for job in taken:
            # After a leap of the clock a lease may be over at once: what is under way here goes on.
            if job.id not in self._working:
                self._working[job.id] = asyncio.create_task(self._carry(job))

    async def _rest(self) -> None:
        """Wait until the next job is due, somebody wakes us, or there is room again."""
        seconds = LOOK_EVERY
        if len(self._working) < AT_ONCE:
            due = await self._jobs.next_job(self._carriers)
            if due is not None:
                seconds = min(seconds, max(0.0, (due - self._clock.now()).total_seconds()))
        waits = [asyncio.ensure_future(w) for w in (self._sleep(seconds), self._woken.wait())]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)

    async def _renew_for_ever(self) -> None:
        while True:
            await self._sleep(self._lease.total_seconds() / 3)
            try:
                await self.renew()
            except Exception:
                log.exception("jobs under way could not be held on to")

    async def _carry(self, job: Job) -> None:
        late = (self._clock.now() - job.due).total_seconds()
        metrics.JOB_SECONDS_LATE.labels(job.kind).observe(max(0.0, late))
        result = "failed"
        try:
            result = await self._carried(job)
        except Exception:
            log.exception("job %d (%s) failed", job.id, job.kind)
        finally:
            self._working.pop(job.id, None)
            self._leaving.discard(job.id)
            if len(self._working) <= AT_ONCE // 2:
                self.wake()
            metrics.JOBS.labels(job.kind, result).inc()

    async def _carried(self, job: Job) -> str:
        """Carry out a job and say so in the queue; where that fails, its lease runs out by itself."""
        if job.tries > MOST_TRIES:
            log.error("job %d (%s) is given up", job.id, job.kind)
            if await self._jobs.finish_job(job.id, self._holder):
                await self._carriers[job.kind].give_up(job)
            return "given_up"
        try:
            again = await self._carriers[job.kind].carry(Hold(self._jobs, job, self._holder))
        except Exception:
            soon = self._clock.now() + TRY_AGAIN * 2 ** (job.tries - 1)
            await self._jobs.give_back_job(job.id, self._holder, soon)
            raise
        self._leaving.add(job.id)
        match again:
            case None:
                await self._jobs.finish_job(job.id, self._holder)
                return "done"
            case Again(due=due, untried=True):
                await self._jobs.give_back_job(job.id, self._holder, due, tried=False)
            case Again(due=due, payload=payload):
                await self._jobs.put_off_job(job.id, self._holder, due, payload)
        return "again"
