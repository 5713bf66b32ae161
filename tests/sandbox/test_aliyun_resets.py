"""Factory resets in the Aliyun stand-in: tasks that run, succeed, fail and time out."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.sandbox.aliyun_caller import Aliyun, aliyun_home

STATE = "/living/device/reset/task/state/get"


@pytest.fixture
async def aliyun() -> AsyncIterator[Aliyun]:
    async with aliyun_home() as home:
        yield home


async def reset(aliyun: Aliyun, name: str) -> str:
    task: str = await aliyun.data("/living/device/reset", iotId=aliyun.thing(name).id)
    assert isinstance(task, str)
    return task


async def state(aliyun: Aliyun, task: str, after: float = 0) -> str:
    aliyun.world.clock.advance(after)
    found: str = await aliyun.data(STATE, taskId=task)
    return found


async def test_a_reset_runs_for_some_seconds_and_succeeds(aliyun: Aliyun) -> None:
    task = await reset(aliyun, "客厅灯")
    assert await state(aliyun, task) == "RUNNING"
    assert await state(aliyun, task, after=5) == "SUCCESS"
    assert await state(aliyun, task, after=60) == "SUCCESS"


async def test_a_reset_leaves_neither_values_nor_history(aliyun: Aliyun) -> None:
    lamp = aliyun.thing("客厅灯")
    wanted = {
        "iotId": lamp.id,
        "identifier": "Brightness",
        "start": 0,
        "end": round(aliyun.world.clock.now() * 1000) + 10**7,
        "limit": 200,
        "order": "asc",
    }
    timeline = "/living/device/property/timeline/get"
    assert (await aliyun.data(timeline, **wanted))["items"]
    await state(aliyun, await reset(aliyun, "客厅灯"), after=5)
    assert "Brightness" not in await aliyun.data("/thing/properties/get", iotId=lamp.id)
    assert (await aliyun.data(timeline, **wanted))["items"] == []
    aliyun.world.truth.set_value(lamp.id, "range.brightness", 44)
    assert [item["data"] for item in (await aliyun.data(timeline, **wanted))["items"]] == ["44"]


async def test_the_reset_of_an_offline_thing_times_out(aliyun: Aliyun) -> None:
    task = await reset(aliyun, "星空灯")
    assert await state(aliyun, task, after=20) == "RUNNING"
    assert await state(aliyun, task, after=10) == "TIMEOUT"
    assert aliyun.thing("星空灯").reported


async def test_a_thing_may_fail_to_reset_itself(aliyun: Aliyun) -> None:
    aliyun.thing("客厅灯").vendor["reset"] = "FAILED"
    assert await state(aliyun, await reset(aliyun, "客厅灯"), after=5) == "FAILED"
    assert aliyun.thing("客厅灯").reported


async def test_only_the_owner_may_reset(aliyun: Aliyun) -> None:
    assert await aliyun.code("/living/device/reset", iotId=aliyun.thing("洗衣机").id) == 2066


async def test_an_unknown_task_is_a_parameter_error(aliyun: Aliyun) -> None:
    assert await aliyun.code(STATE, taskId="none") == 460
    assert await aliyun.code(STATE) == 460
