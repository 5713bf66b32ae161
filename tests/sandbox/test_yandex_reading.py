"""What the Yandex stand-in tells: the awkward things that real accounts tell too."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.sandbox.yandex_caller import Json, Yandex, yandex_home


@pytest.fixture
async def yandex() -> AsyncIterator[Yandex]:
    async with yandex_home() as home:
        yield home


def find(answer: Json, name: str) -> Json:
    return next(device for device in answer["devices"] if device["name"] == name)


def capability(device: Json, type_: str, instance: str | None = None) -> Json:
    return next(
        entry
        for entry in device["capabilities"]
        if entry["type"].endswith(type_) and instance in (None, entry["parameters"].get("instance"))
    )


async def test_the_listing_holds_every_part_of_the_account(yandex: Yandex) -> None:
    answer = await yandex.get("/v1.0/user/info")
    assert answer["status"] == "ok"
    assert answer["request_id"]
    assert {"households", "rooms", "groups", "devices", "scenarios"} <= answer.keys()
    assert {s["name"]: s["is_active"] for s in answer["scenarios"]}["Мы в отпуске"] is False


async def test_the_listing_never_says_whether_a_device_is_online(yandex: Yandex) -> None:
    answer = await yandex.get("/v1.0/user/info")
    assert all("state" not in device for device in answer["devices"])
    assert (await yandex.device("Гирлянда"))["state"] == "offline"
    assert (await yandex.device("Торшер"))["state"] == "online"


async def test_a_second_household_is_listed_with_a_lamp_of_the_same_name(yandex: Yandex) -> None:
    answer = await yandex.get("/v1.0/user/info")
    lamps = [device for device in answer["devices"] if device["name"] == "Торшер"]
    assert {lamp["household_id"] for lamp in lamps} == {home["id"] for home in answer["households"]}
    assert len(lamps) == 2


async def test_a_sensor_that_never_reported_shows_a_value_of_time_zero(yandex: Yandex) -> None:
    thermometer = find(await yandex.get("/v1.0/user/info"), "Градусник в детской")
    assert thermometer["properties"][0]["last_updated"] == 0
    assert thermometer["properties"][0]["state"] == {"instance": "temperature", "value": 0}


async def test_a_split_switch_has_no_state(yandex: Yandex) -> None:
    switch = capability(find(await yandex.get("/v1.0/user/info"), "Вентилятор"), "on_off")
    assert switch["parameters"] == {"split": True}
    assert switch["state"] is None
    assert switch["retrievable"] is False


async def test_a_channel_has_no_range_and_a_volume_takes_steps_only(yandex: Yandex) -> None:
    tv = find(await yandex.get("/v1.0/user/info"), "Телевизор")
    assert "range" not in capability(tv, "range", "channel")["parameters"]
    assert capability(tv, "range", "volume")["parameters"]["random_access"] is False


async def test_a_wall_button_is_a_switch_without_a_switch(yandex: Yandex) -> None:
    button = find(await yandex.get("/v1.0/user/info"), "Кнопка у двери")
    assert button["type"] == "devices.types.switch"
    assert [entry["type"] for entry in button["capabilities"]] == ["devices.capabilities.zigbee_node"]
    assert button["properties"][0]["parameters"]["instance"] == "button"


async def test_colours_are_told_in_the_model_of_the_lamp(yandex: Yandex) -> None:
    yandex.world.truth.set_value(yandex.thing("Торшер").id, "color.color", {"h": 120, "s": 100, "v": 100})
    lamp = await yandex.device("Торшер")
    assert capability(lamp, "color_setting")["state"] == {"instance": "rgb", "value": 0x00FF00}


async def test_an_unplugged_lamp_keeps_telling_what_it_last_told(yandex: Yandex) -> None:
    lamp = yandex.thing("Люстра")
    yandex.world.truth.set_online(lamp.id, False)
    yandex.world.truth.set_value(lamp.id, "on_off.on", False)
    told = capability(find(await yandex.get("/v1.0/user/info"), "Люстра"), "on_off")
    assert told["state"]["value"] is True
    yandex.world.truth.set_online(lamp.id, True)
    assert capability(await yandex.device("Люстра"), "on_off")["state"]["value"] is False


async def test_an_unknown_device_is_404_in_json(yandex: Yandex) -> None:
    status, answer = await yandex.call("GET", "/v1.0/devices/nobody")
    assert status == 404
    assert answer["status"] == "error"
    assert answer["message"] == "Устройство не найдено"


async def test_a_group_whose_members_disagree_is_split(yandex: Yandex) -> None:
    groups = (await yandex.get("/v1.0/user/info"))["groups"]
    evening = next(group for group in groups if group["name"] == "Вечерний свет")
    yandex.world.truth.set_online(evening["devices"][0], False)
    answer = await yandex.get(f"/v1.0/groups/{evening['id']}")
    assert answer["state"] == "split"
    assert len(answer["devices"]) == 2
    assert all("last_updated" not in entry for entry in answer["capabilities"])
