"""What the Yandex stand-in does, and what it refuses capability by capability."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.sandbox.bus import Happening
from tests.sandbox.yandex_caller import Json, Yandex, action, yandex_home

ON = action("on_off", "on", True)


@pytest.fixture
async def yandex() -> AsyncIterator[Yandex]:
    async with yandex_home() as home:
        yield home


async def changed(queue: asyncio.Queue[Happening]) -> None:
    await asyncio.wait_for(queue.get(), 5)


async def test_an_action_becomes_true(yandex: Yandex) -> None:
    results = await yandex.act("Лампа на кухне", ON, action("range", "brightness", 30))
    assert results == [{"status": "DONE"}, {"status": "DONE"}]
    assert yandex.truth("Лампа на кухне", "on_off.on") is True
    assert yandex.truth("Лампа на кухне", "range.brightness") == 30


async def test_some_devices_say_done_before_it_is_true(yandex: Yandex) -> None:
    async with yandex.world.bus.subscribe() as queue:
        assert await yandex.act("Торшер", action("range", "brightness", 30)) == [{"status": "DONE"}]
        assert yandex.truth("Торшер", "range.brightness") == 90
        await changed(queue)
    assert yandex.truth("Торшер", "range.brightness") == 30


async def test_a_curtain_that_is_opened_half_way_is_on(yandex: Yandex) -> None:
    async with yandex.world.bus.subscribe() as queue:
        await yandex.act("Шторы", action("on_off", "on", False))
        await changed(queue)
        assert yandex.truth("Шторы", "range.open") == 0
        await changed(queue)
        await yandex.act("Шторы", action("range", "open", 50))
        await changed(queue)
    assert yandex.truth("Шторы", "on_off.on") is True


@pytest.mark.parametrize(
    ("device", "wanted", "code"),
    [
        ("Гирлянда", ON, "DEVICE_UNREACHABLE"),
        ("Лампа на кухне", action("range", "brightness", 101), "INVALID_VALUE"),
        ("Лампа на кухне", action("range", "brightness", 30.5), "INVALID_VALUE"),
        ("Лампа на кухне", action("range", "brightness", "30"), "INVALID_VALUE"),
        ("Лампа на кухне", action("on_off", "on", 1), "INVALID_VALUE"),
        ("Лампа на кухне", action("on_off", "on", True, relative=True), "INVALID_ACTION"),
        ("Лампа на кухне", action("range", "volume", 3), "INVALID_ACTION"),
        ("Лампа на кухне", action("color_setting", "temperature_k", 9000), "INVALID_VALUE"),
        ("Лампа на кухне", action("color_setting", "rgb", 255), "INVALID_ACTION"),
        ("Торшер", action("color_setting", "hsv", {"h": 1, "s": 1, "v": 1}), "INVALID_ACTION"),
        ("Лента за телевизором", action("color_setting", "hsv", {"h": 361, "s": 1, "v": 1}), "INVALID_VALUE"),
        ("Лента за телевизором", action("color_setting", "hsv", {"h": 1, "s": 1}), "INVALID_VALUE"),
        ("Лента за телевизором", action("color_setting", "scene", "rave"), "INVALID_VALUE"),
        ("Кондиционер", action("mode", "thermostat", "freeze"), "INVALID_VALUE"),
        ("Телевизор", action("range", "volume", 20), "INVALID_ACTION"),
        ("Духовка", action("range", "temperature", 200), "DEVICE_OFF"),
        ("Климат в спальне", action("float", "temperature", 20), "INVALID_ACTION"),
        ("Яндекс Станция", ON, "INVALID_ACTION"),
    ],
)
async def test_a_device_refuses_with_a_code_while_the_call_is_ok(
    yandex: Yandex, device: str, wanted: Json, code: str
) -> None:
    before = repr(yandex.thing(device).capabilities)
    (result,) = await yandex.act(device, wanted)
    assert (result["status"], result["error_code"]) == ("ERROR", code)
    assert repr(yandex.thing(device).capabilities) == before


async def test_an_oven_that_is_switched_on_in_the_same_request_takes_a_temperature(yandex: Yandex) -> None:
    results = await yandex.act("Духовка", action("range", "temperature", 200), ON)
    assert [result["status"] for result in results] == ["DONE", "DONE"]


async def test_a_step_moves_the_value_and_stops_at_the_bound(yandex: Yandex) -> None:
    await yandex.act("Телевизор", action("range", "volume", 3, relative=True))
    assert yandex.truth("Телевизор", "range.volume") == 17
    await yandex.act("Телевизор", action("range", "volume", -90, relative=True))
    assert yandex.truth("Телевизор", "range.volume") == 0


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"devices": []},
        {"devices": ["lamp"]},
        {"devices": [{"id": "", "actions": []}]},
        {"devices": [{"id": "LAMP", "actions": [{"type": "devices.capabilities.on_off"}]}]},
        {"devices": [{"id": "LAMP", "actions": [{"type": "x", "state": {"instance": "on"}}]}]},
        {"devices": [{"id": "LAMP", "actions": [action("on_off", "on", True, relative="yes")]}]},
    ],
)
async def test_a_body_of_another_form_is_a_bad_request(yandex: Yandex, body: object) -> None:
    lamp = yandex.thing("Лампа на кухне").id
    for device in body.get("devices", []) if isinstance(body, dict) else []:
        if isinstance(device, dict):
            device["id"] = lamp
    assert (await yandex.call("POST", "/v1.0/devices/actions", body))[0] == 400


async def test_one_unknown_device_spoils_the_whole_request(yandex: Yandex) -> None:
    lamp = yandex.thing("Лампа на кухне").id
    body = {"devices": [{"id": lamp, "actions": [ON]}, {"id": "nobody", "actions": [ON]}]}
    assert (await yandex.call("POST", "/v1.0/devices/actions", body))[0] == 404
    assert yandex.truth("Лампа на кухне", "on_off.on") is False


async def test_a_group_answers_for_each_member(yandex: Yandex) -> None:
    groups = (await yandex.get("/v1.0/user/info"))["groups"]
    top = next(group for group in groups if group["name"] == "Верхний свет")
    body = {"actions": [action("on_off", "on", False)]}
    status, answer = await yandex.call("POST", f"/v1.0/groups/{top['id']}/actions", body)
    assert status == 200
    assert [device["id"] for device in answer["devices"]] == top["devices"]
    assert yandex.truth("Люстра", "on_off.on") is False


async def test_a_scenario_runs_unless_it_is_switched_off_or_unknown(yandex: Yandex) -> None:
    scenarios = {s["name"]: s["id"] for s in (await yandex.get("/v1.0/user/info"))["scenarios"]}
    morning = f"/v1.0/scenarios/{scenarios['Доброе утро']}/actions"
    assert (await yandex.call("POST", morning))[0] == 200
    assert yandex.truth("Люстра", "range.brightness") == 60
    assert (await yandex.call("POST", f"/v1.0/scenarios/{scenarios['Мы в отпуске']}/actions"))[0] == 400
    assert (await yandex.call("POST", "/v1.0/scenarios/none/actions"))[0] == 404


async def test_a_fault_that_names_a_device_strikes_only_that_device(yandex: Yandex) -> None:
    lamp, light = yandex.thing("Лампа на кухне").id, yandex.thing("Свет в ванной").id
    yandex.world.faults.add(target="yandex", kind="code", code="DEVICE_BUSY", device=lamp)
    body = {"devices": [{"id": lamp, "actions": [ON]}, {"id": light, "actions": [ON]}]}
    _, answer = await yandex.call("POST", "/v1.0/devices/actions", body)
    results = [d["capabilities"][0]["state"]["action_result"] for d in answer["devices"]]
    assert [result.get("error_code") for result in results] == ["DEVICE_BUSY", None]
    assert yandex.truth("Лампа на кухне", "on_off.on") is False
    assert yandex.truth("Свет в ванной", "on_off.on") is True


@pytest.mark.parametrize(("apply", "became"), [("before", False), ("after", True)])
async def test_a_fault_may_come_before_or_after_the_effect(yandex: Yandex, apply: str, became: bool) -> None:
    yandex.world.faults.add(target="yandex", kind="code", code=503, apply=apply)
    body = {"devices": [{"id": yandex.thing("Лампа на кухне").id, "actions": [ON]}]}
    assert (await yandex.call("POST", "/v1.0/devices/actions", body))[0] == 503
    assert yandex.truth("Лампа на кухне", "on_off.on") is became
