"""What becomes of a device in its account: it is removed, or called by another name.

Neither is repeated by itself: where an answer is lost, the next listing tells, if anything does.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.home.abilities import RemovesDevices, Renames
from bot.home.ending import Ended, ended_by
from bot.home.errors import CloudError
from bot.home.house import House
from bot.home.once import may_begin
from bot.home.problem import Problem
from bot.household.household import Household

ANEW = timedelta(seconds=-1)  # whatever is listed is older than that
NOT_THERE = Ended.badly(Problem.DEVICE_GONE)


async def remove_device(household: Household, device: str) -> Ended:
    cloud = household.cloud_of(device)
    if not isinstance(cloud, RemovesDevices):
        return NOT_THERE
    return await _changed(household, lambda: cloud.remove(device), lambda house: not house.device(device))


async def rename_device(household: Household, device: str, name: str) -> Ended:
    cloud = household.cloud_of(device)
    if not isinstance(cloud, Renames):
        return NOT_THERE

    def is_called_so(house: House) -> bool:
        known = house.device(device)
        return known is not None and known.name == name

    return await _changed(household, lambda: cloud.rename(device, name), is_called_so)


async def _changed(
    household: Household, change: Callable[[], Awaitable[None]], is_done: Callable[[House], bool]
) -> Ended:
    """Change it once and list the home again; what the cloud did not tell is done if it shows there."""
    ended = Ended.unknown(Problem.CLOUD_SILENT)
    if await may_begin():
        try:
            await change()
            ended = Ended.well()
        except CloudError as error:
            ended = ended_by(error)
    if ended.is_certain and ended.problem:
        return ended
    house, troubles = await household.house(ANEW)
    return Ended.well() if not troubles and is_done(house) else ended
