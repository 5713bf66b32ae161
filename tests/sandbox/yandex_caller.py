"""A client of the Yandex stand-in that knows nothing but HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp.test_utils import TestClient, TestServer

from bot.sandbox.households import households
from bot.sandbox.world import Thing, World
from bot.sandbox.yandex import build_app
from tests.sandbox.faulty import hand_faults

Json = dict[str, Any]


@dataclass
class Yandex:
    world: World
    http: TestClient[Any, Any]
    token: str

    def thing(self, name: str, room: str | None = None) -> Thing:
        household = self.world.households[0].name
        return next(
            t
            for t in self.world.truth
            if t.name == name and t.household == household and room in (None, t.room)
        )

    def truth(self, name: str, key: str, room: str | None = None) -> Any:
        capability = self.thing(name, room).capability(key)
        assert capability is not None
        return capability["value"]

    async def call(self, method: str, path: str, body: object = None) -> tuple[int, Json]:
        headers = {"Authorization": f"Bearer {self.token}"}
        async with self.http.request(method, path, json=body, headers=headers) as response:
            return response.status, await response.json()

    async def get(self, path: str) -> Json:
        status, answer = await self.call("GET", path)
        assert status == 200, answer
        return answer

    async def device(self, name: str) -> Json:
        return await self.get(f"/v1.0/devices/{self.thing(name).id}")

    async def act(self, name: str, *actions: Json) -> list[Json]:
        """The results, each as the ``action_result`` of one action."""
        body = {"devices": [{"id": self.thing(name).id, "actions": list(actions)}]}
        status, answer = await self.call("POST", "/v1.0/devices/actions", body)
        assert status == 200, answer
        return [c["state"]["action_result"] for c in answer["devices"][0]["capabilities"]]


def action(type_: str, instance: str, value: object, **more: object) -> Json:
    return {
        "type": f"devices.capabilities.{type_}",
        "state": {"instance": instance, "value": value, **more},
    }


@asynccontextmanager
async def yandex_home(name: str = "moscow") -> AsyncIterator[Yandex]:
    world = World(households(name))
    app = build_app(world)
    hand_faults(app, world, "yandex")
    async with TestClient(TestServer(app)) as client:
        token = world.households[0].clouds["yandex"]["secrets"]["access_token"]
        yield Yandex(world, client, token)
