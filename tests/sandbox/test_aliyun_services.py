"""Services of things in the Aliyun stand-in: what they answer, what they do, what they refuse."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.sandbox.aliyun_caller import Aliyun, Json, aliyun_home

INVOKE = "/thing/service/invoke"
WALL_SWITCH = "双键墙壁开关"


@pytest.fixture
async def aliyun() -> AsyncIterator[Aliyun]:
    async with aliyun_home() as home:
        yield home


async def invoke(aliyun: Aliyun, name: str, identifier: str, **args: Any) -> Json:
    return await aliyun.call(INVOKE, iotId=aliyun.thing(name).id, identifier=identifier, args=args)


async def test_a_sync_service_has_done_its_work_when_it_answers(aliyun: Aliyun) -> None:
    answer = await invoke(aliyun, WALL_SWITCH, "FlipAll")
    assert answer["data"] == {"PowerSwitch_1": 0, "PowerSwitch_2": 1}
    assert aliyun.truth(WALL_SWITCH, "toggle.PowerSwitch_1") is False
    assert aliyun.truth(WALL_SWITCH, "toggle.PowerSwitch_2") is True


async def test_a_sync_service_answers_with_its_outputs(aliyun: Aliyun) -> None:
    answer = await invoke(aliyun, "洗衣机", "QueryDetergent")
    assert 0 <= answer["data"]["Left"] <= 100


async def test_an_async_service_answers_nothing_and_acts_later(aliyun: Aliyun) -> None:
    async with aliyun.settled(2):
        assert (await invoke(aliyun, "卧室窗帘", "StopMoving"))["data"] == {}
        assert aliyun.truth("卧室窗帘", "mode.CurtainOperation") == "1"
    assert aliyun.truth("卧室窗帘", "mode.CurtainOperation") == "2"
    assert aliyun.truth("卧室窗帘", "range.open") == 100


async def test_a_programme_runs_by_the_clock_and_ends_with_an_event(aliyun: Aliyun) -> None:
    machine = aliyun.thing("洗衣机")
    async with aliyun.settled(2):
        await invoke(aliyun, "洗衣机", "StartWash", Delay=2)
    assert aliyun.truth("洗衣机", "action.StartWash") == {"Delay": 2}
    aliyun.world.clock.advance(3 * 3600 / 2)
    assert aliyun.truth("洗衣机", "sensor.RemainTime") == 0
    aliyun.world.clock.advance(3600)
    assert aliyun.truth("洗衣机", "sensor.RemainTime") == 40
    aliyun.world.clock.advance(3600)
    assert aliyun.truth("洗衣机", "sensor.RemainTime") == 0
    events = await aliyun.data("/thing/events/get", iotId=machine.id)
    finished = next(event for event in events if event["identifier"] == "WashFinished")
    assert finished["time"] > (aliyun.world.clock.now() - 3600) * 1000


async def test_a_programme_that_is_stopped_announces_no_end(aliyun: Aliyun) -> None:
    machine, start = aliyun.thing("洗衣机"), aliyun.world.clock.now() * 1000
    async with aliyun.settled(2):
        await invoke(aliyun, "洗衣机", "StartWash", Delay=0)
    aliyun.world.clock.advance(1)
    async with aliyun.settled(2):
        await invoke(aliyun, "洗衣机", "PauseWash")
    aliyun.world.clock.advance(7200)
    events = await aliyun.data("/thing/events/get", iotId=machine.id)
    assert all(event["time"] < start for event in events)


@pytest.mark.parametrize(
    ("identifier", "args"),
    [
        ("Dance", {}),
        ("set", {"PowerSwitch": 1}),
        ("get", {}),
        ("StartWash", {}),
        ("StartWash", {"Delay": "1"}),
        ("StartWash", {"Delay": True}),
        ("StartWash", {"Delay": 25}),
        ("StartWash", {"Delay": 1, "Softener": 1}),
        ("StartWash", None),
        ("StartWash", [1]),
        ("PauseWash", {"Now": 1}),
    ],
)
async def test_a_service_is_strict_about_its_name_and_inputs(
    aliyun: Aliyun, identifier: str, args: object
) -> None:
    machine = aliyun.thing("洗衣机").id
    assert await aliyun.code(INVOKE, iotId=machine, identifier=identifier, args=args) == 460


async def test_an_offline_thing_serves_nobody(aliyun: Aliyun) -> None:
    aliyun.world.truth.set_online(aliyun.thing(WALL_SWITCH).id, False)
    assert (await invoke(aliyun, WALL_SWITCH, "FlipAll"))["code"] == 6205
    assert aliyun.truth(WALL_SWITCH, "toggle.PowerSwitch_1") is True


@pytest.mark.parametrize(("apply", "became"), [("before", True), ("after", False)])
async def test_an_invocation_that_timed_out_may_have_happened(
    aliyun: Aliyun, apply: str, became: bool
) -> None:
    aliyun.world.faults.add(target="aliyun", kind="code", code=20056, path=INVOKE, apply=apply)
    assert (await invoke(aliyun, WALL_SWITCH, "FlipAll"))["code"] == 20056
    assert aliyun.truth(WALL_SWITCH, "toggle.PowerSwitch_1") is became
