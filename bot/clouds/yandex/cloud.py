"""One Yandex account: which calls are made for what.

Vendor calls: a listing 1, a read 1, an execute 1 (one more for every further 30 devices), a scene 1.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import quote

import httpx

from bot.clouds.client import Call, Client, pace, parsed, refusal
from bot.clouds.yandex import wire
from bot.clouds.yandex.actions import actions_to_wire, effects_from_wire, is_sendable
from bot.clouds.yandex.problems import problem_of
from bot.clouds.yandex.translate import color_model, device_from_wire, listing_from_wire
from bot.home.account import Account, KeepsSecrets
from bot.home.clock import Clock
from bot.home.cloud import Listing
from bot.home.command import Command, SetTo
from bot.home.effect import Effect, Status, failed
from bot.home.errors import CloudError, CloudProtocolError
from bot.home.house import Device
from bot.home.problem import Problem

NAME = "yandex"
DEVICES_A_REQUEST = 30  # not documented; others send 20 to 50
CALLS_PER_MINUTE = 300  # nothing is published: a burst of 60 for a person, then 5 a second

Answer = TypeVar("Answer", bound=wire.Answer)


class Bearer(httpx.Auth):
    """OAuth, on every request and nowhere else."""

    def __init__(self, token: str) -> None:
        self._header = f"Bearer {token}"

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = self._header
        yield request


class YandexCloud:
    """The Cloud port for one account, narrowed to one of its households where one is set."""

    name = NAME
    lists_values = True

    def __init__(self, client: Client, host: str, auth: httpx.Auth, household: str | None) -> None:
        self._client = client
        self._base = f"{host}/v1.0"
        self._auth = auth
        self._household = household
        self._color_models: dict[str, str] = {}

    async def listing(self) -> Listing:
        info = await self._call("user.info", "GET", "/user/info", wire.UserInfo)
        devices, strange = wire.readable(wire.Device, info.devices)
        if strange and not devices:
            raise CloudProtocolError(NAME, "no device of the listing can be read")
        self._learn_color_models(devices)
        return listing_from_wire(info, self._household)

    async def read(self, device: Device) -> Device:
        info = await self._device(device.id)
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

    async def run_scene(self, scene: str) -> None:
        """Start a scenario. Nobody tells what came of it, nor when."""
        path = f"/scenarios/{quote(scene, safe='')}/actions"
        refusals = {404: Problem.SCENE_GONE}
        await self._call("scenarios.actions", "POST", path, wire.Answer, writes=True, refusals=refusals)

    async def _execute(self, commands: Sequence[Command]) -> Sequence[Effect]:
        body = actions_to_wire(commands, self._color_models)
        try:
            answer = await self._call(
                "devices.actions", "POST", "/devices/actions", wire.ActionAnswer, body, writes=True
            )
        except CloudError as error:
            if error.problem is Problem.DEVICE_GONE and _may_be_parted(commands):
                return [effect for command in commands for effect in await self._execute([command])]
            return [failed(command, error) for command in commands]
        return effects_from_wire(answer, commands)

    async def _device(self, id_: str) -> wire.DeviceInfo:
        info = await self._call("devices.get", "GET", f"/devices/{quote(id_, safe='')}", wire.DeviceInfo)
        if info.state == "not_found":
            raise refusal(NAME, Problem.DEVICE_GONE, "state not_found")
        self._learn_color_models([info])
        return info

    def _learn_color_models(self, devices: Sequence[wire.Device]) -> None:
        self._color_models |= {device.id: model for device in devices if (model := color_model(device))}

    async def _learn_missing_color_models(self, commands: Sequence[Command]) -> None:
        """Only before the first listing, say after a restart: a colour needs the device's own spelling."""
        colored = {c.device for c in commands if c.key == ("color", "color")}
        for device in sorted(colored - self._color_models.keys()):
            try:
                await self._device(device)
            except CloudError:
                continue  # the write that follows will say what is wrong

    async def _call(
        self,
        operation: str,
        method: str,
        path: str,
        model: type[Answer],
        body: Mapping[str, Any] | None = None,
        *,
        writes: bool = False,
        refusals: Mapping[int, Problem] | None = None,
    ) -> Answer:
        call = Call(
            operation,
            method,
            self._base + path,
            json.dumps(body).encode() if body is not None else None,
            {"Content-Type": "application/json"} if body is not None else {},
            self._auth,
            writes,
            refusals or {404: Problem.DEVICE_GONE},
        )
        return await self._client.call(call, lambda value: _understood(model, value))


def connect(account: Account, http: httpx.AsyncClient, clock: Clock, secrets: KeepsSecrets) -> YandexCloud:
    """``settings``: ``host``, perhaps ``household`` and ``calls_per_minute``.

    ``secrets``: ``access_token``.
    """
    client = Client(http, NAME, pace(account.settings, CALLS_PER_MINUTE))
    auth = Bearer(account.secrets["access_token"])
    return YandexCloud(client, account.settings["host"], auth, account.settings.get("household") or None)


def _understood(model: type[Answer], value: Any) -> Answer:
    """The answer in its own form. ``status: error`` is a refusal, whatever the HTTP status was."""
    said = parsed(NAME, wire.Answer, value)
    if said.status != "ok":
        raise refusal(NAME, problem_of(said.code), f"status {said.status:.20}", said.message)
    return parsed(NAME, model, value)


def _may_be_parted(commands: Sequence[Command]) -> bool:
    """One unknown device refuses a whole request; absolute commands may then go one by one."""
    return len(commands) > 1 and all(isinstance(command.change, SetTo) for command in commands)


def _batches(commands: Sequence[Command]) -> Iterator[list[int]]:
    """The places of what can be sent, so many devices at a time."""
    devices = list(dict.fromkeys(command.device for command in commands if is_sendable(command)))
    for start in range(0, len(devices), DEVICES_A_REQUEST):
        batch = set(devices[start : start + DEVICES_A_REQUEST])
        yield [n for n, c in enumerate(commands) if c.device in batch and is_sendable(c)]
