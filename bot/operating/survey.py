"""A home as its clouds tell it now: every account listed once, and read where a listing has no values."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.home.account import Account
from bot.home.cloud import Cloud, Listing
from bot.home.errors import CloudError
from bot.home.house import Device, House
from bot.household.joining import joined
from bot.household.readings import READS_AT_ONCE
from bot.memory.records import Home
from bot.operating.desk import Desk


@dataclass(frozen=True)
class Survey:
    """``cloud_of`` tells the vendor of each device, ``failures`` the accounts that could not be listed."""

    house: House
    cloud_of: Mapping[str, str]
    failures: tuple[tuple[Account, CloudError], ...]


async def surveyed(desk: Desk, home: Home, each: bool = False) -> Survey:
    """``each``: ask also for those devices one by one whose listing has values, but not who is online."""
    accounts = await desk.memory.accounts(home.id)
    adapters = {account.id: desk.connect(account) for account in accounts}
    answers = await asyncio.gather(*(listed(adapters[account.id]) for account in accounts))
    listings = {a.id: told for a, told in zip(accounts, answers, strict=True) if isinstance(told, Listing)}
    house, account_of = joined(home.name, listings, House())
    failures = [(a, told) for a, told in zip(accounts, answers, strict=True) if isinstance(told, CloudError)]
    valued = await _with_values(house, account_of, adapters, each)
    cloud_of = {device: adapters[account].name for device, account in account_of.items()}
    return Survey(valued, cloud_of, tuple(failures))


async def listed(cloud: Cloud) -> Listing | CloudError:
    """The account's listing, or why there is none."""
    try:
        return await cloud.listing()
    except CloudError as error:
        return error


async def _with_values(
    house: House, account_of: Mapping[str, int], adapters: Mapping[int, Cloud], each: bool
) -> House:
    """Devices that cannot be read stay as they were listed."""
    parts = {
        account: [device for device in house.devices if account_of[device.id] == account]
        for account, cloud in adapters.items()
        if each or not cloud.lists_values
    }
    answers = await asyncio.gather(*(_read(adapters[account], part) for account, part in parts.items()))
    return house.with_devices(device for part in answers for device in part)


async def _read(cloud: Cloud, devices: Sequence[Device]) -> list[Device]:
    gate = asyncio.Semaphore(READS_AT_ONCE)

    async def one(device: Device) -> Device:
        async with gate:
            try:
                return await cloud.read(device)
            except CloudError:
                return device

    return await asyncio.gather(*map(one, devices))
