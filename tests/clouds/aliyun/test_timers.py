"""Timers that live in the cloud: made by the same rules as any command, and nobody else's touched."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clouds.aliyun.cron import Plan, plan_from_wire, plan_to_wire
from bot.home.abilities import HasTimers, Timer
from bot.home.capability import Hsv, Key
from bot.home.command import Command, SetTo
from bot.home.errors import CloudError
from bot.home.problem import Problem
from tests.clouds.aliyun.things import connected, the
from tests.clouds.covering import covers
from tests.clouds.vendor import ON, Vendor

pytestmark = pytest.mark.filterwarnings("ignore::aiohttp.web_exceptions.NotAppKeyWarning")

BRIGHTNESS = Key("range", "brightness")
COLOR = Key("color", "color")
SHANGHAI = "Asia/Shanghai"


def weekly(device: str, *commands: Command) -> Timer:
    commands = commands or (Command(device, ON, SetTo(True)),)
    return Timer("", "起床", True, SHANGHAI, cron="30 7 * * 1,2,3,4,5", commands=commands)


@covers("POST /scene/timing/create", "POST /scene/timing/list/get", "POST /scene/timing/info/get")
async def test_a_timer_is_read_back_as_it_was_made(aliyun: Vendor) -> None:
    cloud, lamp = connected(aliyun), the(aliyun, "床头灯")
    assert isinstance(cloud, HasTimers)
    commands = (
        Command(lamp, ON, SetTo(True)),
        Command(lamp, BRIGHTNESS, SetTo(30)),
        Command(lamp, COLOR, SetTo(Hsv(200, 50, 40))),
    )
    for wanted in (weekly(lamp, *commands), replace(weekly(lamp), name="x" * 61, enabled=False)):
        made = await cloud.add_timer(lamp, wanted)
        assert made.id
        assert made == replace(wanted, id=made.id, ours=True)
        assert made in await cloud.timers(lamp)


async def test_a_timer_for_one_moment_fires_at_that_moment(aliyun: Vendor) -> None:
    cloud, lamp = connected(aliyun), the(aliyun, "客厅灯")
    now = datetime.fromtimestamp(aliyun.world.clock.now(), UTC).replace(microsecond=0)
    at = (now + timedelta(hours=3)).astimezone(ZoneInfo(SHANGHAI))
    commands = (Command(lamp, ON, SetTo(True)), Command(lamp, BRIGHTNESS, SetTo(17)))
    made = await cloud.add_timer(lamp, Timer("", "一次", True, SHANGHAI, at=at, commands=commands))
    (read,) = await cloud.timers(lamp)
    assert read == made
    aliyun.world.clock.advance(3 * 3600 - 60)
    assert not aliyun.truth(lamp, ON)
    aliyun.world.clock.advance(120)
    assert aliyun.truth(lamp, ON) is True
    assert aliyun.truth(lamp, BRIGHTNESS) == 17


@covers("POST /scene/timing/update", "POST /scene/timing/delete")
async def test_our_timer_is_replaced_as_a_whole_and_removed(aliyun: Vendor) -> None:
    cloud, lamp = connected(aliyun), the(aliyun, "客厅灯")
    made = await cloud.add_timer(lamp, weekly(lamp))
    changed = replace(made, enabled=False, cron="0 22 * * *", commands=(Command(lamp, ON, SetTo(False)),))
    await cloud.change_timer(lamp, changed)
    assert await cloud.timers(lamp) == (changed,)
    for _ in range(2):
        await cloud.remove_timer(lamp, made.id)
        assert await cloud.timers(lamp) == ()
    with pytest.raises(CloudError) as raised:
        await cloud.change_timer(lamp, changed)
    assert raised.value.problem is Problem.SCENE_GONE


async def test_somebody_elses_timer_is_shown_and_never_touched(aliyun: Vendor) -> None:
    cloud, humidifier = connected(aliyun), the(aliyun, "加湿器")
    (theirs,) = await cloud.timers(humidifier)
    assert (theirs.name, theirs.cron, theirs.ours) == ("睡前加湿", "30 21 * * 1,2,3,4,5", False)
    assert theirs.commands == (Command(humidifier, ON, SetTo(True)),)
    aliyun.calls()
    forged = replace(theirs, ours=True, enabled=False)
    for attempt in (cloud.change_timer(humidifier, forged), cloud.remove_timer(humidifier, theirs.id)):
        with pytest.raises(CloudError) as raised:
            await attempt
        assert raised.value.problem is Problem.NOT_OWNER
    assert set(aliyun.calls()) == {"/scene/timing/list/get"}
    assert await cloud.timers(humidifier) == (theirs,)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"commands": (Command("lamp", BRIGHTNESS, SetTo(101)),)}, Problem.VALUE_REFUSED),
        ({"commands": (Command("lamp", Key("sensor", "pm2.5_density"), SetTo(1)),)}, Problem.ACTION_UNKNOWN),
        ({"commands": (Command("washer", Key("action", "PauseWash"), SetTo(None)),)}, Problem.ACTION_UNKNOWN),
        ({"commands": (Command("nobody's", ON, SetTo(True)),)}, Problem.DEVICE_GONE),
        ({"commands": ()}, Problem.VALUE_REFUSED),
        ({"cron": "30 7 * *"}, Problem.VALUE_REFUSED),
        ({"cron": "30 24 * * 1"}, Problem.VALUE_REFUSED),
        ({"cron": "30 7 * * 0"}, Problem.VALUE_REFUSED),
        ({"cron": "30 7 * * 5-1"}, Problem.VALUE_REFUSED),
        ({"cron": None}, Problem.VALUE_REFUSED),
        ({"timezone": "Asia/Atlantis"}, Problem.VALUE_REFUSED),
        ({"timezone": "../etc/passwd"}, Problem.VALUE_REFUSED),
    ],
)
async def test_what_the_platform_would_not_understand_is_never_sent(
    aliyun: Vendor, change: dict[str, Any], problem: Problem
) -> None:
    cloud = connected(aliyun)
    lamp, ids = the(aliyun, "客厅灯"), {"lamp": the(aliyun, "客厅灯"), "washer": the(aliyun, "洗衣机")}
    if "commands" in change:
        commands = (replace(c, device=ids.get(c.device, c.device)) for c in change["commands"])
        change = {"commands": tuple(commands)}
    with pytest.raises(CloudError) as raised:
        await cloud.add_timer(lamp, replace(weekly(lamp), **change))
    assert raised.value.problem is problem
    assert not [path for path in aliyun.calls() if "timing" in path]


async def test_a_timer_may_be_refused_as_a_whole(aliyun: Vendor) -> None:
    cloud, lamp = connected(aliyun), the(aliyun, "客厅灯")
    await cloud.listing()
    aliyun.breaks(kind="code", code=403)
    with pytest.raises(CloudError) as raised:
        await cloud.add_timer(lamp, weekly(lamp))
    assert raised.value.problem is Problem.NO_RIGHTS


@pytest.mark.parametrize(
    ("told", "plan"),
    [
        ({"cronType": "quartz_cron", "cron": "0 30 9 9 2 ? 2020"}, "2020-02-09T09:30:00+08:00"),
        ({"cronType": "quartz_cron", "cron": "0 30 9 9 2 ?"}, "30 9 9 2 *"),
        ({"cronType": "quartz_cron", "cron": "0 0 7 ? * *"}, "0 7 * * *"),
        ({"cronType": "quartz_cron", "cron": "0 0 7 ? * 2,3"}, None),
        ({"cronType": "quartz_cron", "cron": "0 0 7 9 2 ? 2020-2024"}, None),
        ({"cronType": "quartz_cron", "cron": "0 30 9 31 2 ? 2020"}, None),
        ({"cronType": "quartz_cron", "cron": "0 30"}, None),
        ({"cronType": "linux", "cron": "*/5 8-18 * * 6,7"}, "*/5 8-18 * * 6,7"),
        ({"cronType": "linux", "cron": "every day"}, None),
        ({"cronType": "sundial"}, None),
        ({}, None),
    ],
)
def test_a_plan_is_read_where_its_meaning_is_sure(told: dict[str, str], plan: str | None) -> None:
    read = plan_from_wire({**told, "timezoneID": SHANGHAI})
    assert read.timezone == SHANGHAI
    assert (read.at.isoformat() if read.at else read.cron) == plan


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)),
    st.sampled_from([SHANGHAI, "UTC", "Europe/Berlin"]),
)
def test_a_moment_survives_being_written(at: datetime, timezone: str) -> None:
    at = at.replace(microsecond=0)
    read = plan_from_wire(plan_to_wire(Plan(timezone, at=at)))
    assert read.at == at.replace(tzinfo=ZoneInfo(timezone))


@given(
    st.dictionaries(
        st.sampled_from(["cron", "cronType", "timezoneID"]), st.text() | st.integers() | st.none()
    )
)
def test_no_plan_can_break_the_reading(told: dict[str, object]) -> None:
    plan_from_wire({"cronType": "quartz_cron", **told})


async def test_what_a_timer_is_made_of_is_complete(aliyun: Vendor) -> None:
    cloud, lamp = connected(aliyun), the(aliyun, "客厅灯")
    await cloud.add_timer(lamp, weekly(lamp))
    entry = aliyun.world.journal.after(0, "aliyun")[-1]
    params = json.loads(entry["body"])["params"]
    assert params["name"] == "tg:起床"
    assert params["triggers"]["items"][0]["params"] == {
        "cron": "30 7 * * 1,2,3,4,5",
        "cronType": "linux",
        "timezoneID": SHANGHAI,
    }
    assert params["actions"] == [
        {
            "uri": "action/device/setProperty",
            "params": {"iotId": lamp, "propertyName": "LightSwitch", "propertyValue": 1},
        }
    ]
