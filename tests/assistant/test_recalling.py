"""After a restart, and in another replica, what a home is made of is known before any cloud is asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.assistant.homes import Homes
from bot.home.cloud import Listing
from bot.home.command import Command, SetTo
from bot.home.effect import Status
from bot.home.errors import CloudUnavailableError
from bot.home.house import Room, Scene
from bot.home.problem import Problem
from bot.household import Household
from bot.memory.memory import Memory
from bot.memory.records import Home
from tests.clocks import FrozenClock
from tests.databases import Place
from tests.fake_cloud import FakeCloud
from tests.homes import ON, lamp, remote_tv

DOWN = CloudUnavailableError("yandex", Problem.CLOUD_UNREACHABLE)


class Town:
    """Homes with a lamp and a television each, and a process that can be begun anew."""

    def __init__(self, memory: Memory, clock: FrozenClock) -> None:
        self.memory = memory
        self.clock = clock
        self.clouds: dict[int, FakeCloud] = {}
        self.homes = self.process()

    async def settle(self, name: str) -> Home:
        home = await self.memory.add_home(name, "en", "UTC")
        account = await self.memory.add_account(home.id, "yandex", {}, {})
        parts = Listing((Room("kitchen", "Kitchen"),), scenes=(Scene("s1", "Night"),))
        devices = {"lamp": lamp(room="kitchen", on=True), "tv": remote_tv()}
        self.clouds[account.id] = FakeCloud(devices, listing_parts=parts)
        return home

    def process(self, most: int = 100) -> Homes:
        return Homes(self.memory, lambda account: self.clouds[account.id], self.clock, most=most)

    async def snapshot(self) -> tuple[object, ...]:
        return tuple([await self.memory.snapshot(account) for account in self.clouds])


@pytest.fixture
async def town(place: Place) -> AsyncIterator[Town]:
    clock = FrozenClock()
    memory = await place.open(clock)
    yield Town(memory, clock)
    await memory.close()


async def recalled(town: Town, home: Home) -> tuple[Household, FakeCloud]:
    """The home in a new process, after it was listed in one before."""
    await (await town.homes.whole(home)).house()
    (cloud,) = town.clouds.values()
    cloud.calls.clear()
    return await town.process().whole(home), cloud


async def test_a_home_is_known_by_its_names_and_commands_work_before_it_is_listed(town: Town) -> None:
    household, cloud = await recalled(town, await town.settle("Flat"))
    house, troubles = await household.named()
    assert [device.name for device in house.devices] == ["Lamp", "Television"]
    assert troubles == ()
    carried = await household.execute([Command("lamp", ON, SetTo(False))])
    assert [effect.status for effect in carried.effects] == [Status.CONFIRMED]
    assert await household.run_scene("s1") is None
    assert "listing" not in cloud.calls


async def test_a_value_of_before_is_not_taken_for_todays(town: Town) -> None:
    household, cloud = await recalled(town, await town.settle("Flat"))
    known = household.known.device("lamp")
    assert known is not None
    assert {capability.value for capability in known.capabilities} == {None}
    house, _ = await household.freshen(["lamp"])
    fresh = house.device("lamp")
    assert fresh is not None
    assert cloud.devices["lamp"] == replace(fresh, room="kitchen")


async def test_a_home_whose_cloud_is_down_at_the_start_keeps_its_devices(town: Town) -> None:
    household, cloud = await recalled(town, await town.settle("Flat"))
    cloud.down = DOWN
    house, troubles = await household.house()
    assert house.device("lamp") is not None
    assert [trouble.problem for trouble in troubles] == [Problem.CLOUD_UNREACHABLE]


async def test_what_was_recalled_gives_way_to_a_listing_in_a_while_and_for_whoever_wants_values(
    town: Town,
) -> None:
    household, cloud = await recalled(town, await town.settle("Flat"))
    town.clock.advance(minutes=6)
    await household.named()
    assert cloud.calls == ["listing"]
    other = await town.process().whole((await town.memory.homes())[0])
    await other.house()
    await other.named()
    assert cloud.calls == ["listing", "listing"]


async def test_with_an_account_that_was_never_listed_the_home_is_not_known(town: Town) -> None:
    home = await town.settle("Flat")
    await (await town.homes.whole(home)).house()
    account = await town.memory.add_account(home.id, "yandex", {}, {})
    town.clouds[account.id] = FakeCloud({"other": lamp("other")})
    house, _ = await (await town.process().whole(home)).named()
    assert house.device("other") is not None


async def test_it_is_written_down_when_something_else_is_listed_and_once_a_day(town: Town) -> None:
    household, cloud = await recalled(town, await town.settle("Flat"))
    first = await town.snapshot()
    cloud.devices["lamp"] = lamp(room="kitchen", on=False)
    await household.house(timedelta(seconds=-1))
    assert await town.snapshot() == first, "only a value is another"
    town.clock.advance(minutes=1)
    cloud.devices["lamp"] = replace(cloud.devices["lamp"], name="Sun")
    await household.house(timedelta(seconds=-1))
    second = await town.snapshot()
    assert second != first
    town.clock.advance(days=1)
    await household.house(timedelta(seconds=-1))
    assert await town.snapshot() != second


async def test_a_snapshot_that_is_not_understood_is_as_good_as_none(town: Town) -> None:
    home = await town.settle("Flat")
    (account,) = town.clouds
    await town.memory.keep_snapshot(account, town.clock.now(), {"devices": [{"future": 1}]})
    house, _ = await (await town.homes.whole(home)).named()
    assert house.device("lamp") is not None


async def test_of_very_many_homes_those_that_spoke_last_are_kept(town: Town) -> None:
    homes = [await town.settle(name) for name in ("a", "b", "c")]
    process = town.process(most=2)
    first = await process.whole(homes[0])
    await process.whole(homes[1])
    assert await process.whole(homes[0]) is first
    await process.whole(homes[2])
    assert [process.get(home.id) is not None for home in homes] == [True, False, True]
