"""The demo home behaves as a home does: what it is told it does, and its air changes slowly."""

from __future__ import annotations

from collections.abc import Mapping

import httpx
import pytest

from bot import clouds
from bot.clouds.demo.names import NAMES
from bot.home.account import Account
from bot.home.capability import Key, keys, writable
from bot.home.cloud import Cloud, RunsScenes
from bot.home.command import Command, SetTo
from bot.home.effect import Status
from bot.home.errors import CloudError
from bot.home.house import Device, House
from bot.home.problem import Problem
from bot.i18n import Languages
from tests.clocks import FrozenClock
from tests.clouds.vendor import Keeper

ON = Key("on_off", "on")
TARGET = Key("range", "temperature")
FELT = Key("sensor", "temperature")


async def demo(language: str = "en", clock: FrozenClock | None = None) -> Cloud:
    async with httpx.AsyncClient() as http:
        account = Account(1, 1, "demo", {"language": language}, {})
        return clouds.connect(account, http, clock or FrozenClock(), Keeper())


async def value(cloud: Cloud, device: str, key: Key) -> object:
    house = House(devices=(await cloud.listing()).devices)
    found = house.device(device)
    assert found
    capability = (await cloud.read(found)).capability(key)
    assert capability
    return capability.value


@pytest.mark.parametrize("code", Languages.load().codes)
async def test_the_home_is_small_and_called_as_its_people_speak(code: str) -> None:
    listing = await (await demo(code)).listing()
    assert (len(listing.devices), len(listing.rooms)) == (10, 4)
    assert set(House("", listing.rooms, (), listing.scenes, listing.devices).names) == set(
        NAMES[code].values()
    )
    assert {device.room for device in listing.devices} == {room.id for room in listing.rooms}


async def test_whoever_speaks_another_language_finds_english_names() -> None:
    assert {room.name for room in (await (await demo("fi")).listing()).rooms} < set(NAMES["en"].values())


async def test_whatever_can_be_set_is_set() -> None:
    cloud = await demo()
    tried = 0
    for device in (await cloud.listing()).devices:
        for key, wanted in _wishes(device).items():
            (effect,) = await cloud.execute([Command(device.id, key, SetTo(wanted))])
            assert effect.status is Status.ACCEPTED
            assert await value(cloud, device.id, key) == wanted
            tried += 1
    assert tried > 15


def _wishes(device: Device) -> Mapping[Key, object]:
    switches = {"on_off": True, "toggle": True, "lock": False, "range": 50, "mode": "heat", "color": 3000}
    return {keys(c)[-1]: switches[c.kind] for c in device.capabilities if writable(c)}


async def test_a_lamp_that_is_dimmed_is_lit() -> None:
    cloud = await demo()
    await cloud.execute([Command("demo-floor-lamp", Key("range", "brightness"), SetTo(70))])
    assert await value(cloud, "demo-floor-lamp", ON) is True


async def test_curtains_that_are_opened_are_open_all_the_way() -> None:
    cloud = await demo()
    await cloud.execute([Command("demo-curtain", ON, SetTo(True))])
    assert await value(cloud, "demo-curtain", Key("range", "open")) == 100


async def test_the_bedroom_cools_slowly_and_warms_up_again() -> None:
    clock = FrozenClock()
    cloud = await demo(clock=clock)
    before = await value(cloud, "demo-climate", FELT)
    await cloud.execute(
        [Command("demo-conditioner", TARGET, SetTo(20)), Command("demo-conditioner", ON, SetTo(True))]
    )
    assert await value(cloud, "demo-climate", FELT) == before
    clock.advance(seconds=900)
    cooler = await value(cloud, "demo-climate", FELT)
    clock.advance(seconds=7200)
    assert await value(cloud, "demo-climate", FELT) == 20.0
    await cloud.execute([Command("demo-conditioner", ON, SetTo(False))])
    assert await value(cloud, "demo-climate", FELT) == 20.0
    clock.advance(seconds=7200)
    assert before == await value(cloud, "demo-climate", FELT)
    assert isinstance(cooler, float)
    assert isinstance(before, float)
    assert 20 < cooler < before


async def test_what_is_not_there_is_refused() -> None:
    cloud = await demo()
    effects = await cloud.execute(
        [
            Command("nowhere", ON, SetTo(True)),
            Command("demo-climate", FELT, SetTo(20)),
            Command("demo-chandelier", Key("range", "volume"), SetTo(20)),
        ]
    )
    assert [e.problem for e in effects] == [
        Problem.DEVICE_GONE,
        Problem.ACTION_UNKNOWN,
        Problem.ACTION_UNKNOWN,
    ]
    with pytest.raises(CloudError):
        await cloud.read(Device("nowhere", "Lamp"))


async def test_good_night_turns_the_lights_off() -> None:
    cloud = await demo()
    assert isinstance(cloud, RunsScenes)
    await cloud.run_scene("demo-lights-out")
    assert await value(cloud, "demo-chandelier", ON) is False
    assert await value(cloud, "demo-kitchen-lamp", ON) is False
    with pytest.raises(CloudError):
        await cloud.run_scene("no-such-scene")
