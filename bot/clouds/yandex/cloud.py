"""One Yandex account: which calls are made for what.

Vendor calls: a listing 1, a read 1, an execute 1 (one more for every further 30 devices), a scene 1, a group
1 whatever its size, a removal 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import httpx

from bot.clouds.client import Client, Manners
from bot.clouds.yandex import wire
from bot.clouds.yandex.actions import (
    actions_to_wire,
    effects_from_wire,
    group_actions_to_wire,
    group_effects_from_wire,
    is_sendable,
)
from bot.clouds.yandex.api import Api
from bot.clouds.yandex.oauth import HOST, App, OAuth
from bot.clouds.yandex.session import Session
from bot.clouds.yandex.translate import (
    HouseholdOfAccount,
    color_model,
    device_from_wire,
    households_from_wire,
    listing_from_wire,
)
from bot.clouds.yandex.wire import NAME
from bot.home.abilities import SessionState
from bot.home.account import Account, Keeper
from bot.home.clock import Clock
from bot.home.cloud import Listing
from bot.home.command import Command, SetTo
from bot.home.effect import Effect, Status, failed
from bot.home.errors import CloudError, CloudProtocolError
from bot.home.house import Device
from bot.home.problem import Problem

DEVICES_A_REQUEST = 30  # not documented; others send 20 to 50
MANNERS = Manners(calls_per_minute=300)  # nothing is published: a burst of 60 for a person, then 5 a second


class YandexCloud:
    """The Cloud port for one account, narrowed to one of its households where one is set."""

    name = NAME
    lists_values = True

    def __init__(self, session: Session, host: str, household: str | None) -> None:
        self._session = session
        self._api = Api(session, host)
        self._household = household
        self._color_models: dict[str, str] = {}  # of devices and groups
        self._members: dict[str, tuple[str, ...]] = {}  # of groups

    async def listing(self) -> Listing:
        info = await self._api.user_info()
        devices, strange = wire.readable(wire.Device, info.devices)
        if strange and not devices:
            raise CloudProtocolError(NAME, "no device of the listing can be read")
        self._learn_color_models(devices)
        for group in wire.readable(wire.Group, info.groups)[0]:
            self._learn_group(group, group.devices)
        return listing_from_wire(info, self._household)

    async def households(self) -> tuple[HouseholdOfAccount, ...]:
        """The households that this account could be narrowed to."""
        return households_from_wire(await self._api.user_info())

    async def keep(self) -> SessionState:
        return await self._session.keep()

    async def read(self, device: Device) -> Device:
        info = await self._api.device(device.id)
        self._learn_color_models([info])
        fresh, _ = device_from_wire(info)
        return replace(device, online=fresh.online, capabilities=fresh.capabilities)

    async def execute(self, commands: Sequence[Command]) -> tuple[Effect, ...]:
        await self._learn_missing_color_models(commands)
        effects = [Effect(command, Status.REFUSED, Problem.ACTION_UNKNOWN) for command in commands]
        for batch in _batches(commands):
            answers = await self._execute([commands[place] for place in batch])
            for place, effect in zip(batch, answers, strict=True):
                effects[place] = effect
        return tuple(effects)

    async def execute_group(self, group: str, commands: Sequence[Command]) -> tuple[Effect, ...]:
        """See ``RunsGroups``. A group that is gone is refused whole, so its members are told one by one."""
        members = self._members.get(group) or await self._read_members(group)
        for_members = [replace(command, device=member) for member in members for command in commands]
        sendable = [command for command in commands if is_sendable(command)]
        if not sendable:
            return await self.execute(for_members)
        try:
            body = group_actions_to_wire(sendable, self._color_models.get(group))
            answer = await self._api.act_on_group(group, body)
        except CloudError as error:
            if error.problem is Problem.DEVICE_GONE:
                return await self.execute(for_members)
            return tuple(failed(command, error) for command in for_members)
        return group_effects_from_wire(answer, members, commands)

    async def run_scene(self, scene: str) -> None:
        await self._api.start_scenario(scene)

    async def remove(self, device: str) -> None:
        await self._api.remove_device(device)

    async def _execute(self, commands: Sequence[Command]) -> Sequence[Effect]:
        try:
            answer = await self._api.act(actions_to_wire(commands, self._color_models))
        except CloudError as error:
            if error.problem is Problem.DEVICE_GONE and _may_be_parted(commands):
                return [effect for command in commands for effect in await self._execute([command])]
            return [failed(command, error) for command in commands]
        return effects_from_wire(answer, commands)

    async def _read_members(self, group: str) -> tuple[str, ...]:
        """Only before the first listing, say after a restart."""
        info = await self._api.group(group)
        members, _ = wire.readable(wire.Named, info.devices)
        self._learn_group(info, tuple(member.id for member in members))
        return self._members[group]

    def _learn_group(self, group: wire.Group | wire.GroupInfo, members: tuple[str, ...]) -> None:
        self._members[group.id] = members
        if model := color_model(group.capabilities):
            self._color_models[group.id] = model

    def _learn_color_models(self, devices: Sequence[wire.Device]) -> None:
        models = {device.id: color_model(device.capabilities) for device in devices}
        self._color_models |= {id_: model for id_, model in models.items() if model}

    async def _learn_missing_color_models(self, commands: Sequence[Command]) -> None:
        """Only before the first listing, say after a restart: a colour needs the device's own spelling."""
        colored = {c.device for c in commands if c.key == ("color", "color")}
        for device in sorted(colored - self._color_models.keys()):
            try:
                self._learn_color_models([await self._api.device(device)])
            except CloudError:
                continue  # the write that follows will say what is wrong


def connect(account: Account, http: httpx.AsyncClient, clock: Clock, keeper: Keeper) -> YandexCloud:
    """``settings``: ``host``, perhaps ``household``, ``calls_per_minute`` and ``oauth`` (the OAuth host).

    ``secrets``: ``access_token``, perhaps ``refresh_token``, ``expires_at`` and ``expires_in`` (seconds).
    ``client_id`` and ``client_secret`` may be in either; without them nothing is renewed.
    """
    app, oauth = App.of(account), None
    if app:
        logins = Client.of(account, http, clock, keeper, MANNERS)
        oauth = OAuth(logins, account.settings.get("oauth") or HOST, app, clock)
    client = Client.of(account, http, clock, keeper, MANNERS)
    session = Session(client, oauth, account, clock, keeper)
    return YandexCloud(session, account.settings["host"], account.settings.get("household") or None)


def _may_be_parted(commands: Sequence[Command]) -> bool:
    """One unknown device refuses a whole request; absolute commands may then go one by one."""
    return len(commands) > 1 and all(isinstance(command.change, SetTo) for command in commands)


def _batches(commands: Sequence[Command]) -> Iterator[list[int]]:
    """The places of what can be sent, so many devices at a time."""
    devices = list(dict.fromkeys(command.device for command in commands if is_sendable(command)))
    for start in range(0, len(devices), DEVICES_A_REQUEST):
        batch = set(devices[start : start + DEVICES_A_REQUEST])
        yield [n for n, c in enumerate(commands) if c.device in batch and is_sendable(c)]
