"""Timers in the Aliyun stand-in: how they are written, and that they fire."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.sandbox.world import Clock
from tests.sandbox.aliyun_caller import Aliyun, Json, aliyun_home

LAMP = "客厅灯"


@pytest.fixture
async def aliyun() -> AsyncIterator[Aliyun]:
    async with aliyun_home() as home:
        yield home


def written(aliyun: Aliyun, cron: str = "30 7 * * *", kind: str = "linux", **changes: Any) -> Json:
    """A timer that switches the lamp on, complete; ``changes`` of None are left out."""
    lamp = aliyun.thing(LAMP).id
    trigger = {"cron": cron, "cronType": kind, "timezoneID": "Asia/Shanghai"}
    action = {"iotId": lamp, "propertyName": "LightSwitch", "propertyValue": 1}
    whole: Json = {
        "associatedId": lamp,
        "idType": "DEVICE",
        "enable": True,
        "name": "tg:lamp",
        "icon": "",
        "description": "07:30",
        "triggers": {"uri": "logical/or", "items": [{"uri": "trigger/timer", "params": trigger}]},
        "actions": [{"uri": "action/device/setProperty", "params": action}],
    }
    return {name: value for name, value in (whole | changes).items() if value is not None}


def owner(aliyun: Aliyun, name: str = LAMP) -> Json:
    return {"associatedId": aliyun.thing(name).id, "idType": "DEVICE"}


async def create(aliyun: Aliyun, *args: str, **changes: Any) -> str:
    id_: str = await aliyun.data("/scene/timing/create", **written(aliyun, *args, **changes))
    return id_


async def info(aliyun: Aliyun, id_: str, name: str = LAMP) -> Json:
    found: Json = await aliyun.data("/scene/timing/info/get", sceneId=id_, **owner(aliyun, name))
    return found


async def listed(aliyun: Aliyun, name: str = LAMP) -> list[Json]:
    answer = await aliyun.data("/scene/timing/list/get", pageNo=1, pageSize=20, **owner(aliyun, name))
    assert answer["total"] == len(answer["scenes"])
    scenes: list[Json] = answer["scenes"]
    return scenes


async def test_a_timer_is_made_listed_read_and_deleted(aliyun: Aliyun) -> None:
    id_ = await create(aliyun)
    (row,) = await listed(aliyun)
    assert (row["id"], row["name"], row["status"]) == (id_, "tg:lamp", 1)
    assert not {"sceneId", "triggers", "actions"} & row.keys()
    told = await info(aliyun, id_)
    assert (told["sceneId"], told["description"], told["enable"]) == (id_, "07:30", True)
    assert await aliyun.data("/scene/timing/delete", sceneId=id_, **owner(aliyun)) == id_
    assert await listed(aliyun) == []


async def test_triggers_and_actions_are_objects_or_the_same_as_text(aliyun: Aliyun) -> None:
    first, second = await create(aliyun), await create(aliyun)
    told, in_text = await info(aliyun, first), await info(aliyun, second)
    for name in ("triggers", "actions"):
        kinds = {type(told[name]), type(in_text[name])}
        assert str in kinds
        assert len(kinds) == 2
    texts = told if isinstance(told["actions"], str) else in_text
    assert json.loads(texts["actions"]) == written(aliyun)["actions"]


async def test_an_update_replaces_everything(aliyun: Aliyun) -> None:
    id_ = await create(aliyun)
    changed = written(aliyun, "0 22 * * 6,7", enable=False, name="tg:late")
    assert await aliyun.data("/scene/timing/update", sceneId=id_, **changed) == id_
    (row,) = await listed(aliyun)
    assert (row["name"], row["enable"]) == ("tg:late", False)
    aliyun.world.clock.advance(8 * 86_400)
    assert aliyun.truth(LAMP, "on_off.on") is False


@pytest.mark.parametrize("missing", ["enable", "name", "icon", "description", "triggers", "actions"])
async def test_an_update_that_leaves_something_out_is_refused(aliyun: Aliyun, missing: str) -> None:
    id_ = await create(aliyun)
    partial = {name: value for name, value in written(aliyun).items() if name != missing}
    assert await aliyun.code("/scene/timing/update", sceneId=id_, **partial) == 460
    assert (await listed(aliyun))[0]["name"] == "tg:lamp"


async def test_a_timer_made_in_the_phone_app_is_already_there(aliyun: Aliyun) -> None:
    (row,) = await listed(aliyun, "加湿器")
    assert not row["name"].startswith("tg:")
    assert isinstance((await info(aliyun, row["id"], "加湿器"))["triggers"], str)
    aliyun.world.clock.advance(7 * 86_400)
    assert aliyun.truth("加湿器", "on_off.on") is True


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "n" * 65},
        {"enable": 1},
        {"idType": "CONTROL_GROUP"},
        {"actions": []},
        {"conditions": [{"uri": "condition/timer"}]},
        {"triggers": {"uri": "logical/and", "items": []}},
        {"triggers": {"uri": "logical/or", "items": []}},
        {"triggers": {"uri": "logical/or", "items": [{"uri": "trigger/rain", "params": {}}]}},
        {"actions": [{"uri": "action/mq/send", "params": {"msg": "hello"}}]},
        {"actions": ["on"]},
    ],
)
async def test_a_timer_of_another_form_is_refused(aliyun: Aliyun, changes: dict[str, Any]) -> None:
    assert await aliyun.code("/scene/timing/create", **written(aliyun, **changes)) == 460


@pytest.mark.parametrize(
    ("name", "value"),
    [("LightSwitch", True), ("LightSwitch", 2), ("Loudness", 1), ("Brightness", "50"), ("Brightness", 101)],
)
async def test_a_timer_is_checked_against_the_model(aliyun: Aliyun, name: str, value: object) -> None:
    params = {"iotId": aliyun.thing(LAMP).id, "propertyName": name, "propertyValue": value}
    actions = [{"uri": "action/device/setProperty", "params": params}]
    assert await aliyun.code("/scene/timing/create", **written(aliyun, actions=actions)) == 460


@pytest.mark.parametrize(
    ("cron", "kind"),
    [
        ("30 7 * *", "linux"),
        ("30 7 ? * 1", "linux"),
        ("60 7 * * *", "linux"),
        ("30 24 * * *", "linux"),
        ("30 7 * * 0", "linux"),
        ("30 7 * * 8", "linux"),
        ("30 7 * * MON", "linux"),
        ("*/0 7 * * *", "linux"),
        ("5-1 7 * * *", "linux"),
        ("30 7 * * *", "quartz"),
        ("0 30 9 9 2 * 2030", "quartz_cron"),
        ("0 30 9 ? 2 ? 2030", "quartz_cron"),
        ("0 ? 9 9 2 ? 2030", "quartz_cron"),
        ("30 9 9 2 ?", "quartz_cron"),
        ("", "linux"),
    ],
)
async def test_what_is_no_cron_expression_is_refused(aliyun: Aliyun, cron: str, kind: str) -> None:
    assert await aliyun.code("/scene/timing/create", **written(aliyun, cron, kind)) == 460


async def test_the_time_zone_must_exist(aliyun: Aliyun) -> None:
    timer = written(aliyun)
    timer["triggers"]["items"][0]["params"]["timezoneID"] = "Mars/Olympus"
    assert await aliyun.code("/scene/timing/create", **timer) == 460


@pytest.mark.parametrize("path", ["update", "delete", "info/get"])
async def test_an_unknown_timer_is_a_parameter_error(aliyun: Aliyun, path: str) -> None:
    id_ = await create(aliyun)
    assert await aliyun.code(f"/scene/timing/{path}", **written(aliyun, sceneId="none")) == 460
    other = written(aliyun, sceneId=id_) | owner(aliyun, "空调")
    assert await aliyun.code(f"/scene/timing/{path}", **other) == 460


async def test_timers_of_somebody_elses_thing_are_forbidden() -> None:
    async with aliyun_home("all") as everybody:
        _, theirs = (h for h in everybody.world.households if "aliyun" in h.clouds)
        foreign = next(thing.id for thing in theirs.things if thing.cloud == "aliyun")
        wanted = {"associatedId": foreign, "idType": "DEVICE", "pageNo": 1, "pageSize": 20}
        assert await everybody.code("/scene/timing/list/get", **wanted) == 403


class SetClock(Clock):
    """Stands at a moment until it is moved: Wednesday, 2030-01-02, 06:00 in Shanghai."""

    def now(self) -> float:
        return datetime(2030, 1, 1, 22, 0, tzinfo=UTC).timestamp() + self.offset


@pytest.fixture
async def morning() -> AsyncIterator[Aliyun]:
    """The house before anybody is up."""
    async with aliyun_home(clock=SetClock()) as home:
        await log_in(home)
        yield home


async def log_in(aliyun: Aliyun) -> None:
    """A new session: the tokens of the household are of today, and those of before a jump are dead."""
    request = {
        "authCode": aliyun.account["auth_code"],
        "appKey": aliyun.account["settings"]["app_key"],
        "accountType": "OA_SESSION",
    }
    aliyun.iot_token = (await aliyun.data("/account/createSessionByAuthCode", request=request))["iotToken"]


async def switched(aliyun: Aliyun, hours: float) -> list[str]:
    """When the lamp was switched on while the clock jumped ahead: weekday and time in Shanghai."""
    start = round(aliyun.world.clock.now() * 1000)
    aliyun.world.clock.advance(hours * 3600)
    await log_in(aliyun)
    answer = await aliyun.data(
        "/living/device/property/timeline/get",
        iotId=aliyun.thing(LAMP).id,
        identifier="LightSwitch",
        start=start,
        end=round(aliyun.world.clock.now() * 1000),
        limit=200,
        order="asc",
    )
    return [
        datetime.fromtimestamp(item["timestamp"] / 1000 + 8 * 3600, UTC).strftime("%a %H:%M")
        for item in answer["items"]
    ]


async def test_a_timer_makes_its_value_true_at_its_time(morning: Aliyun) -> None:
    await create(morning, "30 7 * * *")
    assert await switched(morning, 1) == []
    assert morning.truth(LAMP, "on_off.on") is False
    assert await switched(morning, 1) == ["Wed 07:30"]
    assert morning.truth(LAMP, "on_off.on") is True


async def test_a_jump_over_days_fires_every_time_that_was_passed(morning: Aliyun) -> None:
    await create(morning, "30 7 * * 1,2,3,4,5")
    assert await switched(morning, 24 * 7) == [
        "Wed 07:30",
        "Thu 07:30",
        "Fri 07:30",
        "Mon 07:30",
        "Tue 07:30",
    ]


async def test_weekday_one_is_monday_and_seven_is_sunday(morning: Aliyun) -> None:
    await create(morning, "0 9 * * 1")
    await create(morning, "0 10 * * 7")
    assert await switched(morning, 24 * 7) == ["Sun 10:00", "Mon 09:00"]


async def test_ranges_steps_and_lists_are_understood(morning: Aliyun) -> None:
    await create(morning, "0,30 8-9 * * *")
    assert await switched(morning, 12) == ["Wed 08:00", "Wed 08:30", "Wed 09:00", "Wed 09:30"]
    await create(morning, "*/20 20 3 1 *")
    assert (await switched(morning, 30))[-3:] == ["Thu 20:00", "Thu 20:20", "Thu 20:40"]


async def test_a_one_shot_fires_once_and_is_then_invalid(morning: Aliyun) -> None:
    await create(morning, "0 15 9 4 1 ? 2030", "quartz_cron")
    assert (await listed(morning))[0]["status"] == 1
    assert await switched(morning, 24 * 400) == ["Fri 09:15"]
    assert [(row["status"], row["valid"]) for row in await listed(morning)] == [(2, False)]


async def test_quartz_counts_its_weekdays_from_sunday(morning: Aliyun) -> None:
    await create(morning, "0 0 9 ? * 2", "quartz_cron")
    assert await switched(morning, 24 * 7) == ["Mon 09:00"]


async def test_timers_fire_in_the_order_of_their_times(morning: Aliyun) -> None:
    lamp = morning.thing(LAMP).id
    off = {"iotId": lamp, "propertyName": "LightSwitch", "propertyValue": 0}
    await create(morning, "0 9 * * *", actions=[{"uri": "action/device/setProperty", "params": off}])
    await create(morning, "0 8 * * *")
    assert await switched(morning, 6) == ["Wed 08:00", "Wed 09:00"]
    assert morning.truth(LAMP, "on_off.on") is False


async def test_a_disabled_or_deleted_timer_never_fires(morning: Aliyun) -> None:
    await create(morning, "0 8 * * *", enable=False)
    deleted = await create(morning, "0 9 * * *")
    await morning.data("/scene/timing/delete", sceneId=deleted, **owner(morning))
    assert await switched(morning, 24) == []


async def test_an_offline_thing_misses_its_timer(morning: Aliyun) -> None:
    await create(morning, "0 8 * * *")
    morning.world.truth.set_online(morning.thing(LAMP).id, False)
    assert await switched(morning, 24) == []
    assert morning.truth(LAMP, "on_off.on") is False
