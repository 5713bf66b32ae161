"""Bots beside each other: what one has changed or listed, the others no longer take for true."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.assistant.homes import Homes
from bot.assistant.others import Others
from bot.home.cloud import Listing
from bot.home.command import Command, SetTo
from bot.home.house import Room
from bot.household import Household
from bot.household.hearing import Hearers
from bot.memory.memory import Memory
from bot.memory.records import Home
from bot.shared.ports import Hearer
from tests.clocks import FrozenClock
from tests.databases import Place
from tests.fake_cloud import FakeCloud
from tests.homes import ON, lamp


@dataclass
class Wire:
    """Signals between bots in one process; ``said`` is all that went over it."""

    hearers: dict[int, Hearer] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def end(self) -> End:
        return End(self, len(self.hearers))


@dataclass
class End:
    wire: Wire
    number: int

    def hear(self, hearer: Hearer) -> None:
        self.wire.hearers[self.number] = hearer

    async def send(self, text: str) -> None:
        self.wire.said.append(text)
        for number, hearer in self.wire.hearers.items():
            if number != self.number:
                hearer(text)

    async def listen(self) -> None:
        """It is told at once."""


async def at_once(_: float) -> None:
    await asyncio.sleep(0)


class Bot:
    def __init__(self, memory: Memory, clock: FrozenClock, cloud: FakeCloud, wire: Wire, home: Home) -> None:
        self.cloud = cloud
        self._home = home
        self.others, values = Others(wire.end(), at_once), Hearers()
        self.homes = Homes(memory, lambda account: cloud, clock, values=values, others=self.others)
        self.others.join(self.homes.get, self.homes.heard)
        values.add(self.others)

    async def household(self) -> Household:
        return await self.homes.whole(self._home)

    async def act(self, on: bool) -> None:
        await (await self.household()).execute([Command("lamp", ON, SetTo(on))])
        await self.others.close()

    async def lists(self) -> None:
        await (await self.household()).house(timedelta())
        await self.others.close()

    async def sees(self) -> object:
        """What its card of the home shows of the lamp."""
        household = await self.household()
        await household.house()
        house, _ = await household.freshen([device.id for device in household.known.devices])
        await self.others.close()
        device = house.device("lamp")
        capability = device.capability(ON) if device else None
        return capability.value if capability else None

    def listings(self) -> int:
        return self.cloud.calls.count("listing")


@dataclass
class Stage:
    first: Bot
    second: Bot
    wire: Wire
    clock: FrozenClock


@pytest.fixture(params=[True, False], ids=["lists values", "lists names"])
async def stage(request: pytest.FixtureRequest, place: Place) -> AsyncIterator[Stage]:
    clock, wire = FrozenClock(), Wire()
    memory = await place.open(clock)
    home = await memory.add_home("Flat", "en", "UTC")
    await memory.add_account(home.id, "yandex", {}, {})
    cloud = FakeCloud(
        {"lamp": lamp(on=False), "strip": lamp("strip", "Strip")},
        listing_parts=Listing(rooms=(Room("kitchen", "Kitchen"),)),
        lists_values=request.param,
    )
    first, second = (Bot(memory, clock, cloud, wire, home) for _ in range(2))
    for bot in (first, second):
        assert await bot.sees() is False
    wire.said.clear()
    yield Stage(first, second, wire, clock)
    await memory.close()


async def test_what_one_has_changed_the_other_reads_before_it_shows_it(stage: Stage) -> None:
    await stage.first.act(True)
    stage.first.cloud.calls.clear()
    assert await stage.second.sees() is True
    assert stage.first.cloud.calls == ["read lamp"], "and nothing else"
    assert await stage.second.sees() is True
    assert stage.first.cloud.calls == ["read lamp"], "once"


async def test_what_was_told_is_not_told_back(stage: Stage) -> None:
    await stage.first.act(True)
    await stage.second.sees()
    assert len(stage.wire.said) == 1
    stage.first.cloud.calls.clear()
    await stage.first.sees()
    assert stage.first.cloud.calls == []


async def test_what_is_as_it_was_is_not_told(stage: Stage) -> None:
    stage.clock.advance(minutes=10)
    await stage.first.lists()
    await stage.first.act(False)
    assert stage.wire.said == []


async def test_what_one_has_listed_the_other_knows_without_asking(stage: Stage) -> None:
    cloud = stage.first.cloud
    cloud.devices["lamp"] = replace(cloud.devices["lamp"], name="Торшер")
    cloud.devices["new"] = lamp("new", "New one")
    stage.clock.advance(seconds=1)
    await stage.first.lists()
    before = stage.second.listings()
    house, _ = await (await stage.second.household()).named()
    assert stage.second.listings() == before
    assert {device.name for device in house.devices} == {"Торшер", "Strip", "New one"}
    device = house.device("lamp")
    known = device.capability(ON) if device else None
    assert known is not None
    assert known.value is False, "what was read is still known"


async def test_a_home_that_has_other_accounts_is_met_anew_by_all(stage: Stage) -> None:
    before = await stage.second.household()
    stage.first.homes.drop(1)
    await stage.first.others.close()
    assert await stage.second.household() is not before


async def test_after_something_may_have_been_missed_nothing_is_taken_for_true(stage: Stage) -> None:
    stage.wire.hearers.pop(1)
    await stage.first.act(True)
    assert await stage.second.sees() is False, "nobody has told"
    stage.second.homes.heard(None)
    assert await stage.second.sees() is True


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '["values"]', '["other",1]', '["values","x"]', "null", "[[1],2]"]
)
async def test_what_another_version_says_is_passed_over(stage: Stage, text: str) -> None:
    stage.wire.hearers[1](text)
    assert await stage.second.sees() is False
