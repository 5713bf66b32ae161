"""Who is let in by the Yandex stand-in, and how tokens are had."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.sandbox.households import keys
from tests.sandbox.yandex_caller import Yandex, yandex_home

CLIENT = {"client_id": keys.YANDEX_CLIENT_ID, "client_secret": keys.YANDEX_CLIENT_SECRET}


@pytest.fixture
async def yandex() -> AsyncIterator[Yandex]:
    async with yandex_home() as home:
        yield home


async def token(yandex: Yandex, **form: str) -> tuple[int, dict[str, Any]]:
    async with yandex.http.post("/token", data=CLIENT | form) as response:
        return response.status, await response.json()


def secrets(yandex: Yandex) -> dict[str, str]:
    found: dict[str, str] = yandex.world.households[0].clouds["yandex"]["secrets"]
    return found


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", "Basic {token}"])
async def test_without_a_living_token_nobody_is_let_in(yandex: Yandex, header: str) -> None:
    headers = {"Authorization": header.format(token=yandex.token)}
    async with yandex.http.get("/v1.0/user/info", headers=headers) as response:
        assert response.status == 401


async def test_the_older_scheme_is_accepted_too(yandex: Yandex) -> None:
    headers = {"Authorization": f"OAuth {yandex.token}"}
    async with yandex.http.get("/v1.0/user/info", headers=headers) as response:
        assert response.status == 200


async def test_a_missing_scope_is_forbidden_in_plain_text(yandex: Yandex) -> None:
    yandex.world.households[0].clouds["yandex"]["scopes"] = ["iot:view"]
    headers = {"Authorization": f"Bearer {yandex.token}"}
    async with yandex.http.post("/v1.0/devices/actions", json={}, headers=headers) as response:
        assert response.status == 403
        assert response.content_type == "text/plain"
        assert await response.text() == "Forbidden"


async def test_a_token_that_a_fault_ended_can_be_refreshed_once(yandex: Yandex) -> None:
    yandex.world.faults.add(target="yandex", kind="expire")
    assert (await yandex.call("GET", "/v1.0/user/info"))[0] == 401
    assert (await yandex.call("GET", "/v1.0/user/info"))[0] == 401
    refresh = secrets(yandex)["refresh_token"]
    status, answer = await token(yandex, grant_type="refresh_token", refresh_token=refresh)
    assert status == 200
    yandex.token = answer["access_token"]
    assert (await yandex.call("GET", "/v1.0/user/info"))[0] == 200
    again = await token(yandex, grant_type="refresh_token", refresh_token=refresh)
    assert again == (400, {"error": "invalid_grant"})


async def test_a_young_access_token_comes_back_unchanged(yandex: Yandex) -> None:
    refresh = secrets(yandex)["refresh_token"]
    _, answer = await token(yandex, grant_type="refresh_token", refresh_token=refresh)
    assert answer["access_token"] == yandex.token
    assert answer["refresh_token"] != refresh


async def test_an_expired_pair_cannot_be_rescued(yandex: Yandex) -> None:
    yandex.world.clock.advance(keys.YANDEX_TOKEN_LIFE + 1)
    assert (await yandex.call("GET", "/v1.0/user/info"))[0] == 401
    refresh = secrets(yandex)["refresh_token"]
    assert (await token(yandex, grant_type="refresh_token", refresh_token=refresh))[0] == 400


async def test_access_taken_away_leaves_no_token_alive(yandex: Yandex) -> None:
    yandex.world.faults.add(target="yandex", kind="replace")
    assert (await yandex.call("GET", "/v1.0/user/info"))[0] == 401
    refresh = secrets(yandex)["refresh_token"]
    assert (await token(yandex, grant_type="refresh_token", refresh_token=refresh))[0] == 400


async def test_a_login_by_code_waits_for_its_person(yandex: Yandex) -> None:
    async with yandex.http.post("/device/code", data={"client_id": CLIENT["client_id"]}) as response:
        login = await response.json()
    poll = {"grant_type": "device_code", "code": login["device_code"]}
    assert await token(yandex, **poll) == (400, {"error": "authorization_pending"})
    form = {"user_code": login["user_code"], "household": "moscow"}
    async with yandex.http.post("/device", data=form) as response:
        assert response.status == 200
    status, answer = await token(yandex, **poll)
    assert status == 200
    yandex.token = answer["access_token"]
    await yandex.get("/v1.0/user/info")
    assert (await token(yandex, **poll))[0] == 400


async def test_a_code_nobody_entered_in_time_is_dead(yandex: Yandex) -> None:
    async with yandex.http.post("/device/code", data={"client_id": CLIENT["client_id"]}) as response:
        login = await response.json()
    yandex.world.clock.advance(login["expires_in"] + 1)
    answer = await token(yandex, grant_type="device_code", code=login["device_code"])
    assert answer == (400, {"error": "invalid_grant"})


async def code_for(yandex: Yandex, **form: str) -> tuple[int, dict[str, Any]]:
    wanted = {"client_id": CLIENT["client_id"]} | form
    async with yandex.http.post("/device/code", data=wanted) as response:
        return response.status, await response.json()


async def test_a_login_on_a_device_of_its_own_leaves_the_others_alive(yandex: Yandex) -> None:
    _, login = await code_for(yandex, device_id="kitchen-tablet")
    form = {"user_code": login["user_code"], "household": "moscow"}
    async with yandex.http.post("/device", data=form) as response:
        assert response.status == 200
    _, answer = await token(yandex, grant_type="device_code", code=login["device_code"])
    await yandex.get("/v1.0/user/info")
    yandex.token = answer["access_token"]
    await yandex.get("/v1.0/user/info")
    assert (await token(yandex, grant_type="refresh_token", refresh_token=answer["refresh_token"]))[0] == 200
    assert (await token(yandex, grant_type="refresh_token", refresh_token=secrets(yandex)["refresh_token"]))[
        0
    ] == 200


async def test_who_asks_too_often_is_told_to_slow_down(yandex: Yandex) -> None:
    _, login = await code_for(yandex)
    poll = {"grant_type": "device_code", "code": login["device_code"]}
    pending, slower = (400, {"error": "authorization_pending"}), (400, {"error": "slow_down"})
    assert await token(yandex, **poll) == pending
    assert await token(yandex, **poll) == slower
    yandex.world.clock.advance(login["interval"] + 1)
    assert await token(yandex, **poll) == slower
    yandex.world.clock.advance(login["interval"] * 3 + 1)
    assert await token(yandex, **poll) == pending


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"client_id": ""}, "invalid_request"),
        ({"client_id": "unknown"}, "invalid_client"),
        ({"device_id": "short"}, "invalid_request"),
        ({"device_id": "x" * 51}, "invalid_request"),
        ({"device_id": "устройство"}, "invalid_request"),
        ({"device_name": "x" * 101}, "invalid_request"),
    ],
)
async def test_a_code_is_asked_for_in_good_form(yandex: Yandex, form: dict[str, str], error: str) -> None:
    assert (await code_for(yandex, device_id="housemate-1", device_name="Дом"))[0] == 200
    status, answer = await code_for(yandex, **form)
    assert status in (400, 401)
    assert answer == {"error": error}


async def test_an_old_access_token_is_replaced_by_a_refresh(yandex: Yandex) -> None:
    yandex.world.clock.advance(keys.YANDEX_TOKEN_LIFE * 0.6)
    refresh = secrets(yandex)["refresh_token"]
    _, answer = await token(yandex, grant_type="refresh_token", refresh_token=refresh)
    assert answer["access_token"] != yandex.token
    assert answer["expires_in"] == keys.YANDEX_TOKEN_LIFE
    assert (await yandex.call("GET", "/v1.0/user/info"))[0] == 401


async def test_an_unknown_grant_is_refused(yandex: Yandex) -> None:
    assert await token(yandex, grant_type="password") == (400, {"error": "unsupported_grant_type"})


async def test_a_wrong_client_gets_no_token(yandex: Yandex) -> None:
    form = {"grant_type": "refresh_token", "client_id": "x", "client_secret": "y"}
    assert await token(yandex, **form) == (401, {"error": "invalid_client"})
