"""The state of the Aliyun stand-in, and how an accepted value reaches its device."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from bot.sandbox.aliyun.session import Sessions
from bot.sandbox.aliyun.signature import Gateway
from bot.sandbox.shadow import Shadow
from bot.sandbox.world import Thing, World


class Cloud:
    def __init__(self, world: World) -> None:
        self.world = world
        self.gateway = Gateway(_tenants(world), world.clock.now)
        self.sessions = Sessions(world.households, world.clock.now)
        self.shadow = Shadow(world.clock.now)
        for thing in world.truth:
            self.shadow.listen(thing)

    def send(self, thing: Thing, values: dict[str, Any]) -> None:
        """Deliver true values by ``kind.instance``; the device takes them a moment later."""
        asyncio.get_running_loop().call_later(thing.vendor["delay"], self._arrive, thing, values)

    def _arrive(self, thing: Thing, values: dict[str, Any]) -> None:
        if not thing.online:
            return
        for key, value in values.items():
            self.world.truth.set_value(thing.id, key, value)
            self.shadow.listen(thing)
            moved = thing.vendor["reactions"].get(key, {}).get(value)
            if moved:
                self.world.truth.set_value(thing.id, *moved)


CLOUD: web.AppKey[Cloud] = web.AppKey("cloud", Cloud)


def _tenants(world: World) -> dict[str, str]:
    """App secrets by app key."""
    accounts = [house.clouds["aliyun"] for house in world.households if "aliyun" in house.clouds]
    return {account["settings"]["app_key"]: account["secrets"]["app_secret"] for account in accounts}
