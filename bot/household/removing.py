"""A device is removed from its account, and the home is listed again."""

from __future__ import annotations

from datetime import timedelta

from bot.home.abilities import RemovesDevices
from bot.home.errors import CloudError, CloudUnavailableError
from bot.home.once import may_begin
from bot.home.problem import Problem
from bot.household.household import Household

ANEW = timedelta(seconds=-1)  # whatever is listed is older than that


async def remove_device(household: Household, device: str) -> Problem | None:
    """The problem where it is still there, or nobody knows. Never repeated: where an answer is lost, the
    next listing tells."""
    cloud = household.cloud_of(device)
    if not isinstance(cloud, RemovesDevices):
        return Problem.DEVICE_GONE
    problem: Problem | None = None
    if await may_begin():
        try:
            await cloud.remove(device)
        except CloudUnavailableError as error:
            problem = error.problem
        except CloudError as error:
            return error.problem
    else:
        problem = Problem.CLOUD_SILENT
    house, troubles = await household.house(ANEW)
    if troubles or problem is None:
        return problem
    return problem if house.device(device) else None
