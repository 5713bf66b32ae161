"""Whose a job is: the home that it belongs to, and that home's household."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.household import Household
from bot.memory.jobs import Job
from bot.memory.memory import Memory
from bot.memory.records import Home

HouseholdOf = Callable[[Home], Awaitable[Household]]


async def home_of(job: Job, memory: Memory) -> Home:
    home = await memory.home(job.home)
    assert home is not None, "jobs go when their home goes"
    return home
