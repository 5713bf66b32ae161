"""What the Aliyun stand-in tells of a thing besides its values: hardware, model, names, and whose it is."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from tests.sandbox.aliyun_caller import Aliyun, aliyun_home

BY_PRODUCT = "/thing/tsl/getByProducyKey"


@pytest.fixture
async def aliyun() -> AsyncIterator[Aliyun]:
    async with aliyun_home() as home:
        yield home


async def test_details_contain_the_secret_of_the_device(aliyun: Aliyun) -> None:
    lamp = aliyun.thing("客厅灯")
    told = await aliyun.data("/thing/info/get", iotId=lamp.id)
    assert told["productKey"] == "a1CeilDim01"
    assert told["status"] == 1
    assert len(told["deviceSecret"]) == 32
    other = await aliyun.data("/thing/info/get", iotId=aliyun.thing("空调").id)
    assert other["deviceSecret"] != told["deviceSecret"]


async def test_a_model_is_had_by_product_under_the_misspelt_path(aliyun: Aliyun) -> None:
    model = await aliyun.data(BY_PRODUCT, productKey="a1CeilDim01")
    assert model == await aliyun.data("/thing/tsl/get", iotId=aliyun.thing("客厅灯").id)
    in_text = await aliyun.data(BY_PRODUCT, productKey="a1PlainLp03")
    assert json.loads(in_text)["profile"]["productKey"] == "a1PlainLp03"
    assert await aliyun.code("/thing/tsl/getByProductKey", productKey="a1CeilDim01") == 404


async def test_some_products_want_the_capital_and_some_do_not(aliyun: Aliyun) -> None:
    assert await aliyun.code(BY_PRODUCT, ProductKey="a1DoorLck11") == 200
    assert await aliyun.code(BY_PRODUCT, productKey="a1DoorLck11") == 2000
    assert await aliyun.code(BY_PRODUCT, ProductKey="a1CeilDim01") == 460


async def test_a_wrong_product_or_a_device_of_another_one_is_invalid(aliyun: Aliyun) -> None:
    lamp, door = aliyun.thing("客厅灯").vendor["binding"], aliyun.thing("门锁").vendor["binding"]
    named = {"productKey": "a1CeilDim01", "deviceName": lamp["deviceName"]}
    assert await aliyun.code(BY_PRODUCT, **named) == 200
    assert await aliyun.code(BY_PRODUCT, **(named | {"deviceName": door["deviceName"]})) == 2000
    assert await aliyun.code(BY_PRODUCT, productKey="a1Nothing00") == 2000
    assert await aliyun.code(BY_PRODUCT) == 460


async def test_a_new_nickname_is_shown_everywhere(aliyun: Aliyun) -> None:
    lamp = aliyun.thing("客厅灯").id
    assert await aliyun.data("/uc/setDeviceNickName", iotId=lamp, nickName="大灯") is None
    row = await aliyun.data("/uc/getByAccountAndDev", iotId=lamp)
    assert row["nickName"] == "大灯"
    assert aliyun.thing("大灯").id == lamp


@pytest.mark.parametrize("name", ["", "  ", None, 5])
async def test_a_nickname_is_some_text(aliyun: Aliyun, name: object) -> None:
    lamp = aliyun.thing("客厅灯").id
    assert await aliyun.code("/uc/setDeviceNickName", iotId=lamp, nickName=name) == 460


async def test_one_binding_can_be_had_by_thing(aliyun: Aliyun) -> None:
    listed = await aliyun.data("/uc/listBindingByAccount", pageNo=1, pageSize=100)
    row = next(row for row in listed["data"] if row.get("nickName") == "门锁")
    assert await aliyun.data("/uc/getByAccountAndDev", iotId=row["iotId"]) == row
    assert await aliyun.data("/uc/getByAccountAndDev", iotId="nothing") == {}


async def test_an_unbound_thing_is_gone(aliyun: Aliyun) -> None:
    lamp = aliyun.thing("客厅灯").id
    (home,) = (await aliyun.data("/living/home/query", pageNo=1, pageSize=20))["data"]
    await aliyun.data("/uc/unbindAccountAndDev", iotId=lamp, homeId=home["homeId"])
    assert await aliyun.code("/thing/status/get", iotId=lamp) == 62101
    assert await aliyun.data("/iotx/ilop/queryComponentProduct") == []
    rooms = (await aliyun.data("/living/home/room/query", homeId=home["homeId"]))["data"]
    for room in rooms:
        wanted = {"homeId": home["homeId"], "roomId": room["roomId"]}
        things = await aliyun.data("/living/home/room/device/query", **wanted, pageNo=1, pageSize=100)
        assert all(thing["iotId"] != lamp for thing in things["data"])


async def test_a_shared_thing_can_be_renamed_but_not_unbound(aliyun: Aliyun) -> None:
    washer = aliyun.thing("洗衣机").id
    assert await aliyun.code("/uc/unbindAccountAndDev", iotId=washer, homeId="any") == 2066
    assert await aliyun.code("/uc/setDeviceNickName", iotId=washer, nickName="洗衣服") == 200


async def test_one_home_and_one_room_can_be_had_by_id(aliyun: Aliyun) -> None:
    (home,) = (await aliyun.data("/living/home/query", pageNo=1, pageSize=20))["data"]
    assert await aliyun.data("/living/home/get", homeId=home["homeId"]) == home
    rooms = (await aliyun.data("/living/home/room/query", homeId=home["homeId"]))["data"]
    wanted = {"homeId": home["homeId"], "roomId": rooms[0]["roomId"]}
    assert await aliyun.data("/living/home/room/get", **wanted) == rooms[0]
    assert await aliyun.code("/living/home/room/get", **(wanted | {"roomId": "none"})) == 460
