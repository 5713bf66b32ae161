"""A household is called by the names of its people, whatever else is learned meanwhile."""

from __future__ import annotations

from bot.home.house import Device
from bot.home.naming import OwnName, Thing
from bot.home.request import Sort
from bot.household import Household
from tests.clocks import FrozenClock
from tests.fake_cloud import FakeCloud
from tests.homes import lamp

BOB = (OwnName("Bob", Thing(Sort.DEVICE, "lamp")),)


def known(household: Household) -> Device:
    device = household.known.device("lamp")
    assert device is not None
    return device


async def test_names_come_and_go_and_touch_no_value() -> None:
    cloud = FakeCloud({"lamp": lamp(on=False)})
    household = Household("Flat", {1: cloud}, FrozenClock())
    await household.house()
    cloud.devices["lamp"] = lamp(on=True)
    await household.read(["lamp"])
    for names, aliases in ((BOB, ("Bob",)), ((), ())):
        household.call(names)
        assert known(household).aliases == aliases
        assert known(household).capabilities[0].value is True, "the reading is newer than the listing"


async def test_a_name_outlives_readings_and_listings() -> None:
    cloud = FakeCloud({"lamp": lamp()})
    household = Household("Flat", {1: cloud}, FrozenClock())
    household.call(BOB)
    await household.house()
    assert known(household).aliases == ("Bob",)
    await household.read(["lamp"])
    assert known(household).aliases == ("Bob",)


async def test_a_name_that_is_given_during_a_reading_stays() -> None:
    cloud = FakeCloud({"lamp": lamp()})
    household = Household("Flat", {1: cloud}, FrozenClock())
    await household.house()
    as_it_was = cloud.read

    async def read(device: Device) -> Device:
        household.call(BOB)
        return await as_it_was(device)

    cloud.read = read  # type: ignore[method-assign] # a cloud during whose answer somebody speaks
    await household.read(["lamp"])
    assert known(household).aliases == ("Bob",)
