"""What several want to know at the same moment is read once, and never taken from before a change."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.home.background import background
from bot.home.cloud import Listing
from bot.home.command import Command, SetTo
from bot.home.effect import Status
from bot.home.errors import CloudUnavailableError
from bot.home.house import Device, House
from bot.home.problem import Problem
from bot.household import Household
from tests.clocks import FrozenClock
from tests.fake_cloud import FakeCloud
from tests.homes import ON, lamp


@dataclass
class SlowCloud(FakeCloud):
    """What it answers is as it was when it was asked, and comes when the gate is opened."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def read(self, device: Device) -> Device:
        self.calls.append(f"read {device.id}")
        asked, gate = self.devices[device.id], self.gate
        await gate.wait()
        if self.down:
            raise self.down
        return asked

    async def listing(self) -> Listing:
        asked = await super().listing()
        await self.gate.wait()
        return asked

    def close(self) -> asyncio.Event:
        """What is asked from now on waits for another gate."""
        before, self.gate = self.gate, asyncio.Event()
        return before


@pytest.fixture
async def cloud() -> SlowCloud:
    devices = {f"lamp{n}": lamp(f"lamp{n}", f"Lamp {n}") for n in range(20)}
    return SlowCloud(devices, "aliyun", lists_values=False)


@pytest.fixture
async def household(cloud: SlowCloud) -> Household:
    household = Household("Home", {1: cloud}, FrozenClock())
    cloud.gate.set()
    await household.house()
    cloud.calls.clear()
    cloud.close()
    return household


def is_lit(house: House) -> bool:
    device = house.device("lamp1")
    switch = device.capability(ON) if device else None
    return switch is not None and switch.value is True


async def begun(*work: asyncio.Task[object]) -> None:
    """Each of them waits for the cloud by now."""
    for _ in range(5):
        await asyncio.sleep(0)
    assert not any(task.done() for task in work)


async def test_several_who_ask_for_the_same_wait_for_one_reading(
    household: Household, cloud: SlowCloud
) -> None:
    cloud.devices["lamp1"] = lamp("lamp1", "Lamp 1", on=True)
    tasks = [asyncio.create_task(household.read(["lamp1"])) for _ in range(3)]
    await begun(*tasks)
    cloud.gate.set()
    for house, troubles in await asyncio.gather(*tasks):
        assert is_lit(house)
        assert troubles == ()
    assert cloud.calls == ["read lamp1"]


async def test_in_whatever_order_rooms_are_asked_for_each_device_is_read_once(
    household: Household, cloud: SlowCloud
) -> None:
    ids = list(cloud.devices)
    tasks = [asyncio.create_task(household.freshen(order)) for order in (ids, ids[::-1])]
    await begun(*tasks)
    cloud.gate.set()
    await asyncio.gather(*tasks)
    assert sorted(cloud.calls) == sorted(f"read {id_}" for id_ in ids)


async def test_many_devices_are_listed_once_for_all_who_ask(household: Household, cloud: SlowCloud) -> None:
    cloud.lists_values = True
    tasks = [asyncio.create_task(household.read(cloud.devices)) for _ in range(3)]
    await begun(*tasks)
    cloud.gate.set()
    await asyncio.gather(*tasks)
    assert cloud.calls == ["listing"]


async def test_a_failure_is_told_to_all_who_waited(household: Household, cloud: SlowCloud) -> None:
    cloud.down = CloudUnavailableError("aliyun", Problem.CLOUD_SILENT)
    tasks = [asyncio.create_task(household.read(["lamp1"])) for _ in range(2)]
    await begun(*tasks)
    cloud.gate.set()
    for _, troubles in await asyncio.gather(*tasks):
        assert [trouble.problem for trouble in troubles] == [Problem.CLOUD_SILENT]
    assert cloud.calls == ["read lamp1"]


async def test_a_reading_that_began_before_a_write_neither_confirms_it_nor_is_shown_after_it(
    household: Household, cloud: SlowCloud
) -> None:
    early = asyncio.create_task(household.read(["lamp1"]))
    await begun(early)
    old = cloud.close()
    cloud.gate.set()
    carried = await household.execute([Command("lamp1", ON, SetTo(True))])
    assert [effect.status for effect in carried.effects] == [Status.CONFIRMED]
    old.set()
    house, _ = await early
    assert is_lit(house)
    assert cloud.calls == ["read lamp1", "execute", "read lamp1", "read lamp1"]


async def test_who_waits_reads_for_themselves_when_the_one_who_read_is_gone(
    household: Household, cloud: SlowCloud
) -> None:
    first = asyncio.create_task(household.read(["lamp1"]))
    second = asyncio.create_task(household.read(["lamp1"]))
    await begun(first, second)
    first.cancel()
    await begun(second)
    cloud.gate.set()
    _, troubles = await second
    assert troubles == ()
    assert cloud.calls == ["read lamp1", "read lamp1"]


async def test_a_person_does_not_wait_for_what_the_program_reads_for_itself(
    household: Household, cloud: SlowCloud
) -> None:
    with background():
        own = asyncio.create_task(household.read(["lamp1"]))
    await begun(own)
    cloud.close()
    cloud.gate.set()
    _, troubles = await household.read(["lamp1"])
    assert (troubles, own.done()) == ((), False)
    own.cancel()


async def test_the_program_waits_for_what_a_person_reads(household: Household, cloud: SlowCloud) -> None:
    person = asyncio.create_task(household.read(["lamp1"]))
    await begun(person)
    with background():
        own = asyncio.create_task(household.read(["lamp1"]))
    await begun(person, own)
    cloud.gate.set()
    await asyncio.gather(person, own)
    assert cloud.calls == ["read lamp1"]
