"""A vendor for tests: its stand-in from the sandbox, over real HTTP, and an account of one household."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import httpx
from aiohttp import web

from bot import clouds
from bot.home.account import Account
from bot.home.capability import Key
from bot.home.cloud import Cloud
from bot.home.command import Command, SetTo
from bot.home.house import Device
from bot.sandbox.households import FURNISHED
from bot.sandbox.stand_in import stand_in_middleware
from bot.sandbox.world import Household, Thing, World

ON = Key("on_off", "on")
VENDORS = tuple(name for name in clouds.names() if name != "demo")  # a demo home has no vendor
UNPACED = {"calls_per_minute": "1000000"}


@dataclass
class Keeper:
    """Remembers secrets as a database would; ``fails`` times it cannot.

    ``secrets`` are what is kept now, ``stored`` whatever was stored, in order. ``counted`` has an entry for
    each call, true for those that nobody asked for, of which ``budget`` are allowed.
    """

    stored: list[Mapping[str, str]] = field(default_factory=list, repr=False)
    fails: int = 0
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    lease: asyncio.Lock = field(default_factory=asyncio.Lock)
    counted: list[bool] = field(default_factory=list)
    budget: int = 1_000_000

    async def store_secrets(self, account: int, secrets: Mapping[str, str]) -> None:
        if self.fails:
            self.fails -= 1
            raise OSError("the disk is full")
        self.stored.append(dict(secrets))
        self.secrets = dict(secrets)

    async def secrets_of(self, account: int) -> Mapping[str, str]:
        return dict(self.secrets)

    @asynccontextmanager
    async def refreshing(self, account: int) -> AsyncIterator[None]:
        async with self.lease:
            yield

    def count_call(self, account: int, background: bool) -> None:
        self.counted.append(background)

    def background_left(self, account: int) -> int:
        return max(0, self.budget - sum(self.counted))


@dataclass(frozen=True)
class WorldClock:
    world: World

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.world.clock.now(), UTC)


@dataclass
class Vendor:
    """What a test sees of a vendor: the truth about things, the calls received, and faults on order."""

    name: str
    world: World
    account: Account
    http: httpx.AsyncClient
    keeper: Keeper = field(default_factory=Keeper)

    def connect(self, **secrets: str) -> Cloud:
        """An adapter for the account, with some of its secrets changed."""
        settings, kept = self.account.settings, {**self.account.secrets, **secrets}
        account = Account(self.account.id, self.account.home, self.name, settings, kept)
        self.keeper.secrets = kept
        return clouds.connect(account, self.http, WorldClock(self.world), self.keeper)

    @property
    def household(self) -> Household:
        return self.world.households[0]

    def thing(self, id_: str) -> Thing:
        thing = self.world.truth.get(id_)
        assert thing is not None
        return thing

    def truth(self, device: str, key: Key) -> Any:
        capability = self.thing(device).capability(str(key))
        assert capability is not None
        return capability["value"]

    def breaks(self, **fault: Any) -> None:
        self.world.faults.add(target=self.name, **fault)

    def calls(self) -> list[str]:
        """The paths called since this was last asked."""
        entries = self.world.journal.after(self._asked, self.name)
        self._asked = max((entry["n"] for entry in entries), default=self._asked)
        return [entry["path"] for entry in entries]

    _asked: int = 0


@asynccontextmanager
async def open_vendor(name: str) -> AsyncIterator[Vendor]:
    """The stand-in of the vendor, with the first furnished household that has an account in it."""
    household = next(home for furnish in FURNISHED.values() if name in (home := furnish()).clouds)
    async with serving(name, household) as vendor:
        yield vendor


@asynccontextmanager
async def serving(name: str, household: Household) -> AsyncIterator[Vendor]:
    """The stand-in of ``bot/sandbox/<name>`` with a household whose things obey at once: no test waits."""
    for thing in household.things:
        thing.vendor["delay"] = 0
    world = World([household])
    app: web.Application = import_module(f"bot.sandbox.{name}").build_app(world)
    app.middlewares.insert(0, stand_in_middleware(world, name))
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host = f"http://127.0.0.1:{runner.addresses[0][1]}"
    described = household.clouds[name]
    account = Account(
        7, 1, name, {"host": host, "oauth": host, **UNPACED, **described["settings"]}, described["secrets"]
    )
    try:
        async with httpx.AsyncClient() as http:
            yield Vendor(name, world, account, http)
    finally:
        await runner.cleanup()


def bare(vendor: Vendor) -> Vendor:
    """The same vendor with a Yandex account that was given a token without the app behind it."""
    settings = {name: value for name, value in vendor.account.settings.items() if name != "client_id"}
    account = replace(vendor.account, settings=settings)
    return Vendor(vendor.name, vendor.world, account, vendor.http, vendor.keeper)


async def switchable(vendor: Vendor, cloud: Cloud) -> list[Device]:
    """The online devices that can be switched on and off, with their present values."""
    listed = (await cloud.listing()).devices
    devices = [await cloud.read(device) for device in listed if device.capability(ON)]
    return [d for d in devices if d.online and (c := d.capability(ON)) and c.value is not None]


def switch(device: Device, value: bool) -> Command:
    return Command(device.id, ON, SetTo(value))
