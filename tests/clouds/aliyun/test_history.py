"""What was: all of it, however many pages it takes, in the words of the capabilities."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clouds.aliyun.timeline import LIMIT, Entry, Page, timeline
from bot.home.abilities import HasEvents, HasHistory, Severity
from bot.home.capability import Hsv, Key
from bot.home.command import Command, SetTo
from bot.home.errors import CloudError
from bot.home.problem import Problem
from tests.clouds.aliyun.things import connected, the
from tests.clouds.covering import covers
from tests.clouds.vendor import Vendor

pytestmark = pytest.mark.filterwarnings("ignore::aiohttp.web_exceptions.NotAppKeyWarning")

TEMPERATURE = Key("sensor", "temperature")


def span(aliyun: Vendor, days: float = 30) -> tuple[datetime, datetime]:
    now = datetime.fromtimestamp(aliyun.world.clock.now(), UTC)
    return now - timedelta(days=days), now + timedelta(minutes=1)


@covers("POST /living/device/property/timeline/get")
async def test_all_values_of_days_come_in_both_orders_page_by_page(aliyun: Vendor) -> None:
    cloud, device = connected(aliyun), the(aliyun, "卧室温湿度计")
    assert isinstance(cloud, HasHistory)
    await cloud.listing()
    aliyun.calls()
    newest = await cloud.history(device, TEMPERATURE, *span(aliyun))
    pages = aliyun.calls()
    assert len(newest) > LIMIT
    assert len(pages) == len(newest) // LIMIT + 1
    assert [moment.at for moment in newest] == sorted((m.at for m in newest), reverse=True)
    assert newest[0].value == aliyun.truth(device, TEMPERATURE)
    assert all(isinstance(moment.value, float) for moment in newest)
    assert await cloud.history(device, TEMPERATURE, *span(aliyun), newest_first=False) == newest[::-1]


async def test_history_speaks_the_language_of_the_capability(aliyun: Vendor) -> None:
    cloud, lamp, lock = connected(aliyun), the(aliyun, "床头灯"), the(aliyun, "门锁")
    await cloud.execute([Command(lamp, Key("color", "color"), SetTo(Hsv(200, 50, 40)))])
    colors = await cloud.history(lamp, Key("color", "color"), *span(aliyun))
    assert colors[0].value == Hsv(200, 50, 40)
    locked = await cloud.history(lock, Key("lock", "lock"), *span(aliyun))
    assert {moment.value for moment in locked} <= {True, False}
    assert locked[0].value is True


async def test_what_holds_no_value_has_no_history(aliyun: Vendor) -> None:
    cloud, device = connected(aliyun), the(aliyun, "洗衣机")
    for key in (Key("action", "StartWash"), Key("range", "volume"), Key("event", "WashFinished")):
        with pytest.raises(CloudError) as raised:
            await cloud.history(device, key, *span(aliyun))
        assert raised.value.problem is Problem.ACTION_UNKNOWN
    with pytest.raises(CloudError) as raised:
        await cloud.history("nobody's", TEMPERATURE, *span(aliyun))
    assert raised.value.problem is Problem.DEVICE_GONE


@covers("POST /living/device/event/timeline/get")
async def test_events_come_with_how_bad_they_were_and_what_they_said(aliyun: Vendor) -> None:
    cloud, lock = connected(aliyun), the(aliyun, "门锁")
    told = await cloud.happenings(lock, "DoorOpenNotification", *span(aliyun))
    assert told
    assert {event.severity for event in told} == {Severity.INFO}
    assert {event.name for event in told} == {"开门提醒"}
    assert all(event.values for event in told)
    back = await cloud.happenings(lock, "DoorOpenNotification", *span(aliyun), newest_first=False)
    assert back == told[::-1]


async def test_an_event_is_asked_for_by_the_type_in_its_model(aliyun: Vendor) -> None:
    sensor = the(aliyun, "大门传感器")
    aliyun.world.truth.set_value(sensor, "event.open", "opened")
    cloud = connected(aliyun)
    told = await cloud.happenings(sensor, "TamperAlarm", *span(aliyun))
    assert {event.severity for event in told} <= {Severity.ALERT}
    aliyun.thing(sensor).vendor["tsl"]["events"][1].pop("type")
    aliyun.calls()
    untold = connected(aliyun)
    await untold.happenings(sensor, "TamperAlarm", *span(aliyun))
    assert aliyun.calls().count("/living/device/event/timeline/get") == 3


async def test_a_property_that_tells_of_something_is_no_event_of_the_model(aliyun: Vendor) -> None:
    cloud, sensor = connected(aliyun), the(aliyun, "大门传感器")
    with pytest.raises(CloudError) as raised:
        await cloud.happenings(sensor, "open", *span(aliyun))
    assert raised.value.problem is Problem.ACTION_UNKNOWN
    moments = await cloud.history(sensor, Key("event", "open"), *span(aliyun))
    assert {moment.value for moment in moments} <= {"opened", "closed"}


@covers("POST /thing/events/get")
async def test_the_latest_of_every_event_is_told(aliyun: Vendor) -> None:
    cloud, lock = connected(aliyun), the(aliyun, "门锁")
    assert isinstance(cloud, HasEvents)
    latest = await cloud.latest_events(lock)
    told = await cloud.happenings(lock, "DoorOpenNotification", *span(aliyun))
    assert [event for event in latest if event.instance == "DoorOpenNotification"] == [told[0]]


START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@given(count=st.integers(0, 700), chance=st.integers(0, 2**32), newest_first=st.booleans())
async def test_no_entry_is_lost_or_doubled_at_the_edge_of_a_page(
    count: int, chance: int, newest_first: bool
) -> None:
    """Several entries share a millisecond, and some of them are equal in all they tell."""
    gaps = Random(chance).choices([0, 1, 7], weights=[3, 1, 1], k=count)
    moments = [round(START.timestamp() * 1000) + later for later in accumulate(gaps)]
    entries = [Entry(at, n % 3) for n, at in enumerate(moments)]

    async def ask(start: int, end: int) -> Page:
        inside = [e for e in entries if start <= e.at <= end]
        page = (inside[::-1] if newest_first else inside)[:LIMIT]
        return Page(page, len(page) == LIMIT)

    found = await timeline(ask, START, START + timedelta(hours=1), newest_first)
    assert found == (entries[::-1] if newest_first else entries)


async def test_more_in_one_millisecond_than_a_page_holds_is_no_endless_loop() -> None:
    first = round(START.timestamp() * 1000)
    entries = [*(Entry(first + 5, n) for n in range(LIMIT + 50)), Entry(first + 9, "after")]
    asked: list[tuple[int, int]] = []

    async def ask(start: int, end: int) -> Page:
        asked.append((start, end))
        page = [entry for entry in entries if start <= entry.at <= end][:LIMIT]
        return Page(page, len(page) == LIMIT)

    found: Sequence[Entry] = await timeline(ask, START, START + timedelta(hours=1), newest_first=False)
    assert [entry.told for entry in found] == [*range(LIMIT), "after"]
    assert len(asked) == 3
