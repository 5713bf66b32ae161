"""Reading some devices of one account with as few calls as it takes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from bot.home.capability import Range
from bot.home.cloud import Cloud
from bot.home.command import Command, Flip, ShiftBy
from bot.home.errors import CloudError
from bot.home.house import Device, House
from bot.home.problem import Problem
from bot.home.shown import Trouble

READ_APART = 12  # up to so many devices are asked one by one: only that way Yandex tells who is online
READ_BACK_APART = 4  # after a write, which an offline device has refused already, a listing does sooner
READS_AT_ONCE = 8


async def read_devices(
    cloud: Cloud, devices: Sequence[Device], apart: int = READ_APART
) -> list[Device | Trouble]:
    """Each device as it is now, or why it could not be read; never raises ``CloudError``.

    More than ``apart`` devices are read with one listing where that carries values.
    """
    if cloud.lists_values and len(devices) > apart:
        return await _from_listing(cloud, devices)
    gate = asyncio.Semaphore(READS_AT_ONCE)
    return await asyncio.gather(*(_read(cloud, device, gate) for device in devices))


async def _read(cloud: Cloud, device: Device, gate: asyncio.Semaphore) -> Device | Trouble:
    try:
        async with gate:
            return await cloud.read(device)
    except CloudError as error:
        return Trouble(cloud.name, error.problem, device.id)


async def _from_listing(cloud: Cloud, devices: Sequence[Device]) -> list[Device | Trouble]:
    try:
        listing = await cloud.listing()
    except CloudError as error:
        return [Trouble(cloud.name, error.problem, device.id) for device in devices]
    now = {device.id: device.capabilities for device in listing.devices}
    return [
        replace(device, capabilities=now[device.id])
        if device.id in now
        else Trouble(cloud.name, Problem.DEVICE_GONE, device.id)
        for device in devices
    ]


def has_value(command: Command, house: House) -> bool:
    """Whether there is anything to be read of what a command changes."""
    device = house.device(command.device)
    capability = device.capability(command.key) if device else None
    return capability is not None and capability.kind != "action" and not capability.stateless


def needs_value(command: Command, house: House) -> bool:
    """Whether what a command writes depends on the value that is there."""
    device = house.device(command.device)
    capability = device.capability(command.key) if device else None
    steps_only = isinstance(capability, Range) and capability.relative_only
    return isinstance(command.change, ShiftBy | Flip) and not steps_only
