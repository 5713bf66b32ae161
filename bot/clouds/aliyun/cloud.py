"""One Aliyun account: which calls are made for what.

Vendor calls: a listing 1 for every 100 things, 1 for every product not met before, and at most four
times an hour 1 for the homes, 1 a home and 1 a room; an execute 1 a thing, 1 more for each service; a
read 2 (properties and status, at once), but 1 soon after a write that was taken, since offline things
refuse writes: so a switch is one write and one read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import httpx

from bot.clouds.aliyun import wire
from bot.clouds.aliyun.details import Hardware
from bot.clouds.aliyun.events import Events
from bot.clouds.aliyun.gateway import NAME, Gateway
from bot.clouds.aliyun.history import History
from bot.clouds.aliyun.operations import GET_PROPERTIES, GET_STATUS
from bot.clouds.aliyun.places import Map
from bot.clouds.aliyun.resets import Resets
from bot.clouds.aliyun.session import Session
from bot.clouds.aliyun.signature import AppSignature
from bot.clouds.aliyun.state import Reported, reported, with_reported
from bot.clouds.aliyun.tags import Tags
from bot.clouds.aliyun.things import Thing
from bot.clouds.aliyun.timers import Timers
from bot.clouds.aliyun.together import together
from bot.clouds.aliyun.widgets import Widgets
from bot.clouds.aliyun.writing import carried_out
from bot.clouds.client import Client, Manners, parsed
from bot.home.abilities import SessionState
from bot.home.account import Account, Keeper
from bot.home.clock import Clock
from bot.home.cloud import Listing
from bot.home.command import Command
from bot.home.effect import Effect, Status, failed
from bot.home.errors import CloudError, CloudProtocolError
from bot.home.house import Device

# Nothing is published: a first listing in one go, then 5 a second; a refusal for too many lasts a minute.
MANNERS = Manners(calls_per_minute=300, quiet_at_least=60)
TAKEN_SHOWS_ONLINE_FOR = timedelta(seconds=15)  # long enough for all read-backs of one write


class AliyunCloud(History, Events, Resets, Timers, Tags, Widgets, Hardware):
    """The Cloud port for one account, with the abilities that its themes give it."""

    name = NAME
    lists_values = False

    def __init__(self, session: Session, clock: Clock) -> None:
        super().__init__(session, clock)
        self._map = Map(session, clock)
        self._taken: dict[str, datetime] = {}

    async def listing(self) -> Listing:
        things = await self._things.list()
        places = await self._map.places()
        parts = (part for thing in things for part in thing.product.unreadable)
        return Listing(
            rooms=places.rooms,
            devices=tuple(_device(thing, places.room_of) for thing in things),
            unreadable=(*dict.fromkeys(parts), *(() if places.complete else ("rooms",))),
        )

    async def read(self, device: Device) -> Device:
        thing = await self._thing(device.id)
        told, online = await asyncio.gather(self._reported(device.id), self._is_online(device.id))
        capabilities = tuple(with_reported(feature, told) for feature in thing.product.features)
        return replace(device, online=online, capabilities=capabilities)

    async def execute(self, commands: Sequence[Command]) -> tuple[Effect, ...]:
        by_device: dict[str, list[int]] = {}
        for place, command in enumerate(commands):
            by_device.setdefault(command.device, []).append(place)
        batches = [[commands[place] for place in places] for places in by_device.values()]
        answers = await together(self._execute, batches)
        effects = {
            place: effect
            for places, answer in zip(by_device.values(), answers, strict=True)
            for place, effect in zip(places, answer, strict=True)
        }
        return tuple(effects[place] for place in range(len(commands)))

    async def keep(self) -> SessionState:
        """The ability ``KeepsSession``. Vendor calls: none, or 1 an hour before the token ends."""
        return await self._session.keep()

    async def _execute(self, commands: Sequence[Command]) -> Sequence[Effect]:
        id_ = commands[0].device
        try:
            thing = await self._thing(id_)
        except CloudError as error:
            return [replace(failed(command, error), status=Status.REFUSED) for command in commands]
        effects = await carried_out(self._session, thing, commands)
        if any(effect.status is Status.ACCEPTED for effect in effects):
            self._taken[id_] = self._clock.now()
        return effects

    async def _reported(self, id_: str) -> Mapping[str, Reported]:
        data = await self._session.call(GET_PROPERTIES, {"iotId": id_})
        if not isinstance(data, dict):
            raise CloudProtocolError(NAME, "properties are no object")
        return reported(data)

    async def _is_online(self, id_: str) -> bool | None:
        taken = self._taken.get(id_)
        if taken and self._clock.now() - taken <= TAKEN_SHOWS_ONLINE_FOR:
            return True
        answer = await self._session.call(GET_STATUS, {"iotId": id_})
        return wire.online(parsed(NAME, wire.Status, answer).status)


def connect(account: Account, http: httpx.AsyncClient, clock: Clock, keeper: Keeper) -> AliyunCloud:
    """``settings``: ``host``, ``app_key``, ``identity_id``, perhaps ``calls_per_minute``.

    ``secrets``: ``app_secret`` and ``refresh_token``, perhaps ``iot_token`` and the ``..._expires_at`` of
    both tokens; without them the first call renews the session.
    """
    client = Client.of(account, http, clock, keeper, MANNERS)
    signature = AppSignature(account.settings["app_key"], account.secrets["app_secret"], clock)
    gateway = Gateway(client, account.settings["host"], signature)
    return AliyunCloud(Session(gateway, account, clock, keeper), clock)


def _device(thing: Thing, room_of: Mapping[str, str]) -> Device:
    return Device(
        thing.binding.iotId,
        thing.binding.shown_name,
        thing.product.type,
        room=room_of.get(thing.binding.iotId),
        online=wire.online(thing.binding.status),
        capabilities=tuple(feature.capability for feature in thing.product.features),
    )
