"""Writing properties in the Aliyun stand-in: strict against the model, accepted first and true later."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.sandbox.aliyun_caller import Aliyun, aliyun_home

COUNTDOWN = {"IsRunning": 1, "TimeLeft": 600, "PowerSwitch": 0, "Timestamp": "1795320000000"}


@pytest.fixture
async def aliyun() -> AsyncIterator[Aliyun]:
    async with aliyun_home() as home:
        yield home


async def set_and_wait(aliyun: Aliyun, name: str, changes: int = 1, **items: Any) -> None:
    async with aliyun.world.bus.subscribe() as queue:
        assert await aliyun.set(name, **items) == 200
        for _ in range(changes):
            await asyncio.wait_for(queue.get(), 5)


async def test_a_value_is_accepted_before_it_is_true(aliyun: Aliyun) -> None:
    async with aliyun.world.bus.subscribe() as queue:
        assert await aliyun.set("客厅灯", LightSwitch=1) == 200
        assert aliyun.truth("客厅灯", "on_off.on") is False
        await asyncio.wait_for(queue.get(), 5)
    assert aliyun.truth("客厅灯", "on_off.on") is True


async def test_the_time_of_a_property_moves_when_the_device_took_it(aliyun: Aliyun) -> None:
    lamp = aliyun.thing("客厅灯").id
    before = (await aliyun.data("/thing/properties/get", iotId=lamp))["Brightness"]
    await set_and_wait(aliyun, "客厅灯", Brightness=30)
    after = (await aliyun.data("/thing/properties/get", iotId=lamp))["Brightness"]
    assert after["value"] == 30
    assert after["time"] > before["time"]


@pytest.mark.parametrize(
    ("name", "items", "key", "true"),
    [
        ("空调", {"TargetTemperature": 26.0}, "range.temperature", 26),
        ("空调", {"TargetTemperature": 26}, "range.temperature", 26),
        ("空调", {"WorkMode": 6}, "mode.thermostat", "6"),
        ("床头灯", {"ColorTemperature": 4000}, "color.temperature_k", 4000),
        (
            "床头灯",
            {"HSVColor": {"Hue": 240, "Saturation": 100, "Value": 80}},
            "color.color",
            {"h": 240, "s": 100, "v": 80},
        ),
        ("门锁", {"LockSwitch": 0}, "lock.lock", False),
        ("洗衣机", {"PanelText": "八个汉字正好够了"}, "text.PanelText", "八个汉字正好够了"),
        ("洗衣机", {"AppointTime": "1795320000000"}, "date.AppointTime", "2026-11-22T04:00:00+00:00"),
        (
            "书房插座",
            {"CountDown": COUNTDOWN},
            "struct.CountDown",
            {"IsRunning": True, "TimeLeft": 600, "PowerSwitch": False, "Timestamp": "1795320000000"},
        ),
        ("电暖器", {"WorkPlans": ["07:30", "22:00"]}, "array.WorkPlans", ["07:30", "22:00"]),
    ],
)
async def test_the_truth_and_the_wire_agree_both_ways(
    aliyun: Aliyun, name: str, items: dict[str, Any], key: str, true: object
) -> None:
    await set_and_wait(aliyun, name, **items)
    assert aliyun.truth(name, key) == true
    told = await aliyun.data("/thing/properties/get", iotId=aliyun.thing(name).id)
    ((identifier, value),) = items.items()
    assert told[identifier]["value"] == value


@pytest.mark.parametrize(
    ("name", "items"),
    [
        ("客厅灯", {}),
        ("客厅灯", {"Loudness": 1}),
        ("客厅灯", {"LightSwitch": True}),
        ("客厅灯", {"LightSwitch": "1"}),
        ("客厅灯", {"LightSwitch": 2}),
        ("客厅灯", {"Brightness": 101}),
        ("客厅灯", {"Brightness": 1.5}),
        ("客厅灯", {"Brightness": True}),
        ("客厅灯", {"Brightness": "50"}),
        ("客厅灯", {"ColorTemperature": 1000}),
        ("空调", {"CurrentTemperature": 20.0}),
        ("空调", {"TargetTemperature": 31.0}),
        ("空调", {"TargetTemperature": 20.3}),
        ("空调", {"TargetTemperature": "26"}),
        ("空调", {"TargetTemperature": float("nan")}),
        ("空调", {"WorkMode": 4}),
        ("空调", {"WorkMode": "1"}),
        ("洗衣机", {"PanelText": "九个汉字就太多一点"}),
        ("洗衣机", {"AppointTime": 1795320000000}),
        ("洗衣机", {"AppointTime": "9" * 30}),
        ("床头灯", {"HSVColor": {"Hue": 240}}),
        ("床头灯", {"HSVColor": {"Hue": 400, "Saturation": 1, "Value": 1}}),
        ("床头灯", {"HSVColor": "blue"}),
        ("书房插座", {"CountDown": COUNTDOWN | {"IsRunning": True}}),
        ("电暖器", {"WorkPlans": ["1", "2", "3", "4", "5", "6"]}),
        ("电暖器", {"WorkPlans": [1]}),
    ],
)
async def test_what_does_not_fit_the_model_is_a_parameter_error(
    aliyun: Aliyun, name: str, items: dict[str, Any]
) -> None:
    assert await aliyun.set(name, **items) == 460


async def test_one_bad_item_keeps_the_good_ones_from_being_written(aliyun: Aliyun) -> None:
    assert await aliyun.set("客厅灯", LightSwitch=1, Brightness=200) == 460
    await set_and_wait(aliyun, "客厅灯", Brightness=20)
    assert aliyun.truth("客厅灯", "on_off.on") is False


async def test_several_properties_of_one_call_all_arrive(aliyun: Aliyun) -> None:
    color = {"Hue": 240, "Saturation": 100, "Value": 80}
    await set_and_wait(aliyun, "床头灯", changes=3, HSVColor=color, LightMode=5, Brightness=77)
    assert aliyun.truth("床头灯", "color.color") == {"h": 240, "s": 100, "v": 80}
    assert aliyun.truth("床头灯", "mode.LightMode") == "5"
    assert aliyun.truth("床头灯", "range.brightness") == 77


async def test_an_offline_thing_takes_nothing(aliyun: Aliyun) -> None:
    assert await aliyun.set("星空灯", LightSwitch=0) == 6205


async def test_a_thing_that_goes_offline_on_the_way_never_takes_the_value(aliyun: Aliyun) -> None:
    lamp = aliyun.thing("客厅灯")
    assert await aliyun.set("客厅灯", LightSwitch=1) == 200
    aliyun.world.truth.set_online(lamp.id, False)
    await set_and_wait(aliyun, "空调", PowerSwitch=0)
    assert aliyun.truth("客厅灯", "on_off.on") is False


async def test_an_operation_of_the_curtain_moves_it(aliyun: Aliyun) -> None:
    await set_and_wait(aliyun, "卧室窗帘", changes=2, CurtainOperation=0)
    assert aliyun.truth("卧室窗帘", "range.open") == 0


async def test_diagnostics_are_taken_and_change_nothing(aliyun: Aliyun) -> None:
    assert await aliyun.set("客厅灯", WIFI_Band="5G") == 200
    told = await aliyun.data("/thing/properties/get", iotId=aliyun.thing("客厅灯").id)
    assert told["WIFI_Band"]["value"] == "2.4G"


@pytest.mark.parametrize(("apply", "became"), [("before", False), ("after", True)])
async def test_a_fault_may_come_before_or_after_the_effect(aliyun: Aliyun, apply: str, became: bool) -> None:
    aliyun.world.faults.add(target="aliyun", kind="code", code=20056, apply=apply)
    assert await aliyun.set("客厅灯", LightSwitch=1) == 20056
    await set_and_wait(aliyun, "空调", PowerSwitch=0)
    assert aliyun.truth("客厅灯", "on_off.on") is became
