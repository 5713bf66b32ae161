"""Timers that live in the clouds: those made in the vendor's app, and those that the bot keeps there."""

from __future__ import annotations

import asyncio

from bot.home.abilities import HasTimers
from bot.home.errors import CloudError
from bot.home.outcome import Elsewhere
from bot.home.shown import Trouble
from bot.household.household import Household
from bot.household.readings import READS_AT_ONCE


async def timers_elsewhere(household: Household) -> tuple[tuple[Elsewhere, ...], tuple[Trouble, ...]]:
    """The timers of all devices, in the order of the house; and whose could not be read."""
    gate = asyncio.Semaphore(READS_AT_ONCE)

    async def of(device: str, cloud: HasTimers, name: str) -> tuple[Elsewhere, ...] | Trouble:
        try:
            async with gate:
                timers = await cloud.timers(device)
        except CloudError as error:
            return Trouble(name, error.problem, device)
        return tuple(Elsewhere(device, timer) for timer in timers)

    answers = await asyncio.gather(
        *(
            of(device.id, cloud, cloud.name)
            for device in household.known.devices
            if (cloud := household.cloud_of(device.id)) is not None and isinstance(cloud, HasTimers)
        )
    )
    found = tuple(one for answer in answers if not isinstance(answer, Trouble) for one in answer)
    return found, tuple(answer for answer in answers if isinstance(answer, Trouble))
