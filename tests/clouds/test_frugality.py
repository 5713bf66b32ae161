"""How many vendor calls everyday things cost in a home of a hundred devices; `pytest -s` prints them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from bot.home.abilities import KeepsSession
from bot.home.background import background
from bot.home.command import Command, SetTo
from bot.household import Household as House
from bot.sandbox.households.aliyun_home import AliyunHome
from bot.sandbox.households.capabilities import brightness, on_off
from bot.sandbox.households.products import climate, lighting
from bot.sandbox.households.yandex_home import YandexHome
from bot.sandbox.world import Household
from tests.clouds.vendor import ON, Vendor, WorldClock, serving

ROOMS, DEVICES_A_ROOM = 10, 10
HEADINGS = ("first listing", "switch", "room of ten", "scene", "idle hour")
# (first listing, a switch with its read-back, all ten lamps of a room, a scene, an hour of nobody)
MOST = {"yandex": (1, 2, 2, 1, 0), "aliyun": (1 + 2 + 2 + ROOMS, 2, 20, None, 0)}


def yandex_home() -> Household:
    home = YandexHome("large", "Large")
    for number in range(ROOMS):
        room = home.room(f"Room {number}")
        lamps = [
            home.thing(room, f"Lamp {n}", "light", on_off(False), brightness(50))
            for n in range(DEVICES_A_ROOM)
        ]
    home.scenario("Night", (lamps[0], "on_off.on", True))
    return _household("yandex", home)


def aliyun_home() -> Household:
    home = AliyunHome("large", "Large")
    for number in range(ROOMS):
        room = home.room(f"Room {number}")
        for n in range(DEVICES_A_ROOM - 1):
            home.thing(room, f"Lamp {n}", lighting.CEILING_LAMP, {"LightSwitch": False, "Brightness": 50})
        home.thing(room, "Purifier", climate.PURIFIER, {"PowerSwitch": False})
    return _household("aliyun", home)


def _household(cloud: str, home: YandexHome | AliyunHome) -> Household:
    return Household("large", "Large", "en", "UTC", [], [], home.things, {cloud: home.account()})


@dataclass
class Counted:
    vendor: Vendor
    house: House

    async def calls(self, work: Awaitable[object]) -> int:
        self.vendor.calls()
        await work
        return len(self.vendor.calls())


@asynccontextmanager
async def large_home(cloud: str) -> AsyncIterator[Counted]:
    household = yandex_home() if cloud == "yandex" else aliyun_home()
    async with serving(cloud, household) as vendor:
        yield Counted(vendor, House("Large", {7: vendor.connect()}, WorldClock(vendor.world)))


async def an_idle_hour(home: Counted) -> None:
    """What the jobs do when nobody speaks: every ten minutes the logins are looked at."""
    for cloud in home.house.clouds.values():
        assert isinstance(cloud, KeepsSession)
        for _ in range(6):
            home.vendor.world.clock.advance(600)
            with background():
                await cloud.keep()


@pytest.mark.parametrize("cloud", ["yandex", "aliyun"])
async def test_everyday_things_cost_few_calls(cloud: str) -> None:
    async with large_home(cloud) as home:
        listing = await home.calls(home.house.house())
        house = home.house.known
        assert len(house.devices) == ROOMS * DEVICES_A_ROOM
        lamps = [d for d in house.devices if d.room == house.devices[0].room and d.capability(ON)]
        switch = await home.calls(home.house.execute([Command(lamps[0].id, ON, SetTo(True))]))
        room = await home.calls(home.house.execute([Command(lamp.id, ON, SetTo(True)) for lamp in lamps]))
        scene = await home.calls(home.house.run_scene(house.scenes[0].id)) if house.scenes else None
        idle = await home.calls(an_idle_hour(home))
    counted = (listing, switch, room, scene, idle)
    print(cloud, dict(zip(HEADINGS, counted, strict=True)))
    for calls, most in zip(counted, MOST[cloud], strict=True):
        assert (calls is None and most is None) or (calls is not None and most is not None and calls <= most)


@pytest.mark.parametrize("cloud", ["yandex", "aliyun"])
async def test_a_switch_on_a_card_that_was_just_shown_is_one_write_and_one_read_back(cloud: str) -> None:
    async with large_home(cloud) as home:
        await home.house.house()
        lamp = next(d for d in home.house.known.devices if d.capability(ON))
        await home.house.freshen([lamp.id])
        commands = [Command(lamp.id, ON, SetTo(True))]
        assert await home.calls(home.house.execute(commands, look_first=True)) == 2


async def test_what_five_people_ask_at_once_is_read_once() -> None:
    async with large_home("aliyun") as home:
        await home.house.house()
        ids = [device.id for device in home.house.known.devices]
        orders = [ids, ids[::-1], ids[50:] + ids[:50], ids, ids[::-1]]
        together = await home.calls(asyncio.gather(*map(home.house.freshen, orders)))
        later = await home.calls(home.house.freshen(ids))
    assert together == 2 * len(ids), "properties and status, once for each device"
    assert later == 0
