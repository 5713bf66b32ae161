"""Homes are looked after within their budget, and those who live there are told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import time

import pytest

from bot.home.alarms import Hazard
from bot.home.announcer import Address
from bot.home.capability import Event, Lock
from bot.home.errors import CloudUnavailableError, NotNowError
from bot.home.house import Device
from bot.home.outcome import Alarm, Reply
from bot.home.preferences import HomeSettings, PersonSettings
from bot.home.problem import Problem
from bot.home.roles import Reach, Role
from bot.household import Household
from bot.jobs.alarms import KIND, AlarmCarrier, Alarms
from bot.jobs.worker import Worker
from bot.memory.memory import Memory
from bot.memory.records import Home
from tests.clocks import FrozenClock
from tests.databases import Place
from tests.homes import lamp
from tests.jobs.metered_cloud import MeteredCloud


def sensor(value: str, id_: str = "sink", instance: str = "water_leak") -> Device:
    return Device(id_, id_, "sensor", online=True, capabilities=(Event(instance=instance, value=value),))


@dataclass
class Stage:
    memory: Memory
    clock: FrozenClock
    cloud: MeteredCloud
    home: Home
    told: list[tuple[int, Alarm]] = field(default_factory=list)
    silent: set[int] = field(default_factory=set)
    household: Household = field(init=False)
    language: str = ""
    cut_off: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.household = Household("Flat", {1: self.cloud}, self.clock)

    async def announce(self, address: Address, reply: Reply) -> None:
        assert isinstance(reply.outcome, Alarm)
        if address.chat in self.cut_off:
            raise NotNowError("Telegram is away")
        if address.chat == 2:
            raise ConnectionError
        self.told.append((address.chat, reply.outcome))
        self.silent = (self.silent | {address.chat}) if address.silent else (self.silent - {address.chat})
        self.language = address.language

    async def look(self, after: float = 600) -> None:
        await Alarms(self.memory, self.clock).ensure()
        self.clock.advance(seconds=after)

        async def household_of(home: Home) -> Household:
            return self.household

        carrier = AlarmCarrier(self.memory, household_of, self, self.clock)
        await Worker(self.memory, {KIND: carrier}, self.clock).round()

    async def looks_in(self, hours: int) -> int:
        before = self.cloud.calls.count("listing")
        for _ in range(hours * 60):
            await self.look(60)
        return self.cloud.calls.count("listing") - before

    def now_has(self, devices: Sequence[Device]) -> None:
        self.cloud.devices.update({device.id: device for device in devices})


@pytest.fixture
async def stage(place: Place) -> AsyncIterator[Stage]:
    clock = FrozenClock()
    memory = await place.open(clock)
    home = await memory.add_home("Flat", "ru", "UTC")
    for person, role in ((1, Role.OWNER), (2, Role.MEMBER), (3, Role.MEMBER), (4, Role.GUEST)):
        await memory.meet(person, "Somebody", None)
        await memory.add_member(home.id, person, role)
    cloud = MeteredCloud({"sink": sensor("dry"), "lamp": lamp()})
    yield Stage(memory, clock, cloud, home)
    await memory.close()


async def test_everybody_who_lives_there_is_told_once_whoever_cannot_be_reached(stage: Stage) -> None:
    await stage.look()
    assert stage.told == []
    stage.now_has([sensor("leak")])
    await stage.look()
    await stage.look()
    leak = Alarm("sink", Hazard.LEAK)
    assert stage.told == [(1, leak), (3, leak)]
    stage.now_has([sensor("dry")])
    await stage.look()
    assert stage.told[2:] == [(1, Alarm("sink", Hazard.LEAK, True)), (3, Alarm("sink", Hazard.LEAK, True))]


async def test_an_alarm_that_reached_nobody_is_told_at_the_next_look(stage: Stage) -> None:
    await stage.look()
    stage.now_has([sensor("leak")])
    stage.cut_off = {1, 3}
    await stage.look()
    stage.cut_off = set()
    await stage.look(60)
    await stage.look()
    leak = Alarm("sink", Hazard.LEAK)
    assert stage.told == [(1, leak), (3, leak)]
    stage.now_has([sensor("dry")])
    stage.cut_off = {1, 3}
    await stage.look()
    stage.cut_off = set()
    await stage.look(60)
    await stage.look()
    assert stage.told[2:] == [(1, Alarm("sink", Hazard.LEAK, True)), (3, Alarm("sink", Hazard.LEAK, True))]


async def test_who_could_not_be_told_with_the_others_is_told_at_the_next_look(stage: Stage) -> None:
    await stage.look()
    stage.now_has([sensor("leak")])
    stage.cut_off = {1}
    await stage.look()
    assert [person for person, _ in stage.told] == [3]
    stage.cut_off = set()
    await stage.look(60)
    await stage.look()
    assert [person for person, _ in stage.told] == [3, 1, 3]


@pytest.mark.parametrize(
    ("device", "hazard"),
    [
        (sensor("detected", "x", "smoke"), Hazard.SMOKE),
        (sensor("high", "x", "gas"), Hazard.GAS),
        (sensor("detected", "x", "tamper"), Hazard.TAMPER),
        (Device("x", "x", "lock", capabilities=(Lock(value=False),)), Hazard.LOCK_OPEN),
    ],
)
async def test_every_sort_of_hazard_is_told(stage: Stage, device: Device, hazard: Hazard) -> None:
    stage.now_has([device])
    await stage.look()
    await stage.look()
    assert [alarm.hazard for chat, alarm in stage.told if chat == 1] == [hazard]


async def test_a_cloud_that_does_not_answer_is_no_news(stage: Stage) -> None:
    stage.now_has([sensor("leak")])
    await stage.look()
    told = len(stage.told)
    stage.cloud.down = CloudUnavailableError("yandex", Problem.CLOUD_SILENT)
    await stage.look()
    stage.cloud.down = None
    await stage.look()
    assert len(stage.told) == told


async def test_there_is_one_job_a_home_however_often_it_is_ensured(stage: Stage) -> None:
    for _ in range(3):
        await Alarms(stage.memory, stage.clock).ensure()
    assert len(await stage.memory.jobs_of(stage.home.id, [KIND])) == 1


async def test_one_listing_serves_every_sensor_and_nobody_asked_for_it(stage: Stage) -> None:
    stage.now_has([sensor("dry", f"s{n}") for n in range(20)])
    await stage.look()
    before = len(stage.cloud.calls)
    await stage.look()
    assert stage.cloud.calls[before:] == ["listing"]
    assert stage.cloud.asked == []


async def test_the_budget_is_spread_over_the_day(stage: Stage) -> None:
    hourly = [await stage.looks_in(1) for _ in range(3)]
    assert max(hourly) <= 22, "300 a day, eight tenths of it, over the twelve hours that are left"
    assert min(hourly) >= 10


async def test_without_a_budget_or_a_sensor_nothing_is_called(stage: Stage) -> None:
    await stage.look()
    for _ in range(300):
        stage.memory.count_call(1, True)
    before = len(stage.cloud.calls)
    await stage.look(3600)
    assert stage.cloud.calls[before:] == []


async def test_whoever_is_limited_to_other_devices_is_not_told(stage: Stage) -> None:
    await stage.memory.add_member(stage.home.id, 3, Role.MEMBER, reach=Reach(devices=frozenset({"lamp"})))
    stage.now_has([sensor("leak")])
    await stage.look()
    await stage.look()
    assert [chat for chat, _ in stage.told] == [1]


@pytest.mark.parametrize(
    ("device", "silent"),
    [
        (sensor("detected", "x", "tamper"), {1}),
        (Device("x", "x", "lock", capabilities=(Lock(value=False),)), {1}),
        (sensor("detected", "x", "smoke"), set()),
        (sensor("high", "x", "gas"), set()),
        (sensor("leak", "x"), set()),
    ],
)
async def test_in_quiet_hours_only_smoke_gas_and_water_make_a_sound(
    stage: Stage, device: Device, silent: set[int]
) -> None:
    await stage.memory.set_home_settings(stage.home.id, HomeSettings((time(11), time(23))))
    await stage.memory.set_person_settings(3, PersonSettings(quiet=(time(0), time(0))))
    stage.now_has([device])
    await stage.look()
    await stage.look()
    assert {chat for chat, _ in stage.told} == {1, 3}
    assert stage.silent == silent, "who wants no quiet hours of their own has none"


async def test_a_reader_is_told_in_their_own_units(stage: Stage) -> None:
    await stage.memory.set_home_settings(stage.home.id, HomeSettings(units="fahrenheit"))
    stage.now_has([sensor("leak")])
    await stage.look()
    assert stage.language == "ru-x-f"
