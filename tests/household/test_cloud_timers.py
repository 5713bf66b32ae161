"""Timers that the clouds keep are asked for seldom, and only of devices that can have any."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.home.abilities import Timer
from bot.home.capability import Sensor
from bot.home.errors import CloudError
from bot.home.house import Device
from bot.home.outcome import Elsewhere
from bot.home.problem import Problem
from bot.home.roles import Reach
from bot.household import Household, Limited
from tests.clocks import FrozenClock
from tests.fake_cloud import FakeCloud
from tests.homes import lamp, socket

NIGHT = Timer("t1", "Night", True, "Europe/Moscow", cron="0 23 * * *", ours=True)
METER = Device("meter", "Meter", "sensor", capabilities=(Sensor(instance="humidity"),))
EVERYTHING = ("lamp", "socket", "meter")


@dataclass
class TimedCloud(FakeCloud):
    kept: dict[str, tuple[Timer, ...]] = field(default_factory=dict)

    async def timers(self, device: str) -> tuple[Timer, ...]:
        self._called(f"timers {device}")
        await asyncio.sleep(0)
        return self.kept.get(device, ())

    async def add_timer(self, device: str, timer: Timer) -> Timer:
        self.kept[device] = (*self.kept.get(device, ()), timer)
        return timer

    async def change_timer(self, device: str, timer: Timer) -> None:
        self.kept[device] = tuple(timer if one.id == timer.id else one for one in self.kept[device])

    async def remove_timer(self, device: str, timer: str) -> None:
        self.kept[device] = tuple(one for one in self.kept[device] if one.id != timer)


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def cloud() -> TimedCloud:
    return TimedCloud({"lamp": lamp(), "socket": socket(), "meter": METER}, kept={"lamp": (NIGHT,)})


@pytest.fixture
async def household(cloud: TimedCloud, clock: FrozenClock) -> Household:
    household = Household("Home", {1: cloud}, clock)
    await household.house()
    cloud.calls.clear()
    return household


async def test_a_mere_sensor_is_not_asked(household: Household, cloud: TimedCloud) -> None:
    assert await household.timers(EVERYTHING) == ((Elsewhere("lamp", NIGHT),), ())
    assert cloud.calls == ["timers lamp", "timers socket"]


async def test_all_who_ask_within_a_minute_share_an_answer(
    household: Household, cloud: TimedCloud, clock: FrozenClock
) -> None:
    answers = await asyncio.gather(*(household.timers(EVERYTHING) for _ in range(3)))
    clock.advance(seconds=50)
    answers.append(await household.timers(EVERYTHING))
    assert {timers for timers, _ in answers} == {(Elsewhere("lamp", NIGHT),)}
    assert cloud.calls == ["timers lamp", "timers socket"]
    clock.advance(seconds=20)
    await household.timers(EVERYTHING)
    assert len(cloud.calls) == 4


async def test_whoever_looks_at_one_device_sees_it_as_it_is_and_so_does_everybody_then(
    household: Household, cloud: TimedCloud
) -> None:
    await household.timers(EVERYTHING)
    cloud.kept = {}
    assert await household.timers_of("lamp") == ()
    assert await household.timers(EVERYTHING) == ((), ())
    assert cloud.calls[2:] == ["timers lamp", "timers lamp"]


async def test_what_was_changed_is_asked_for_anew(household: Household, cloud: TimedCloud) -> None:
    await household.timers(EVERYTHING)
    cloud.kept = {}
    household.outdate_timers("lamp")
    assert await household.timers(EVERYTHING) == ((), ())
    assert cloud.calls.count("timers socket") == 1


async def test_a_failure_is_told_and_not_kept(household: Household, cloud: TimedCloud) -> None:
    cloud.down = CloudError("yandex", Problem.CLOUD_SILENT)
    found, troubles = await household.timers(EVERYTHING)
    assert found == ()
    assert {(trouble.device, trouble.problem) for trouble in troubles} == {
        ("lamp", Problem.CLOUD_SILENT),
        ("socket", Problem.CLOUD_SILENT),
    }
    cloud.down = None
    assert await household.timers(EVERYTHING) == ((Elsewhere("lamp", NIGHT),), ())


async def test_whoever_is_limited_asks_for_their_part_only(household: Household, cloud: TimedCloud) -> None:
    limited = Limited(household, Reach(devices=frozenset({"socket"})))
    assert await limited.timers(EVERYTHING) == ((), ())
    assert await limited.timers_of("lamp") == ()
    assert cloud.calls == ["timers socket"]
