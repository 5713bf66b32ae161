"""A client of the Aliyun stand-in with a signer of its own, written from the reference."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Any

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer

from bot.sandbox.aliyun import build_app
from bot.sandbox.households import households
from bot.sandbox.world import Clock, Thing, World
from tests.sandbox.faulty import hand_faults

Json = dict[str, Any]
VERSIONS = {
    "/uc/listBindingByAccount": "1.0.8",
    "/account/checkOrRefreshSession": "1.0.4",
    "/account/createSessionByAuthCode": "1.0.4",
    "/living/home/query": "1.0.0",
    "/living/home/room/query": "1.0.1",
    "/living/home/room/device/query": "1.0.0",
    "/living/home/get": "1.0.1",
    "/living/home/room/get": "1.0.1",
    "/uc/getByAccountAndDev": "1.0.6",
    "/uc/unbindAccountAndDev": "1.0.7",
    "/living/device/property/timeline/get": "1.0.0",
    "/living/device/event/timeline/get": "1.0.0",
    "/living/device/reset": "1.0.0",
    "/living/device/reset/task/state/get": "1.0.0",
    "/thing/extended/property/delete": "1.0.0",
    "/scene/timing/create": "1.0.5",
    "/scene/timing/update": "1.0.5",
    "/scene/timing/delete": "1.0.5",
    "/scene/timing/info/get": "1.0.5",
    "/scene/timing/list/get": "1.0.5",
    "/iotx/ilop/queryComponentProduct": "1.0.0",
    "/iotx/ilop/updateComponentProduct": "1.0.0",
    "/iotx/ilop/queryComponentProperty": "1.0.0",
}


@dataclass
class Aliyun:
    """``iot_token`` and ``extra`` headers may be changed by a test; headers of None are left out."""

    world: World
    http: TestClient[Any, Any]
    iot_token: str | None
    extra: dict[str, str | None] = field(default_factory=dict)
    digest: str = "HmacSHA256"

    @property
    def account(self) -> Json:
        return account(self.world)

    def thing(self, name: str, room: str | None = None) -> Thing:
        return next(t for t in self.world.truth if t.name == name and room in (None, t.room))

    def truth(self, name: str, key: str) -> Any:
        capability = self.thing(name).capability(key)
        assert capability is not None
        return capability["value"]

    async def call(self, path: str, version: str | None = None, **params: Any) -> Json:
        request = {"apiVer": version or VERSIONS.get(path, "1.0.2"), "language": "en-US"}
        envelope = {
            "id": str(uuid.uuid4()),
            "version": "1.0",
            "request": request | ({"iotToken": self.iot_token} if self.iot_token else {}),
            "params": params,
        }
        async with self.post(path, json.dumps(envelope, ensure_ascii=False).encode()) as response:
            assert response.status == 200, response.headers
            answer: Json = await response.json()
            assert answer["id"] in (envelope["id"], "")
            return answer

    async def data(self, path: str, **params: Any) -> Any:
        answer = await self.call(path, **params)
        assert answer["code"] == 200, answer
        return answer["data"]

    async def code(self, path: str, **params: Any) -> int:
        code: int = (await self.call(path, **params))["code"]
        return code

    @asynccontextmanager
    async def settled(self, changes: int = 1) -> AsyncIterator[None]:
        """Inside of it something is asked for; it ends when so many changes became true."""
        async with self.world.bus.subscribe() as queue:
            yield
            for _ in range(changes):
                await asyncio.wait_for(queue.get(), 5)

    async def set(self, name: str, **items: object) -> int:
        answer = await self.call("/thing/properties/set", iotId=self.thing(name).id, items=items)
        code: int = answer["code"]
        return code

    @asynccontextmanager
    async def post(self, path: str, body: bytes) -> AsyncIterator[ClientResponse]:
        headers = self.signed(path, body)
        async with self.http.post(path, data=body, headers=headers) as response:
            yield response

    def signed(self, path: str, body: bytes) -> dict[str, str]:
        now = self.world.clock.now()
        headers: dict[str, str | None] = {
            "accept": "application/json",
            "content-md5": base64.b64encode(hashlib.md5(body).digest()).decode(),
            "content-type": "application/octet-stream",
            "date": formatdate(now, usegmt=True),
            "x-ca-key": self.account["settings"]["app_key"],
            "x-ca-nonce": str(uuid.uuid4()),
            "x-ca-signature-method": self.digest,
            "x-ca-timestamp": str(round(now * 1000)),
        }
        sent = {name: value for name, value in (headers | self.extra).items() if value is not None}
        block = sorted(name for name in sent if name.startswith("x-ca-"))
        top = [sent.get(name, "") for name in ("accept", "content-md5", "content-type", "date")]
        text = "\n".join(["POST", *top, *(f"{name}:{sent[name]}" for name in block), path])
        algorithm = {"HmacSHA1": "sha1"}.get(self.digest, "sha256")
        secret = self.account["secrets"]["app_secret"]
        made = base64.b64encode(hmac.new(secret.encode(), text.encode(), algorithm).digest()).decode()
        return sent | {"x-ca-signature-headers": ",".join(block), "x-ca-signature": made}


def account(world: World) -> Json:
    """The first account of the world."""
    found: Json = next(home.clouds["aliyun"] for home in world.households if "aliyun" in home.clouds)
    return found


@asynccontextmanager
async def aliyun_home(name: str = "hangzhou", clock: Clock | None = None) -> AsyncIterator[Aliyun]:
    world = World(households(name), clock=clock or Clock())
    app = build_app(world)
    hand_faults(app, world, "aliyun")
    async with TestClient(TestServer(app)) as client:
        yield Aliyun(world, client, account(world)["secrets"]["iot_token"])
