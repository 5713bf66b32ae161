"""Every endpoint of the API, as Yandex names them, and what their refusals mean.

Page: platform-protocol. https://api.iot.yandex.net/v1.0
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeVar
from urllib.parse import quote

from bot.clouds.client import Call, parsed, refusal
from bot.clouds.yandex import wire
from bot.clouds.yandex.problems import problem_of
from bot.clouds.yandex.session import Session
from bot.clouds.yandex.wire import NAME
from bot.home.problem import Problem

Answer = TypeVar("Answer", bound=wire.Answer)
Json = Mapping[str, Any]


class Api:
    """All raise ``CloudError``; what changes something is never repeated."""

    def __init__(self, session: Session, host: str) -> None:
        self._session = session
        self._base = f"{host}/v1.0"

    async def user_info(self) -> wire.UserInfo:
        return await self._call("user.info", "GET", "/user/info", wire.UserInfo)

    async def device(self, id_: str) -> wire.DeviceInfo:
        """One device, with whether it is online. A device that its vendor forgot is refused as gone."""
        info = await self._call("devices.get", "GET", f"/devices/{_quoted(id_)}", wire.DeviceInfo)
        if info.state == "not_found":
            raise refusal(NAME, Problem.DEVICE_GONE, "state not_found")
        return info

    async def remove_device(self, id_: str) -> None:
        await self._call("devices.delete", "DELETE", f"/devices/{_quoted(id_)}", wire.Answer, writes=True)

    async def act(self, body: Json) -> wire.ActionAnswer:
        return await self._call(
            "devices.actions", "POST", "/devices/actions", wire.ActionAnswer, body, writes=True
        )

    async def group(self, id_: str) -> wire.GroupInfo:
        return await self._call("groups.get", "GET", f"/groups/{_quoted(id_)}", wire.GroupInfo)

    async def act_on_group(self, id_: str, body: Json) -> wire.ActionAnswer:
        path = f"/groups/{_quoted(id_)}/actions"
        return await self._call("groups.actions", "POST", path, wire.ActionAnswer, body, writes=True)

    async def start_scenario(self, id_: str) -> None:
        """Nobody tells what came of it, nor when."""
        path = f"/scenarios/{_quoted(id_)}/actions"
        gone = Problem.SCENE_GONE
        await self._call("scenarios.actions", "POST", path, wire.Answer, writes=True, gone=gone)

    async def _call(
        self,
        operation: str,
        method: str,
        path: str,
        model: type[Answer],
        body: Json | None = None,
        *,
        writes: bool = False,
        gone: Problem = Problem.DEVICE_GONE,
    ) -> Answer:
        call = Call(
            operation,
            method,
            self._base + path,
            json.dumps(body).encode() if body is not None else None,
            {"Content-Type": "application/json"} if body is not None else {},
            writes=writes,
            refusals={404: gone},
        )
        return await self._session.call(call, lambda value: _understood(model, value))


def _quoted(id_: str) -> str:
    """An id as a part of a path that cannot lead to another path."""
    return quote(id_, safe="")


def _understood(model: type[Answer], value: Any) -> Answer:
    """The answer in its own form. ``status: error`` is a refusal, whatever the HTTP status was."""
    said = parsed(NAME, wire.Answer, value)
    if said.status != "ok":
        raise refusal(NAME, problem_of(said.code), f"status {said.status:.20}", said.message)
    return parsed(NAME, model, value)
