"""One home as those have it who speak to it: whatever is asked of it, or is to be done, goes through here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from bot.home.abilities import Timer
from bot.home.account import Account, HearsOfLogins
from bot.home.clock import Clock
from bot.home.cloud import Cloud
from bot.home.command import Command
from bot.home.effect import Effect
from bot.home.house import House
from bot.home.naming import OwnName
from bot.home.problem import Problem
from bot.home.shown import Trouble
from bot.household.carrying import Carried, Carrier
from bot.household.cloud_timers import CloudTimers, Told
from bot.household.hearing import Hear, heard_of_login
from bot.household.known import Known
from bot.household.listings import NAMES_FRESH_FOR, Listings
from bot.household.readings import READ_APART, VALUES_FRESH_FOR, Readings
from bot.household.snapshots import Snapshots

Connect = Callable[[Account], Cloud]


class Household:
    """``clouds`` has the adapter of each account, by the account's id.

    What is known (known.py) comes from listing the accounts (listings.py) and from reading devices
    (readings.py), and changes when commands are carried out (carrying.py).
    """

    def __init__(
        self,
        name: str,
        clouds: Mapping[int, Cloud],
        clock: Clock,
        logins: HearsOfLogins | None = None,
        snapshots: Snapshots | None = None,
        hear: Hear | None = None,
    ) -> None:
        heard = partial(heard_of_login, logins)
        self.clouds = clouds
        self._known = Known(name, hear)
        self._listings = Listings(self._known, clouds, clock, heard, snapshots)
        self._readings = Readings(self._known, clouds, clock, heard)
        self._carrier = Carrier(self._known, clouds, self._readings, heard)
        self._timers = CloudTimers(self._known, clouds, clock)

    @property
    def known(self) -> House:
        """The house as last known, without asking anybody."""
        return self._known.house

    def account_of(self, device: str) -> int | None:
        """The account that a device belongs to."""
        return self._known.account_of.get(device)

    def cloud_of(self, device: str) -> Cloud | None:
        """The cloud that a device lives in, to be asked for what only some can do."""
        account = self.account_of(device)
        return None if account is None else self.clouds.get(account)

    def call(self, names: tuple[OwnName, ...]) -> None:
        """Call things by the home's own names from now on, beside those of their clouds."""
        self._known.call(names)

    async def recall(self) -> None:
        """Begin with what the accounts listed before this process, or in another one."""
        await self._listings.recall()

    def outdate(self) -> None:
        """Another process has listed something else than is known here: it is in the snapshots."""
        self._listings.outdate()

    def doubt(self, devices: Iterable[str]) -> None:
        """Another process knows better what these devices are like."""
        for account, doubtful in self._known.by_account(devices).items():
            ids = [device.id for device in doubtful]
            self._known.freshness.doubt(ids)
            self._readings.outdate(account, ids)

    def doubts(self, device: str) -> bool:
        return self._known.freshness.doubts(device)

    async def named(self) -> tuple[House, tuple[Trouble, ...]]:
        """The house as sentences need it, by its names; what was recalled will do for a while."""
        return await self._listings.named()

    async def house(self, max_age: timedelta = NAMES_FRESH_FOR) -> tuple[House, tuple[Trouble, ...]]:
        """The house with names no older than ``max_age``, and which accounts could not be listed."""
        return await self._listings.house(max_age)

    async def read(self, ids: Iterable[str], apart: int = READ_APART) -> tuple[House, tuple[Trouble, ...]]:
        """The house with the present values of some devices, and which of them could not be read."""
        troubles = await self._readings.read(ids, apart)
        return self.known, troubles

    async def freshen(
        self, ids: Iterable[str], max_age: timedelta = VALUES_FRESH_FOR
    ) -> tuple[House, tuple[Trouble, ...]]:
        """The house with values of some devices that are fit to be shown together."""
        troubles = await self._readings.freshen(ids, self._listings.have_come, max_age)
        return self.known, troubles

    async def watch(
        self, ids: Iterable[str], max_age: timedelta, apart: int = 0
    ) -> tuple[House, tuple[Trouble, ...]]:
        """The house with values of some devices that are no older than ``max_age``: whoever watches a home
        gets by with what others have read."""
        troubles = await self._readings.watch(ids, max_age, apart)
        return self.known, troubles

    def has_read(self, ids: Iterable[str], since: datetime) -> bool:
        """Whether all of these devices were read here since then."""
        return self._known.freshness.has_read(ids, since)

    async def execute(self, commands: Sequence[Command], *, look_first: bool = False) -> Carried:
        """Carry out commands: one write an account, one read-back; relative changes from fresh values.

        ``look_first``: whatever is about to change is read, so that ``before`` is true and can be restored.
        """
        return await self._carrier.execute(commands, look_first)

    async def settle(self, effects: Sequence[Effect], last_time: bool = False) -> tuple[Effect, ...]:
        """Read back what is open and say what the reading proves; after ``last_time`` nothing stays open."""
        return await self._carrier.settle(effects, last_time)

    async def run_scene(self, scene: str) -> Problem | None:
        """Start a cloud's scene; the problem if it could not be started. Never repeated."""
        return await self._carrier.run_scene(scene)

    async def timers(self, ids: Iterable[str]) -> Told:
        """The timers that the clouds keep for devices, as of the last minute; whose could not be read."""
        return await self._timers.of(device for id_ in ids if (device := self.known.device(id_)))

    async def timers_of(self, device: str) -> tuple[Timer, ...]:
        """The timers that its cloud keeps for a device now. Raises ``CloudError``."""
        return await self._timers.now(device)

    def outdate_timers(self, device: str) -> None:
        """Something was done to the timers of a device."""
        self._timers.outdate(device)
