"""How the Yandex stand-in fails: every error code, answers of odd forms, missing rights."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.sandbox.yandex_caller import Json, Yandex, action, yandex_home

ON = action("on_off", "on", True)
LAMP = "Лампа на кухне"
CODES = (
    "DEVICE_UNREACHABLE",
    "DEVICE_BUSY",
    "DEVICE_NOT_FOUND",
    "DEVICE_OFF",
    "DEVICE_STUCK",
    "INTERNAL_ERROR",
    "INVALID_ACTION",
    "INVALID_VALUE",
    "NOT_SUPPORTED_IN_CURRENT_MODE",
    "ACCOUNT_LINKING_ERROR",
    "REMOTE_CONTROL_DISABLED",
    "DOOR_OPEN",
    "LID_OPEN",
    "NOT_ENOUGH_WATER",
    "NOT_ENOUGH_DETERGENT",
    "LOW_CHARGE_LEVEL",
    "CONTAINER_FULL",
    "CONTAINER_EMPTY",
    "DRIP_TRAY_FULL",
    "FIRMWARE_OUT_OF_DATE",
    "HUMAN_INVOLVEMENT_NEEDED",
)
OF_THE_FUTURE = "CAT_ON_DEVICE"


@pytest.fixture
async def yandex() -> AsyncIterator[Yandex]:
    async with yandex_home() as home:
        yield home


async def switch_on(yandex: Yandex) -> Json:
    """The entry of the lamp in the answer."""
    body = {"devices": [{"id": yandex.thing(LAMP).id, "actions": [ON]}]}
    status, answer = await yandex.call("POST", "/v1.0/devices/actions", body)
    assert (status, answer["status"]) == (200, "ok")
    entry: Json = answer["devices"][0]
    return entry


async def refused_in_plain_text(yandex: Yandex, method: str, path: str) -> str:
    headers = {"Authorization": f"Bearer {yandex.token}"}
    async with yandex.http.request(method, path, json={}, headers=headers) as response:
        assert (response.status, response.content_type) == (403, "text/plain")
        return await response.text()


@pytest.mark.parametrize("code", [*CODES, OF_THE_FUTURE])
async def test_every_code_can_be_had_for_a_device(yandex: Yandex, code: str) -> None:
    yandex.world.faults.add(target="yandex", kind="code", code=code, device=yandex.thing(LAMP).id)
    (result,) = await yandex.act(LAMP, ON)
    assert (result["status"], result["error_code"]) == ("ERROR", code)
    assert yandex.truth(LAMP, "on_off.on") is False
    assert await yandex.act(LAMP, ON) == [{"status": "DONE"}]


def test_there_are_twenty_one_codes() -> None:
    assert len(set(CODES)) == 21


async def test_an_entry_may_lack_its_results(yandex: Yandex) -> None:
    lamp = yandex.thing(LAMP)
    lamp.vendor["results"] = "missing"
    assert await switch_on(yandex) == {"id": lamp.id}
    lamp.vendor["results"] = "empty"
    assert await switch_on(yandex) == {"id": lamp.id, "capabilities": []}


async def test_an_error_may_be_told_of_the_device_as_a_whole(yandex: Yandex) -> None:
    yandex.thing(LAMP).vendor["results"] = "of the device"
    assert (await switch_on(yandex))["error_code"] == "DEVICE_UNREACHABLE"


async def test_who_may_only_look_may_not_touch(yandex: Yandex) -> None:
    yandex.world.households[0].clouds["yandex"]["scopes"] = ["iot:view"]
    lamp = yandex.thing(LAMP).id
    await yandex.get("/v1.0/user/info")
    for method, path in (
        ("POST", "/v1.0/devices/actions"),
        ("POST", "/v1.0/groups/any/actions"),
        ("POST", "/v1.0/scenarios/any/actions"),
        ("DELETE", f"/v1.0/devices/{lamp}"),
    ):
        assert await refused_in_plain_text(yandex, method, path) == "Forbidden"
    assert yandex.thing(LAMP).id == lamp


async def test_without_any_scope_nothing_can_be_seen(yandex: Yandex) -> None:
    yandex.world.households[0].clouds["yandex"]["scopes"] = []
    assert await refused_in_plain_text(yandex, "GET", "/v1.0/user/info") == "Forbidden"


async def test_a_device_its_vendor_has_lost_is_not_found_and_has_no_states(yandex: Yandex) -> None:
    yandex.thing(LAMP).vendor["lost"] = True
    told = await yandex.device(LAMP)
    assert (told["status"], told["state"]) == ("ok", "not_found")
    assert {entry["state"] for entry in told["capabilities"]} == {None}


async def test_a_camera_gives_the_address_of_its_stream(yandex: Yandex) -> None:
    camera = yandex.thing("Камера").id
    wanted = action("video_stream", "get_stream", {"protocols": ["hls"]})
    body = {"devices": [{"id": camera, "actions": [wanted]}]}
    _, answer = await yandex.call("POST", "/v1.0/devices/actions", body)
    state = answer["devices"][0]["capabilities"][0]["state"]
    assert state["action_result"] == {"status": "DONE"}
    assert state["value"]["protocol"] == "hls"
    assert state["value"]["stream_url"].endswith(".m3u8")


@pytest.mark.parametrize(
    ("device", "instance", "value", "code"),
    [
        ("Камера", "get_stream", {"protocols": ["rtsp"]}, "INVALID_VALUE"),
        ("Камера", "get_stream", {"protocols": "hls"}, "INVALID_VALUE"),
        ("Камера", "get_stream", True, "INVALID_VALUE"),
        ("Камера", "get_picture", {"protocols": ["hls"]}, "INVALID_ACTION"),
        (LAMP, "get_stream", {"protocols": ["hls"]}, "INVALID_ACTION"),
    ],
)
async def test_a_stream_is_refused(
    yandex: Yandex, device: str, instance: str, value: object, code: str
) -> None:
    (result,) = await yandex.act(device, action("video_stream", instance, value))
    assert result["error_code"] == code
