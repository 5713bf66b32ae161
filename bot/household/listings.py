"""The newest listing of each account: asked for when names grow old, and recalled from snapshots at first."""

from __future__ import annotations

import asyncio
from collections.abc import Container, Mapping
from datetime import datetime, timedelta

from bot.home.clock import Clock
from bot.home.cloud import Cloud, Listing
from bot.home.errors import CloudError
from bot.home.house import House
from bot.home.shown import Trouble
from bot.household.hearing import HearProblems
from bot.household.known import Known
from bot.household.snapshots import Snapshots

NAMES_FRESH_FOR = timedelta(minutes=5)


class Listings:
    def __init__(
        self,
        known: Known,
        clouds: Mapping[int, Cloud],
        clock: Clock,
        heard: HearProblems,
        snapshots: Snapshots | None,
    ) -> None:
        self._known = known
        self._clouds = clouds
        self._clock = clock
        self._heard = heard
        self._snapshots = snapshots
        self._recalled: datetime | None = None
        self._listed: datetime | None = None
        self._troubles: tuple[Trouble, ...] = ()
        self._listing = asyncio.Lock()
        self._is_outdated = False

    @property
    def have_come(self) -> bool:
        """Whether the accounts were asked, and not only remembered."""
        return self._listed is not None

    async def recall(self) -> None:
        """Begin with what the accounts listed before this process, or in another one."""
        if self._snapshots is None:
            return
        for account in self._clouds:
            if listing := await self._snapshots.found(account):
                self._known.listings[account] = listing
        self._known.join()
        if self._known.listings.keys() == self._clouds.keys():
            self._recalled = self._clock.now()

    def outdate(self) -> None:
        """Another process has listed something else than is known here: it is in the snapshots."""
        self._is_outdated = True

    async def _catch_up(self) -> None:
        if self._is_outdated:
            self._is_outdated = False
            await self.recall()

    async def named(self) -> tuple[House, tuple[Trouble, ...]]:
        """The house as sentences need it, by its names; what was recalled will do for a while."""
        if self._is_outdated:
            async with self._listing:
                await self._catch_up()
        now = self._clock.now()
        if self._listed is None and self._recalled and now - self._recalled <= NAMES_FRESH_FOR:
            return self._known.house, ()
        return await self.house(NAMES_FRESH_FOR)

    async def house(self, max_age: timedelta) -> tuple[House, tuple[Trouble, ...]]:
        """The house with names no older than ``max_age``, and which accounts could not be listed.

        An account that does not answer keeps its last listing; it is asked again the next time.
        """
        async with self._listing:
            await self._catch_up()
            if not self._is_fresh(max_age):
                await self._list()
        return self._known.house, self._troubles

    def _is_fresh(self, max_age: timedelta) -> bool:
        return self._listed is not None and not self._troubles and self._clock.now() - self._listed <= max_age

    async def _list(self) -> None:
        answers = await asyncio.gather(
            *(cloud.listing() for cloud in self._clouds.values()), return_exceptions=True
        )
        known, told, troubles = self._known, [], []
        for (account, cloud), answer in zip(self._clouds.items(), answers, strict=True):
            match answer:
                case Listing():
                    known.listings[account] = answer
                    told.append(account)
                    self._heard(account, [None])
                case CloudError(problem=problem):
                    troubles.append(Trouble(cloud.name, problem, account=account))
                    self._heard(account, [problem])
                case _:
                    raise answer
        self._listed, self._troubles = self._clock.now(), tuple(troubles)
        before = known.house
        known.join()
        fresh = [device for device in known.house.devices if self._lists_values(device.id, told)]
        known.tell(before, fresh)
        known.freshness.have_read(fresh, self._listed)
        for account in told:
            if self._snapshots:
                await self._snapshots.keep(account, self._listed, known.listings[account])

    def _lists_values(self, device: str, accounts: Container[int]) -> bool:
        """Whether a device is one of those accounts', and its values are in their listings."""
        account = self._known.account_of[device]
        return account in accounts and self._clouds[account].lists_values
