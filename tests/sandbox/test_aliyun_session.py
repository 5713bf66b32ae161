"""Sessions in the Aliyun stand-in: tokens expire, rotate and are replaced."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.sandbox.aliyun_caller import Aliyun, Json, aliyun_home

PAGE: Json = {"pageNo": 1, "pageSize": 20}
FIELDS = {"identityId", "iotToken", "iotTokenExpire", "refreshToken", "refreshTokenExpire"}


@pytest.fixture
async def aliyun() -> AsyncIterator[Aliyun]:
    async with aliyun_home() as home:
        yield home


async def code(aliyun: Aliyun) -> int:
    answer: int = (await aliyun.call("/living/home/query", **PAGE))["code"]
    return answer


async def refresh(aliyun: Aliyun, token: str) -> Json:
    identity = aliyun.account["settings"]["identity_id"]
    request = {"refreshToken": token, "identityId": identity}
    return await aliyun.call("/account/checkOrRefreshSession", request=request)


async def log_in(aliyun: Aliyun, **changes: str) -> Json:
    request = {
        "authCode": aliyun.account["auth_code"],
        "appKey": aliyun.account["settings"]["app_key"],
        "accountType": "OA_SESSION",
    }
    return await aliyun.call("/account/createSessionByAuthCode", request=request | changes)


def first_refresh_token(aliyun: Aliyun) -> str:
    token: str = aliyun.account["secrets"]["refresh_token"]
    return token


async def test_a_blank_or_unknown_token_is_refused(aliyun: Aliyun) -> None:
    aliyun.iot_token = None
    assert await code(aliyun) == 460
    aliyun.iot_token = "0" * 32
    assert await code(aliyun) == 401


async def test_a_refresh_rotates_both_tokens(aliyun: Aliyun) -> None:
    answer = await refresh(aliyun, first_refresh_token(aliyun))
    assert answer["data"].keys() == FIELDS
    assert await code(aliyun) == 401
    aliyun.iot_token = answer["data"]["iotToken"]
    assert await code(aliyun) == 200
    assert (await refresh(aliyun, first_refresh_token(aliyun)))["code"] == 2401
    assert (await refresh(aliyun, answer["data"]["refreshToken"]))["code"] == 200


async def test_tokens_end_with_their_time(aliyun: Aliyun) -> None:
    aliyun.world.clock.advance(72_001)
    assert await code(aliyun) == 401
    answer = await refresh(aliyun, first_refresh_token(aliyun))
    assert answer["code"] == 200
    aliyun.world.clock.advance(720_001)
    assert (await refresh(aliyun, answer["data"]["refreshToken"]))["code"] == 2401


async def test_another_login_ends_the_session_before_it(aliyun: Aliyun) -> None:
    answer = await log_in(aliyun)
    assert answer["code"] == 200
    assert await code(aliyun) == 29003
    assert (await refresh(aliyun, first_refresh_token(aliyun)))["code"] == 2401
    aliyun.iot_token = answer["data"]["iotToken"]
    assert await code(aliyun) == 200


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"accountType": "PASSWORD"}, 2461),
        ({"authCode": ""}, 2462),
        ({"authCode": "stolen"}, 2459),
        ({"appKey": "11111111"}, 403),
    ],
)
async def test_a_login_needs_the_right_words(aliyun: Aliyun, changes: dict[str, str], expected: int) -> None:
    assert (await log_in(aliyun, **changes))["code"] == expected
    assert await code(aliyun) == 200


async def test_a_session_that_a_fault_ended_can_be_refreshed(aliyun: Aliyun) -> None:
    aliyun.world.faults.add(target="aliyun", kind="expire")
    assert [await code(aliyun), await code(aliyun)] == [401, 401]
    answer = await refresh(aliyun, first_refresh_token(aliyun))
    aliyun.iot_token = answer["data"]["iotToken"]
    assert await code(aliyun) == 200


async def test_a_session_that_a_fault_replaced_is_gone_for_good(aliyun: Aliyun) -> None:
    aliyun.world.faults.add(target="aliyun", kind="replace")
    assert [await code(aliyun), await code(aliyun)] == [29003, 29003]
    assert (await refresh(aliyun, first_refresh_token(aliyun)))["code"] == 2401


async def test_a_refresh_can_be_struck_as_well(aliyun: Aliyun) -> None:
    aliyun.world.faults.add(target="aliyun", path="/account/checkOrRefreshSession", kind="expire")
    assert (await refresh(aliyun, first_refresh_token(aliyun)))["code"] == 2401
    assert (await refresh(aliyun, first_refresh_token(aliyun)))["code"] == 200


async def test_an_identity_of_nobody_has_no_session(aliyun: Aliyun) -> None:
    request = {"refreshToken": first_refresh_token(aliyun), "identityId": "nobody"}
    assert (await aliyun.call("/account/checkOrRefreshSession", request=request))["code"] == 2062


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"type": "COUNTRY_CODE", "countryCode": "DE"}, 200),
        ({"type": "THIRD_AUTHCODE", "authCode": "any", "countryCode": "DE"}, 200),
        ({"type": "PHONE", "phone": "1"}, 460),
        ({"type": "STARS"}, 460),
        ({}, 460),
    ],
)
async def test_the_region_is_told_before_any_login(
    aliyun: Aliyun, params: dict[str, str], expected: int
) -> None:
    aliyun.iot_token = None
    answer = await aliyun.call("/living/account/region/get", **params)
    assert answer["code"] == expected
    if expected == 200:
        assert answer["data"]["apiGatewayEndpoint"] == f"{aliyun.http.host}:{aliyun.http.port}"
