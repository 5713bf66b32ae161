"""What the Aliyun stand-in tells of homes, rooms and things."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from tests.sandbox.aliyun_caller import Aliyun, aliyun_home


@pytest.fixture
async def aliyun() -> AsyncIterator[Aliyun]:
    async with aliyun_home() as home:
        yield home


async def test_bindings_come_in_pages(aliyun: Aliyun) -> None:
    first = await aliyun.data("/uc/listBindingByAccount", pageNo=1, pageSize=15)
    second = await aliyun.data("/uc/listBindingByAccount", pageNo=2, pageSize=15)
    assert first["total"] == len(first["data"]) + len(second["data"]) == len(list(aliyun.world.truth))
    assert not {row["iotId"] for row in first["data"]} & {row["iotId"] for row in second["data"]}


@pytest.mark.parametrize("size", [0, 101, "20", None])
async def test_a_page_has_up_to_a_hundred(aliyun: Aliyun, size: object) -> None:
    assert (await aliyun.call("/uc/listBindingByAccount", pageNo=1, pageSize=size))["code"] == 460


async def test_bindings_say_what_is_offline_shared_and_nameless(aliyun: Aliyun) -> None:
    rows = (await aliyun.data("/uc/listBindingByAccount", pageNo=1, pageSize=100))["data"]
    by_name = {row.get("nickName"): row for row in rows}
    assert (by_name["星空灯"]["status"], by_name["客厅灯"]["status"]) == (3, 1)
    assert (by_name["洗衣机"]["owned"], by_name["客厅灯"]["owned"]) == (0, 1)
    assert by_name[None]["productName"]
    assert not any("room" in field.lower() for row in rows for field in row)


async def test_bindings_can_be_had_by_ownership(aliyun: Aliyun) -> None:
    shared = await aliyun.data("/uc/listBindingByAccount", pageNo=1, pageSize=100, owned=0)
    assert [row["nickName"] for row in shared["data"]] == ["洗衣机"]


async def test_every_numeric_spec_is_a_string_and_the_pseudo_services_are_there(aliyun: Aliyun) -> None:
    model = await aliyun.data("/thing/tsl/get", iotId=aliyun.thing("客厅灯").id)
    specs = {p["identifier"]: p["dataType"]["specs"] for p in model["properties"]}
    assert specs["Brightness"]["max"] == "100"
    assert "step" not in specs["ColorTemperature"]
    services = {service["identifier"]: service for service in model["services"]}
    assert "Brightness" in services["get"]["inputData"]
    assert services["set"]["method"] == "thing.service.property.set"
    assert "WIFI_Band" in specs


async def test_some_models_come_as_text(aliyun: Aliyun) -> None:
    model = await aliyun.data("/thing/tsl/get", iotId=aliyun.thing("夜灯").id)
    assert json.loads(model)["profile"]["productKey"] == "a1PlainLp03"


async def test_properties_tell_value_and_time_and_leave_out_the_never_reported(aliyun: Aliyun) -> None:
    lamp = aliyun.thing("Kitchen lamp")
    told = await aliyun.data("/thing/properties/get", iotId=lamp.id)
    assert told["LightSwitch"] == {"value": 0, "time": round(lamp.reported["on_off.on"] * 1000)}
    assert "ColorTemperature" not in told
    assert any(identifier.startswith("_sys_") for identifier in told)


async def test_a_colour_is_told_as_a_struct(aliyun: Aliyun) -> None:
    told = await aliyun.data("/thing/properties/get", iotId=aliyun.thing("床头灯").id)
    assert told["HSVColor"]["value"] == {"Hue": 30, "Saturation": 70, "Value": 90}
    assert "ColorTemperature" not in told


async def test_a_sensor_speaks_in_numbers_where_the_truth_has_words(aliyun: Aliyun) -> None:
    told = await aliyun.data("/thing/properties/get", iotId=aliyun.thing("大门传感器").id)
    assert told["ContactState"]["value"] == 0


async def test_some_things_report_every_number_as_text(aliyun: Aliyun) -> None:
    told = await aliyun.data("/thing/properties/get", iotId=aliyun.thing("洗衣机").id)
    assert (told["PowerSwitch"]["value"], told["SpinSpeed"]["value"]) == ("1", "800")


async def test_the_hand_of_a_person_is_reported(aliyun: Aliyun) -> None:
    lamp = aliyun.thing("客厅灯")
    aliyun.world.truth.set_value(lamp.id, "range.brightness", 33)
    told = await aliyun.data("/thing/properties/get", iotId=lamp.id)
    assert told["Brightness"]["value"] == 33


async def test_an_offline_thing_leaves_a_stale_picture(aliyun: Aliyun) -> None:
    lamp = aliyun.thing("客厅灯")
    before = await aliyun.data("/thing/properties/get", iotId=lamp.id)
    aliyun.world.truth.set_online(lamp.id, False)
    aliyun.world.truth.set_value(lamp.id, "on_off.on", True)
    assert await aliyun.data("/thing/properties/get", iotId=lamp.id) == before
    assert (await aliyun.data("/thing/status/get", iotId=lamp.id))["status"] == 3


async def test_a_thing_of_somebody_else_is_not_bound_and_one_of_nobody_does_not_exist() -> None:
    async with aliyun_home("all") as everybody:
        _, theirs = (h for h in everybody.world.households if "aliyun" in h.clouds)
        foreign = next(thing.id for thing in theirs.things if thing.cloud == "aliyun")
        assert (await everybody.call("/thing/status/get", iotId=foreign))["code"] == 2065
        assert (await everybody.call("/thing/status/get", iotId="nothing"))["code"] == 62101
        assert (await everybody.call("/thing/status/get"))["code"] == 460


async def test_homes_lead_to_rooms_and_rooms_to_things(aliyun: Aliyun) -> None:
    (home,) = (await aliyun.data("/living/home/query", pageNo=1, pageSize=20))["data"]
    rooms = (await aliyun.data("/living/home/room/query", homeId=home["homeId"]))["data"]
    kitchen = next(room["roomId"] for room in rooms if room["name"] == "厨房")
    things = await aliyun.data(
        "/living/home/room/device/query", homeId=home["homeId"], roomId=kitchen, pageNo=1, pageSize=100
    )
    assert {row["iotId"] for row in things["data"]} == {t.id for t in aliyun.world.truth if t.room == "厨房"}
    assert (await aliyun.call("/living/home/room/query", homeId="elsewhere"))["code"] == 460
