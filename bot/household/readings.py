"""The present values of devices, for as few calls as it takes: how fresh is fresh enough, and who asks."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.home.clock import Clock
from bot.home.cloud import Cloud, Listing
from bot.home.errors import CloudError
from bot.home.house import Device
from bot.home.problem import Problem
from bot.home.shown import Trouble
from bot.household.hearing import HearProblems
from bot.household.known import Known
from bot.household.under_way import UnderWay

READ_APART = 12  # up to so many devices are asked one by one: only that way Yandex tells who is online
READ_BACK_APART = 4  # after a write, which an offline device has refused already, a listing does sooner
READS_AT_ONCE = 8
VALUES_FRESH_FOR = timedelta(minutes=1)


class Readings:
    """What several ask for at the same time is read once."""

    def __init__(self, known: Known, clouds: Mapping[int, Cloud], clock: Clock, heard: HearProblems) -> None:
        self._known = known
        self._clouds = clouds
        self._clock = clock
        self._heard = heard
        self._devices = UnderWay[Device]()
        self._listings = UnderWay[Listing]()

    async def read(self, ids: Iterable[str], apart: int = READ_APART) -> tuple[Trouble, ...]:
        """Read some devices now, and say which of them could not be read.

        More than ``apart`` of an account are read with one listing where that carries values.
        """
        return await self._read_where(ids, lambda _: True, apart)

    async def freshen(
        self, ids: Iterable[str], is_listed: bool, max_age: timedelta = VALUES_FRESH_FOR
    ) -> tuple[Trouble, ...]:
        """Read what is older than ``max_age``, or in doubt. Several devices of an account that was listed
        before are read with one listing where that carries values."""
        return await self.watch(ids, max_age, apart=1 if is_listed else READ_APART)

    async def watch(self, ids: Iterable[str], max_age: timedelta, apart: int) -> tuple[Trouble, ...]:
        """Read what is older than ``max_age``. Where more than ``apart`` are read with one listing, all
        devices of that account are known anew."""
        long_ago = self._clock.now() - max_age
        account_of = self._known.account_of

        def is_due(id_: str) -> bool:
            return self._known.freshness.is_old(id_, long_ago)

        wanted = [id_ for id_ in dict.fromkeys(ids) if id_ in account_of]
        old = [id_ for id_ in wanted if is_due(id_)]
        counts = Counter(account_of[id_] for id_ in old)
        listed = {a for a, count in counts.items() if self._clouds[a].lists_values and count > apart}
        beside = [id_ for id_, account in account_of.items() if account in listed]
        troubles = await self._read_where([*old, *beside], is_due, apart)
        return tuple(trouble for trouble in troubles if trouble.device in wanted)

    def was_read_lately(self, device: str) -> bool:
        """Whether its values are fit to be shown, and to go back to."""
        return not self._known.freshness.is_old(device, self._clock.now() - VALUES_FRESH_FOR)

    def outdate(self, account: int, devices: Iterable[str]) -> None:
        """Something has happened to these devices: what is being read of them may be too early."""
        self._devices.outdate(devices)
        self._listings.outdate([account])

    async def _read_where(
        self, ids: Iterable[str], is_due: Callable[[str], bool], apart: int = READ_APART
    ) -> tuple[Trouble, ...]:
        """``is_due`` is asked once more when it is a device's turn: somebody may have read it by then."""
        parts = await asyncio.gather(
            *(
                self._read(account, devices, is_due, apart)
                for account, devices in self._known.by_account(ids).items()
            )
        )
        return tuple(trouble for part in parts for trouble in part if trouble)

    async def _read(
        self, account: int, devices: Sequence[Device], is_due: Callable[[str], bool], apart: int
    ) -> Sequence[Trouble | None]:
        gate = asyncio.Semaphore(READS_AT_ONCE)

        async def in_turn(device: Device) -> Trouble | None:
            async with gate:
                return await self._one(account, device) if is_due(device.id) else None

        if self._clouds[account].lists_values and len(devices) > apart:
            part = await self._with_a_listing(account, devices)
        else:
            part = await asyncio.gather(*map(in_turn, devices))
        self._heard(account, (trouble.problem if trouble else None for trouble in part))
        return part

    async def _one(self, account: int, device: Device) -> Trouble | None:
        cloud = self._clouds[account]
        try:
            now = await self._devices.share(device.id, lambda: cloud.read(device))
        except CloudError as error:
            return Trouble(cloud.name, error.problem, device.id)
        self._known.learn([now], self._clock.now())
        return None

    async def _with_a_listing(self, account: int, devices: Sequence[Device]) -> list[Trouble | None]:
        cloud = self._clouds[account]
        try:
            listing = await self._listings.share(account, cloud.listing)
        except CloudError as error:
            return [Trouble(cloud.name, error.problem, device.id) for device in devices]
        now = {device.id: device.capabilities for device in listing.devices}
        fresh = [replace(device, capabilities=now[device.id]) for device in devices if device.id in now]
        self._known.learn(fresh, self._clock.now())
        return [
            None if device.id in now else Trouble(cloud.name, Problem.DEVICE_GONE, device.id)
            for device in devices
        ]
