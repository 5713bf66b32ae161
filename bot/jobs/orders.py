"""Orders for later: put into the queue, listed, paused, called off."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.home.announcer import Address
from bot.home.clock import Clock
from bot.home.command import Command
from bot.home.once import keep, recall
from bot.home.plan import Plan
from bot.home.request import When
from bot.jobs.order import KIND, Order, order_from_json, order_to_json, plan_from_json, plan_of, plan_to_json
from bot.jobs.times import first_due
from bot.memory.memory import Memory
from bot.memory.records import Home

MOST_PLANS = 200  # a home; nobody has so many, but a loop somewhere might
SOON = timedelta(seconds=1)
STEP = "plans"  # bot/home/once.py


class Orders:
    """``wake`` is called when something new is due, perhaps sooner than was thought."""

    def __init__(self, memory: Memory, clock: Clock, wake: Callable[[], None] = lambda: None) -> None:
        self._memory = memory
        self._clock = clock
        self._wake = wake

    @asynccontextmanager
    async def together(self) -> AsyncIterator[list[Plan]]:
        """What is put within, and added to the list, is put as a whole; once for one request."""
        plans: list[Plan] = []
        async with self._memory.transaction():
            yield plans
            await keep(STEP, [plan_to_json(plan) for plan in plans])
        self._wake()

    async def made_before(self, home: Home) -> tuple[Plan, ...] | None:
        """The plans that this request led to before it broke off."""
        made = await recall(STEP)
        if made is None:
            return None
        zone = ZoneInfo(home.timezone)
        return tuple(plan_from_json(plan, zone) for plan in made)

    async def is_full(self, home: Home) -> bool:
        return len(await self._memory.jobs_of(home.id, [KIND])) >= MOST_PLANS

    async def put(
        self,
        home: Home,
        when: When,
        commands: tuple[Command, ...],
        scene: str | None,
        address: Address,
        person: int,
    ) -> Plan | None:
        """Plan commands or a scene; None for a time that never comes. Use ``together`` around it."""
        zone = ZoneInfo(home.timezone)
        due = first_due(when, self._clock.now(), zone)
        if due is None or due <= self._clock.now() - SOON:
            return None
        order = Order(commands, scene, when.every, when.for_seconds)
        job = await self._memory.add_job(home.id, KIND, order_to_json(order), due, address, person)
        return plan_of(job, zone)

    async def put_back(
        self, home: Home, seconds: int, back: tuple[Command, ...], address: Address, person: int
    ) -> Plan:
        """Plan what undoes something that is done for a while."""
        zone = ZoneInfo(home.timezone)
        due = self._clock.now() + timedelta(seconds=seconds)
        order = order_to_json(Order(back, restores=True))
        job = await self._memory.add_job(home.id, KIND, order, due, address, person)
        return plan_of(job, zone)

    async def of(self, home: Home) -> tuple[Plan, ...]:
        zone = ZoneInfo(home.timezone)
        return tuple(plan_of(job, zone) for job in await self._memory.jobs_of(home.id, [KIND]))

    async def find(self, home: Home, job: int) -> tuple[Plan, int | None] | None:
        """A plan of the home, and who asked for it."""
        found = await self._memory.job(job)
        if found is None or found.home != home.id or found.kind != KIND:
            return None
        return plan_of(found, ZoneInfo(home.timezone)), found.person

    async def drop(self, home: Home, plan: Plan) -> bool:
        """Call a plan off; False where it is gone, or its only time has come. A schedule ends with the time
        that is being carried out."""
        return await self._memory.drop_job(plan.job, home.id, begun=plan.every is not None)

    async def pause(self, home: Home, plan: Plan, paused: bool) -> bool:
        """Pause a plan, or go on with it: a schedule at its next time, anything else when it was due."""
        if paused:
            return await self._memory.pause_job(plan.job, home.id, begun=plan.every is not None)
        job = await self._memory.job(plan.job)
        if job is None:
            return False
        now = self._clock.now().astimezone(ZoneInfo(home.timezone))
        due = order_from_json(job.payload).next_due(now) or max(job.due, now)
        resumed = await self._memory.resume_job(plan.job, home.id, due)
        self._wake()
        return resumed

    async def reckon_anew(self, home: Home) -> None:
        """The home's time zone is another: what is done again and again is due at its next time there."""
        for job in await self._memory.jobs_of(home.id, [KIND]):
            plan = plan_of(job, ZoneInfo(home.timezone))
            if plan.every and not plan.paused and await self.pause(home, plan, True):
                await self.pause(home, plan, False)

    async def show_on(self, plan: Plan, card: int) -> None:
        """What comes of the plan is told on this card."""
        await self._memory.show_jobs_on([plan.job], card)
