"""Devices whose cloud keeps no history get one: from whatever is read, and from a look now and then."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.home.abilities import Happened, Moment
from bot.home.capability import Choice, Event, Key, OnOff, Sensor
from bot.home.errors import NotNowError
from bot.home.house import Device
from bot.household import Household
from bot.household.past import past_of
from bot.household.samples import Sampled
from bot.jobs.alarms import KIND as ALARMS
from bot.jobs.alarms import AlarmCarrier, Alarms
from bot.jobs.sampling import KIND, Sampler, SamplingCarrier, Samplings
from bot.jobs.worker import Carrier, Worker
from bot.memory.memory import Memory
from bot.memory.records import Home
from tests.clocks import FrozenClock
from tests.databases import Place
from tests.fake_cloud import FakeCloud
from tests.jobs.metered_cloud import MeteredCloud

ON, WARMTH, DOOR = Key("on_off", "on"), Key("sensor", "temperature"), Key("event", "water_leak")


def thermometer(warmth: float) -> Device:
    return Device(
        "t", "Thermometer", online=True, capabilities=(Sensor(instance="temperature", value=warmth),)
    )


def plug(on: bool) -> Device:
    return Device("p", "Plug", online=True, capabilities=(OnOff(value=on),))


def leak(value: str) -> Device:
    event = Event(instance="water_leak", choices=(Choice("dry"), Choice("leak")), value=value)
    return Device("l", "Sink", online=True, capabilities=(event,))


class Remembering(FakeCloud):
    """A cloud that keeps a history itself."""

    async def history(self, *_: Any, **__: Any) -> tuple[Moment, ...]:
        return ()

    async def happenings(self, *_: Any, **__: Any) -> tuple[Happened, ...]:
        return ()


@dataclass
class Stage:
    memory: Memory
    clock: FrozenClock
    cloud: FakeCloud
    home: Home
    household: Household = field(init=False)
    sampler: Sampler = field(init=False)

    def __post_init__(self) -> None:
        self.sampler = Sampler(self.memory, self.clock, lambda _: self.household)
        hear = partial(self.sampler.learned, self.home.id)
        self.household = Household("Flat", {1: self.cloud}, self.clock, hear=hear)

    async def announce(self, *_: object) -> None:
        """Nobody listens."""

    async def whole(self, home: Home) -> Household:
        return self.household

    async def passes(self, minutes: int, *devices: Device) -> None:
        """The devices are so, and the worker works meanwhile."""
        self.cloud.devices.update({device.id: device for device in devices})
        carriers: dict[str, Carrier] = {
            KIND: SamplingCarrier(self.memory, self.whole, self.clock),
            ALARMS: AlarmCarrier(self.memory, self.whole, self, self.clock),
        }
        worker = Worker(self.memory, carriers, self.clock)
        for _ in range(minutes):
            self.clock.advance(minutes=1)
            await worker.round()
        await self.sampler.write()

    async def moments(self, device: str, key: Key) -> list[Any]:
        start = self.clock.now() - timedelta(days=1)
        found = await self.memory.moments(self.home.id, device, key, start, self.clock.now() + timedelta(1))
        return [moment.value for moment in found]


@pytest.fixture
async def stage(place: Place) -> AsyncIterator[Stage]:
    clock = FrozenClock()
    memory = await place.open(clock)
    home = await memory.add_home("Flat", "en", "UTC")
    await memory.add_account(home.id, "yandex", {}, {})
    yield Stage(memory, clock, MeteredCloud({"t": thermometer(20.0), "p": plug(False)}, meter=memory), home)
    await memory.close()


async def test_what_is_read_for_somebody_is_noted_when_it_has_changed(stage: Stage) -> None:
    await stage.household.house()
    stage.cloud.devices["t"] = thermometer(20.1)
    await stage.household.read(["t"])
    stage.clock.advance(minutes=1)
    stage.cloud.devices["t"] = thermometer(22.0)
    await stage.household.read(["t"])
    await stage.sampler.write()
    assert await stage.moments("t", WARMTH) == [20.0, 22.0]
    assert await stage.moments("p", ON) == [False]


async def test_a_home_is_looked_at_now_and_then_though_nobody_asks(stage: Stage) -> None:
    await Samplings(stage.memory, stage.clock).ensure()
    await stage.passes(20)
    await stage.passes(20, thermometer(25.0), plug(True))
    assert await stage.moments("t", WARMTH) == [20.0, 25.0]
    assert await stage.moments("p", ON) == [False, True]
    assert isinstance(stage.cloud, MeteredCloud)
    assert stage.cloud.asked == []
    assert 3 <= stage.cloud.calls.count("listing") <= 5


async def test_what_alarms_read_is_not_read_again(stage: Stage) -> None:
    stage.cloud.devices["l"] = leak("dry")
    await Alarms(stage.memory, stage.clock).ensure()
    await Samplings(stage.memory, stage.clock).ensure()
    await stage.passes(60)
    await stage.passes(60, leak("leak"))
    # alarms look every 3 minutes, for half a day is left to 240 calls; by itself sampling would look 12 times
    assert stage.cloud.calls.count("listing") <= 120 / 3 + 2
    assert await stage.moments("l", DOOR) == ["dry", "leak"]


async def test_a_cloud_that_keeps_a_history_is_left_alone(stage: Stage) -> None:
    stage.cloud = Remembering(stage.cloud.devices)
    stage.__post_init__()
    await Samplings(stage.memory, stage.clock).ensure()
    await stage.passes(30)
    assert stage.cloud.calls == ["listing"], "what is there has to be known"
    assert await stage.moments("t", WARMTH) == []


async def test_when_the_days_calls_are_spent_nothing_is_read(stage: Stage) -> None:
    await Samplings(stage.memory, stage.clock).ensure()
    await stage.passes(2)
    for _ in range(300):
        stage.memory.count_call(1, background=True)
    before = list(stage.cloud.calls)
    await stage.passes(120)
    assert stage.cloud.calls == before


async def test_samples_wait_for_a_database_that_is_away(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_: object) -> None:
        raise NotNowError

    await stage.household.house()
    with monkeypatch.context() as patch:
        patch.setattr(stage.memory, "write_samples", away)
        await stage.sampler.write()
    assert await stage.moments("t", WARMTH) == []
    await stage.sampler.write()
    assert await stage.moments("t", WARMTH) == [20.0]


async def test_the_past_is_told_from_notes_and_says_so(stage: Stage) -> None:
    begun = stage.clock.now()
    stage.cloud.devices["l"] = leak("dry")
    await stage.household.house()
    stage.clock.advance(minutes=30)
    stage.cloud.devices |= {"p": plug(True), "l": leak("leak")}
    await stage.household.house(timedelta())
    await stage.sampler.write()
    changed, now = stage.clock.now(), stage.clock.now() + timedelta(minutes=10)
    notes = Sampled(stage.memory, stage.home.id)
    house = stage.household.known
    lit, sink = house.device("p"), house.device("l")
    assert lit is not None
    assert sink is not None
    recent = begun + timedelta(minutes=10)
    past = await past_of(stage.household, lit, ON, recent, now, notes)
    assert past is not None
    assert past.moments == (Moment(recent, False), Moment(changed, True))
    assert (past.noted, past.noted_since) == (True, begun)
    past = await past_of(stage.household, sink, DOOR, recent, now, notes)
    assert past is not None
    ((became, severity),) = [(one.became, one.severity) for one in past.happened]
    assert (became, severity) == ("leak", "alert")
    assert await past_of(stage.household, lit, ON, recent, now) is None


async def test_no_job_is_made_where_samples_are_not_wanted(place: Place) -> None:
    clock = FrozenClock()
    memory = await place.open(clock, samples_days=0)
    home = await memory.add_home("Flat", "en", "UTC")
    await Samplings(memory, clock).ensure()
    assert await memory.jobs_of(home.id, [KIND]) == ()
    await memory.close()
