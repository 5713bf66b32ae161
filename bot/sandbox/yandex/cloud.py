"""The state of the Yandex stand-in, and how an accepted action becomes true."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from bot.sandbox.shadow import Shadow
from bot.sandbox.world import Thing, World
from bot.sandbox.yandex.account import Accounts


class Cloud:
    def __init__(self, world: World) -> None:
        self.world = world
        self.accounts = Accounts(world.households)
        self.shadow = Shadow(world.clock.now)
        for thing in world.truth:
            self.shadow.listen(thing)

    def apply(self, thing: Thing, key: str, value: Any) -> None:
        """Make it so: at once, or after the device's own delay, so that DONE comes before the truth."""
        delay = thing.vendor.get("delay")
        if delay:
            asyncio.get_running_loop().call_later(delay, self._arrive, thing, key, value)
        else:
            self._arrive(thing, key, value)

    def _arrive(self, thing: Thing, key: str, value: Any) -> None:
        if not thing.online or self.world.truth.get(thing.id) is None:
            return
        self.world.truth.set_value(thing.id, key, value)
        for other, follows in consequences(thing, key, value):
            self.world.truth.set_value(thing.id, other, follows)


CLOUD: web.AppKey[Cloud] = web.AppKey("cloud", Cloud)


def consequences(thing: Thing, key: str, value: Any) -> list[tuple[str, Any]]:
    """What else changes: a curtain that is told to open is open, and one that stands open is on."""
    if not thing.type.startswith("openable") or not thing.capability("range.open"):
        return []
    if key == "on_off.on":
        return [("range.open", 100 if value else 0)]
    if key == "range.open" and thing.capability("on_off.on"):
        return [("on_off.on", value > 0)]
    return []
