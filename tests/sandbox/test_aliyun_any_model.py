"""A thing of any model, however untidy, can live in the Aliyun stand-in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.sandbox.aliyun import build_app
from bot.sandbox.households.aliyun_home import AliyunHome
from bot.sandbox.households.any_model import product_of
from bot.sandbox.world import Household, World
from tests.sandbox.aliyun_caller import Aliyun, account

SPEED = {"type": "int32", "specs": {"min": "1", "max": "9", "unit": "无"}}
MODEL: dict[str, Any] = {
    "profile": {"productKey": "b7Untidy001"},
    "properties": [
        {"identifier": "Speed", "name": "转速", "accessMode": "rw", "dataType": SPEED},
        {"identifier": "Label", "accessMode": "w", "dataType": {"type": "string", "specs": {"length": "6"}}},
        {"identifier": "Anything", "name": "", "accessMode": "rw", "dataType": {"type": "enum", "specs": {}}},
        {
            "identifier": "Plan",
            "name": "计划",
            "accessMode": "rw",
            "dataType": {"type": "array", "specs": {"size": "2", "item": {"type": "int"}}},
        },
        {"identifier": "Mystery", "name": "?", "accessMode": "rw", "dataType": {"type": "quaternion"}},
    ],
    "services": [
        {"identifier": "get", "inputData": ["Speed", "Label"]},
        {
            "identifier": "Spin",
            "callType": "sync",
            "inputData": [{"identifier": "Speed", "name": "转速", "dataType": SPEED}],
            "outputData": [{"identifier": "Took", "name": "用时", "dataType": {"type": "float"}}],
        },
        {"identifier": "Rest"},
    ],
    "events": [{"identifier": "post"}, {"identifier": "Bump"}],
}


@asynccontextmanager
async def home_with(model: dict[str, Any]) -> AsyncIterator[Aliyun]:
    home = AliyunHome("lab", "Lab")
    home.thing(home.room("Bench"), "Thing", product_of(model), {}, delay=0.0)
    clouds = {"aliyun": home.account()}
    world = World([Household("lab", "Lab", "en", "UTC", [], [], home.things, clouds)])
    async with TestClient(TestServer(build_app(world))) as client:
        yield Aliyun(world, client, account(world)["secrets"]["iot_token"])


@pytest.fixture
async def lab() -> AsyncIterator[Aliyun]:
    async with home_with(MODEL) as opened:
        yield opened


async def test_the_model_is_answered_as_it_was_written(lab: Aliyun) -> None:
    assert await lab.data("/thing/tsl/get", iotId=lab.thing("Thing").id) == MODEL


@pytest.mark.parametrize(
    ("identifier", "value", "key", "true"),
    [
        ("Speed", 9, "range.Speed", 9),
        ("Label", "灯灯", "text.Label", "灯灯"),
        ("Anything", 17, "mode.Anything", "17"),
        ("Plan", [1, 2], "array.Plan", [1, 2]),
    ],
)
async def test_what_is_written_becomes_true_and_is_reported(
    lab: Aliyun, identifier: str, value: object, key: str, true: object
) -> None:
    async with lab.settled():
        assert await lab.set("Thing", **{identifier: value}) == 200
    assert lab.truth("Thing", key) == true
    told = await lab.data("/thing/properties/get", iotId=lab.thing("Thing").id)
    assert told[identifier]["value"] == value


@pytest.mark.parametrize(
    "items",
    [
        {"Speed": 10},
        {"Speed": "9"},
        {"Label": "灯灯灯"},
        {"Plan": [1, 2, 3]},
        {"Plan": ["1"]},
        {"Mystery": 1},
    ],
)
async def test_what_does_not_fit_is_refused(lab: Aliyun, items: dict[str, Any]) -> None:
    assert await lab.set("Thing", **items) == 460


async def test_a_service_remembers_what_it_was_asked(lab: Aliyun) -> None:
    thing = lab.thing("Thing").id
    wanted = {"iotId": thing, "identifier": "Spin", "args": {"Speed": 3}}
    answer = await lab.data("/thing/service/invoke", **wanted)
    assert isinstance(answer["Took"], float)
    assert lab.truth("Thing", "action.Spin") == {"Speed": 3}
    async with lab.settled():
        assert await lab.data("/thing/service/invoke", iotId=thing, identifier="Rest", args={}) == {}


async def test_the_past_of_an_untidy_thing_can_be_asked_for(lab: Aliyun) -> None:
    async with lab.settled(2):
        assert await lab.set("Thing", Speed=3, Plan=[1]) == 200
    week = {"start": 0, "end": 4_000_000_000_000, "limit": 200, "order": "asc"}
    thing = lab.thing("Thing").id
    for identifier in ("Speed", "Plan", "Label"):
        wanted = {"iotId": thing, "identifier": identifier, **week}
        items = (await lab.data("/living/device/property/timeline/get", **wanted))["items"]
        assert bool(items) is (identifier != "Label")
    bumps = {"iotId": thing, "identifier": "Bump", "eventType": "info", **week}
    assert (await lab.data("/living/device/event/timeline/get", **bumps))["items"]
    assert await lab.data("/thing/events/get", iotId=thing)
