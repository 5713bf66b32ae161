"""What was, in the Aliyun stand-in: the timelines of properties and events, and the latest events."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.sandbox.aliyun.history import History
from bot.sandbox.households import households
from bot.sandbox.shadow import Shadow
from bot.sandbox.world import World
from tests.sandbox.aliyun_caller import Aliyun, Json, aliyun_home

PROPERTY = "/living/device/property/timeline/get"
EVENT = "/living/device/event/timeline/get"
DAY = 86_400_000


@pytest.fixture
async def aliyun() -> AsyncIterator[Aliyun]:
    async with aliyun_home() as home:
        yield home


def now(aliyun: Aliyun) -> int:
    return round(aliyun.world.clock.now() * 1000)


async def timeline(aliyun: Aliyun, path: str, name: str, identifier: str, **more: Any) -> list[Json]:
    """Of the last ten days, unless ``more`` says otherwise."""
    week = {"start": now(aliyun) - 10 * DAY, "end": now(aliyun) + 1000, "limit": 200, "order": "asc"}
    wanted = {"iotId": aliyun.thing(name).id, "identifier": identifier} | week | more
    items: list[Json] = (await aliyun.data(path, **wanted))["items"]
    return items


async def refused(aliyun: Aliyun, path: str, **changes: Any) -> int:
    wanted = {
        "iotId": aliyun.thing("门锁").id,
        "identifier": "DoorOpenNotification" if path == EVENT else "LockSwitch",
        "eventType": "info",
        "start": 0,
        "end": now(aliyun),
        "limit": 10,
        "order": "asc",
    }
    left = {name: value for name, value in (wanted | changes).items() if value is not None}
    return await aliyun.code(path, **left)


async def test_a_sensor_has_days_of_readings_inside_its_limits(aliyun: Aliyun) -> None:
    items = await timeline(aliyun, PROPERTY, "卧室温湿度计", "CurrentTemperature")
    assert len(items) == 200
    values = [float(item["data"]) for item in items]
    assert len(set(values)) > 10
    assert all(15 < value < 32 for value in values)
    assert {item["iotid"] for item in items} == {aliyun.thing("卧室温湿度计").id}


async def test_data_is_a_string_and_a_number_by_turns(aliyun: Aliyun) -> None:
    items = await timeline(aliyun, PROPERTY, "卧室温湿度计", "CurrentHumidity", limit=4)
    assert [type(item["data"]) for item in items] == [str, int, str, int]


async def test_a_struct_is_json_in_a_string_or_an_object(aliyun: Aliyun) -> None:
    first, second = await timeline(aliyun, PROPERTY, "床头灯", "HSVColor", limit=2)
    assert json.loads(first["data"]).keys() == second["data"].keys() == {"Hue", "Saturation", "Value"}


async def test_older_pages_are_had_by_moving_the_end(aliyun: Aliyun) -> None:
    newest = await timeline(aliyun, PROPERTY, "卧室温湿度计", "CurrentTemperature", order="desc")
    before = newest[-1]["timestamp"] - 1
    older = await timeline(aliyun, PROPERTY, "卧室温湿度计", "CurrentTemperature", order="desc", end=before)
    times = [item["timestamp"] for item in newest + older]
    assert len(newest) == 200
    assert older
    assert times == sorted(times, reverse=True)


async def test_every_change_since_the_start_is_remembered_with_its_time(aliyun: Aliyun) -> None:
    lamp, start = aliyun.thing("客厅灯"), now(aliyun)
    for value in (11, 22, 33):
        aliyun.world.clock.advance(60)
        aliyun.world.truth.set_value(lamp.id, "range.brightness", value)
    items = await timeline(aliyun, PROPERTY, "客厅灯", "Brightness", start=start)
    assert [int(item["data"]) for item in items] == [11, 22, 33]
    assert items[1]["timestamp"] - items[0]["timestamp"] >= 60_000


async def test_what_a_device_did_while_it_was_offline_is_not_remembered(aliyun: Aliyun) -> None:
    lamp, start = aliyun.thing("客厅灯"), now(aliyun)
    aliyun.world.truth.set_online(lamp.id, False)
    aliyun.world.truth.set_value(lamp.id, "range.brightness", 11)
    assert await timeline(aliyun, PROPERTY, "客厅灯", "Brightness", start=start) == []
    aliyun.world.clock.advance(60)
    aliyun.world.truth.set_value(lamp.id, "range.brightness", 22)
    aliyun.world.truth.set_online(lamp.id, True)
    (item,) = await timeline(aliyun, PROPERTY, "客厅灯", "Brightness", start=start)
    assert item["data"] == "22"


async def test_a_property_that_was_never_reported_has_no_history(aliyun: Aliyun) -> None:
    assert await timeline(aliyun, PROPERTY, "Kitchen lamp", "ColorTemperature") == []


async def test_events_come_with_their_body_as_json_in_a_string(aliyun: Aliyun) -> None:
    items = await timeline(aliyun, EVENT, "门锁", "DoorOpenNotification", eventType="info")
    assert items
    assert {(item["eventCode"], item["eventType"]) for item in items} == {("DoorOpenNotification", "info")}
    assert all(json.loads(item["eventBody"])["LockType"] in (1, 2, 3, 4) for item in items)
    assert await timeline(aliyun, EVENT, "门锁", "DoorOpenNotification", eventType="alert") == []


async def test_a_door_that_is_unlocked_is_an_event(aliyun: Aliyun) -> None:
    door, start = aliyun.thing("门锁"), now(aliyun)
    aliyun.world.truth.set_value(door.id, "lock.lock", False)
    aliyun.world.truth.set_value(door.id, "lock.lock", True)
    (item,) = await timeline(aliyun, EVENT, "门锁", "DoorOpenNotification", eventType="info", start=start)
    assert json.loads(item["eventBody"]) == {"KeyID": "app", "LockType": 2}
    (latest,) = await aliyun.data("/thing/events/get", iotId=door.id)
    assert latest == {
        "identifier": "DoorOpenNotification",
        "time": item["timestamp"],
        "type": "info",
        "value": {"KeyID": "app", "LockType": 2},
    }


async def test_a_thing_without_events_has_none(aliyun: Aliyun) -> None:
    assert await aliyun.data("/thing/events/get", iotId=aliyun.thing("夜灯").id) == []


@pytest.mark.parametrize("path", [PROPERTY, EVENT])
@pytest.mark.parametrize(
    "changes",
    [
        {"identifier": "Loudness"},
        {"identifier": "post"},
        {"identifier": None},
        {"limit": 201},
        {"limit": 0},
        {"limit": "10"},
        {"limit": None},
        {"order": True},
        {"order": "newest"},
        {"order": None},
        {"start": None},
        {"start": 1.5},
        {"end": 0, "start": 1},
    ],
)
async def test_a_wrong_question_is_a_parameter_error(
    aliyun: Aliyun, path: str, changes: dict[str, Any]
) -> None:
    assert await refused(aliyun, path) == 200
    assert await refused(aliyun, path, **changes) == 460


@pytest.mark.parametrize("kind", ["DoorOpenNotification", None])
async def test_the_type_of_an_event_is_that_of_the_model(aliyun: Aliyun, kind: str | None) -> None:
    assert await refused(aliyun, EVENT, eventType=kind) == 460


def test_the_same_seed_makes_the_same_past() -> None:
    def past(seed: int) -> list[Any]:
        world = World(households("hangzhou"), seed=seed)
        thing = next(t for t in world.truth if t.name == "卧室温湿度计")
        thing.reported = dict.fromkeys(thing.reported, 1_900_000_000.0)
        history, shadow = History(seed), Shadow(world.clock.now)
        history.begin(thing, 1_900_000_000.0)
        shadow.listen(thing)
        history.take(thing, shadow)
        return history.values(thing, "CurrentTemperature")

    assert past(7) == past(7)
    assert past(7) != past(8)
