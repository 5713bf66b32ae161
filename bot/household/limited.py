"""A household as somebody has it who is limited to a part of it: the rest is not there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.home.abilities import Timer
from bot.home.cloud import Cloud
from bot.home.command import Command
from bot.home.effect import Effect
from bot.home.fit import Misfit, Reason
from bot.home.house import House
from bot.home.limits import within
from bot.home.naming import OwnName
from bot.home.problem import Problem
from bot.home.request import CannotDo
from bot.home.roles import Reach
from bot.home.shown import Trouble
from bot.household.carrying import Carried
from bot.household.cloud_timers import Told
from bot.household.household import Household
from bot.household.listings import NAMES_FRESH_FOR
from bot.household.readings import READ_APART, VALUES_FRESH_FOR


class Limited(Household):
    """Everything that is said of the whole household, or done by it, passes through here and is cut.

    It keeps nothing of its own, for all who live there share what is known: hence no ``super().__init__``.
    """

    def __init__(self, whole: Household, reach: Reach) -> None:
        self.clouds = whole.clouds
        self._whole = whole
        self._reach = reach
        self._cut: tuple[House, House] | None = None

    @property
    def known(self) -> House:
        return self._within(self._whole.known)

    def account_of(self, device: str) -> int | None:
        return self._whole.account_of(device) if self._covers(device) else None

    def cloud_of(self, device: str) -> Cloud | None:
        return self._whole.cloud_of(device) if self._covers(device) else None

    def call(self, names: tuple[OwnName, ...]) -> None:
        self._whole.call(names)

    async def recall(self) -> None:
        await self._whole.recall()

    async def named(self) -> tuple[House, tuple[Trouble, ...]]:
        house, troubles = await self._whole.named()
        return self._within(house), troubles

    async def house(self, max_age: timedelta = NAMES_FRESH_FOR) -> tuple[House, tuple[Trouble, ...]]:
        house, troubles = await self._whole.house(max_age)
        return self._within(house), troubles

    async def read(self, ids: Iterable[str], apart: int = READ_APART) -> tuple[House, tuple[Trouble, ...]]:
        house, troubles = await self._whole.read((id_ for id_ in ids if self._covers(id_)), apart)
        return self._within(house), troubles

    async def freshen(
        self, ids: Iterable[str], max_age: timedelta = VALUES_FRESH_FOR
    ) -> tuple[House, tuple[Trouble, ...]]:
        house, troubles = await self._whole.freshen((id_ for id_ in ids if self._covers(id_)), max_age)
        return self._within(house), troubles

    async def watch(
        self, ids: Iterable[str], max_age: timedelta, apart: int = 0
    ) -> tuple[House, tuple[Trouble, ...]]:
        house, troubles = await self._whole.watch((id_ for id_ in ids if self._covers(id_)), max_age, apart)
        return self._within(house), troubles

    def has_read(self, ids: Iterable[str], since: datetime) -> bool:
        return self._whole.has_read(ids, since)

    def doubt(self, devices: Iterable[str]) -> None:
        self._whole.doubt(devices)

    def doubts(self, device: str) -> bool:
        return self._whole.doubts(device)

    def outdate(self) -> None:
        self._whole.outdate()

    async def execute(self, commands: Sequence[Command], *, look_first: bool = False) -> Carried:
        """Of a device that is not covered the same is said as of one that there is not."""
        inside = [command for command in commands if self._covers(command.device)]
        carried = await self._whole.execute(inside, look_first=look_first)
        missing = tuple(
            CannotDo(command.device, Reason(Misfit.NO_CAPABILITY))
            for command in commands
            if command not in inside
        )
        return replace(carried, refused=carried.refused + missing, before=self._within(carried.before))

    async def settle(self, effects: Sequence[Effect], last_time: bool = False) -> tuple[Effect, ...]:
        return await self._whole.settle(effects, last_time)

    async def run_scene(self, scene: str) -> Problem | None:
        """A scene may touch anything."""
        return Problem.SCENE_GONE

    async def timers(self, ids: Iterable[str]) -> Told:
        return await self._whole.timers(id_ for id_ in ids if self._covers(id_))

    async def timers_of(self, device: str) -> tuple[Timer, ...]:
        return await self._whole.timers_of(device) if self._covers(device) else ()

    def outdate_timers(self, device: str) -> None:
        self._whole.outdate_timers(device)

    def _covers(self, device: str) -> bool:
        known = self._whole.known.device(device)
        return known is not None and self._reach.covers(known)

    def _within(self, house: House) -> House:
        if self._cut is None or self._cut[0] is not house:
            self._cut = (house, within(house, self._reach))
        return self._cut[1]
