"""Removing devices from an account in the Yandex stand-in."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.sandbox.yandex_caller import Json, Yandex, action, yandex_home


@pytest.fixture
async def yandex() -> AsyncIterator[Yandex]:
    async with yandex_home() as home:
        yield home


async def group(yandex: Yandex, name: str) -> Json:
    groups = (await yandex.get("/v1.0/user/info"))["groups"]
    found: Json = next(group for group in groups if group["name"] == name)
    return found


async def remove(yandex: Yandex, id_: str) -> int:
    status, answer = await yandex.call("DELETE", f"/v1.0/devices/{id_}")
    assert answer["request_id"]
    return status


async def test_a_removed_device_is_gone_from_everything(yandex: Yandex) -> None:
    lamp = yandex.thing("Люстра").id
    before = await group(yandex, "Верхний свет")
    assert lamp in before["devices"]
    assert await remove(yandex, lamp) == 200
    assert lamp not in str(await yandex.get("/v1.0/user/info"))
    assert (await yandex.call("GET", f"/v1.0/devices/{lamp}"))[0] == 404
    assert yandex.world.truth.get(lamp) is None
    assert await remove(yandex, lamp) == 404


async def test_its_scenarios_and_groups_go_on_without_it(yandex: Yandex) -> None:
    lamp = yandex.thing("Люстра").id
    top = await group(yandex, "Верхний свет")
    await remove(yandex, lamp)
    scenarios = {s["name"]: s["id"] for s in (await yandex.get("/v1.0/user/info"))["scenarios"]}
    assert (await yandex.call("POST", f"/v1.0/scenarios/{scenarios['Доброе утро']}/actions"))[0] == 200
    body = {"actions": [action("on_off", "on", False)]}
    _, answer = await yandex.call("POST", f"/v1.0/groups/{top['id']}/actions", body)
    assert [entry["id"] for entry in answer["devices"]] == [id_ for id_ in top["devices"] if id_ != lamp]


async def test_a_group_may_be_left_with_nobody_in_it(yandex: Yandex) -> None:
    evening = await group(yandex, "Вечерний свет")
    for device in evening["devices"]:
        assert await remove(yandex, device) == 200
    left = await yandex.get(f"/v1.0/groups/{evening['id']}")
    assert (left["devices"], left["capabilities"]) == ([], [])
    assert (await group(yandex, "Вечерний свет"))["devices"] == []


async def test_a_device_that_was_removed_on_the_way_takes_no_value(yandex: Yandex) -> None:
    torchere = yandex.thing("Торшер")
    assert await yandex.act("Торшер", action("range", "brightness", 30)) == [{"status": "DONE"}]
    await remove(yandex, torchere.id)
    async with yandex.world.bus.subscribe() as queue:
        await yandex.act("Шторы", action("on_off", "on", False))
        changed = [(await queue.get()).data["id"], (await queue.get()).data["id"]]
    assert torchere.id not in changed
