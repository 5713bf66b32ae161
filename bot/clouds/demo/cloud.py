"""The Cloud port for a demo account: nothing is sent anywhere, the devices live in this process.

What they were told is forgotten with the process; the home is then as it was furnished.
"""

from __future__ import annotations

from collections.abc import Sequence

import httpx

from bot.clouds.demo.furniture import ROOMS, furnished, scenes
from bot.clouds.demo.manners import obeyed
from bot.clouds.demo.names import names_in
from bot.clouds.demo.weather import Weather
from bot.home.account import Account, Keeper
from bot.home.area import ON
from bot.home.clock import Clock
from bot.home.cloud import Listing
from bot.home.command import Command, SetTo
from bot.home.effect import Effect, Status
from bot.home.errors import CloudError
from bot.home.founding import DEMO as NAME
from bot.home.house import Device, Room
from bot.home.problem import Problem


class DemoCloud:
    name = NAME
    lists_values = True

    def __init__(self, language: str, clock: Clock) -> None:
        self._names = names_in(language)
        self._clock = clock
        self._weather = Weather(clock.now())
        self._devices = {device.id: device for device in furnished(self._names)}

    async def listing(self) -> Listing:
        return Listing(
            rooms=tuple(Room(room, self._names[room]) for room in ROOMS),
            scenes=scenes(self._names),
            devices=tuple(self._felt(device) for device in self._devices.values()),
        )

    async def read(self, device: Device) -> Device:
        present = self._devices.get(device.id)
        if present is None:
            raise CloudError(NAME, Problem.DEVICE_GONE)
        return self._felt(present)

    async def execute(self, commands: Sequence[Command]) -> tuple[Effect, ...]:
        return tuple(self._carried_out(command) for command in commands)

    async def run_scene(self, scene: str) -> None:
        if scene not in {known.id for known in scenes(self._names)}:
            raise CloudError(NAME, Problem.SCENE_GONE)
        for device in tuple(self._devices.values()):
            if device.is_a("light"):
                self._devices[device.id] = obeyed(device, ON, False, self._clock.now()) or device

    def _carried_out(self, command: Command) -> Effect:
        device = self._devices.get(command.device)
        if device is None:
            return Effect(command, Status.REFUSED, Problem.DEVICE_GONE)
        if not isinstance(command.change, SetTo):
            return Effect(command, Status.REFUSED, Problem.ACTION_UNKNOWN)
        now = self._clock.now()
        changed = obeyed(device, command.key, command.change.value, now)
        if changed is None:
            return Effect(command, Status.REFUSED, Problem.ACTION_UNKNOWN)
        self._weather.settle(self._devices.values(), now)
        self._devices[device.id] = changed
        return Effect(command, Status.ACCEPTED)

    def _felt(self, device: Device) -> Device:
        """The device with what its sensors feel now."""
        return self._weather.felt(device, self._devices.values(), self._clock.now())


def connect(account: Account, http: httpx.AsyncClient, clock: Clock, keeper: Keeper) -> DemoCloud:
    return DemoCloud(account.settings.get("language", ""), clock)
