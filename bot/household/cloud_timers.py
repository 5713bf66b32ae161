"""Timers that live in the clouds: those made in the vendor's app, and those that the bot keeps there.

A cloud tells them device by device, and one by one. So all who live in a home share what was told of a device
for a while; whoever looks at this very device, or has just changed something, sees it anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from bot.home.abilities import HasTimers, Timer
from bot.home.capability import Action, writable
from bot.home.clock import Clock
from bot.home.cloud import Cloud
from bot.home.errors import CloudError
from bot.home.house import Device
from bot.home.outcome import Elsewhere
from bot.home.shown import Trouble
from bot.household.known import Known
from bot.household.readings import READS_AT_ONCE
from bot.household.under_way import UnderWay

FRESH_FOR = timedelta(minutes=1)

Told = tuple[tuple[Elsewhere, ...], tuple[Trouble, ...]]
"""The timers of devices, in the order of the house; and whose could not be read."""


class CloudTimers:
    def __init__(self, known: Known, clouds: Mapping[int, Cloud], clock: Clock) -> None:
        self._known = known
        self._clouds = clouds
        self._clock = clock
        self._told: dict[str, tuple[datetime, tuple[Timer, ...]]] = {}
        self._asking = UnderWay[tuple[Timer, ...]]()

    async def of(self, devices: Iterable[Device]) -> Told:
        """The timers of those devices that can have any; nobody is asked twice in a minute."""
        gate = asyncio.Semaphore(READS_AT_ONCE)

        async def told(device: Device) -> tuple[Elsewhere, ...] | Trouble:
            try:
                async with gate:
                    lately = self._lately(device.id)
                    timers = await self._ask(device.id) if lately is None else lately
            except CloudError as error:
                return Trouble(error.cloud, error.problem, device.id)
            return tuple(Elsewhere(device.id, timer) for timer in timers)

        answers = await asyncio.gather(*(told(d) for d in devices if self._can_have_timers(d)))
        found = tuple(one for answer in answers if not isinstance(answer, Trouble) for one in answer)
        return found, tuple(answer for answer in answers if isinstance(answer, Trouble))

    async def now(self, device: str) -> tuple[Timer, ...]:
        """The timers of one device as they are now. Raises ``CloudError``."""
        self._told.pop(device, None)  # whoever looks so closely is about to change them, perhaps in the app
        cloud = self._cloud_of(device)
        return await self._asking.share(device, lambda: cloud.timers(device)) if cloud else ()

    def outdate(self, device: str) -> None:
        """Something was done to the timers of this device."""
        self._told.pop(device, None)
        self._asking.outdate([device])

    async def _ask(self, device: str) -> tuple[Timer, ...]:
        timers = await self.now(device)
        self._told[device] = (self._clock.now(), timers)
        return timers

    def _lately(self, device: str) -> tuple[Timer, ...] | None:
        at, timers = self._told.get(device, (None, ()))
        return timers if at is not None and self._clock.now() - at <= FRESH_FOR else None

    def _cloud_of(self, device: str) -> HasTimers | None:
        account = self._known.account_of.get(device)
        cloud = None if account is None else self._clouds.get(account)
        return cloud if isinstance(cloud, HasTimers) else None

    def _can_have_timers(self, device: Device) -> bool:
        """A timer sets values: a mere sensor has none."""
        sets = any(writable(c) and not isinstance(c, Action) for c in device.capabilities)
        return sets and self._cloud_of(device.id) is not None
