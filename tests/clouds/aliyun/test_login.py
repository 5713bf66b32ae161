"""Logging in for ``housemate connect aliyun``: a code becomes the settings and secrets of an account."""

from __future__ import annotations

import logging

import pytest

from bot.clouds.aliyun.login import Login, gateway_of, log_in
from bot.home.errors import CloudAuthError
from bot.home.problem import Problem
from tests.clouds.aliyun.things import connected
from tests.clouds.covering import covers
from tests.clouds.vendor import Vendor, WorldClock

pytestmark = pytest.mark.filterwarnings("ignore::aiohttp.web_exceptions.NotAppKeyWarning")


async def login(aliyun: Vendor, code: str) -> Login:
    settings, clock = aliyun.account.settings, WorldClock(aliyun.world)
    gateway = gateway_of(settings, aliyun.account.secrets["app_secret"], aliyun.http, clock)
    return await log_in(gateway, clock, settings["app_key"], code)


@covers("POST /account/createSessionByAuthCode")
async def test_a_code_becomes_the_secrets_of_an_account(
    aliyun: Vendor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    code = aliyun.household.clouds["aliyun"]["auth_code"]
    session = await login(aliyun, code)
    assert session.identity == aliyun.account.settings["identity_id"]
    assert (await connected(aliyun, **session.secrets).listing()).devices
    assert "/account/checkOrRefreshSession" not in aliyun.calls()
    told = caplog.text + repr(session)
    assert not any(secret in told for secret in (code, *session.secrets.values()))


async def test_a_login_ends_the_session_before_it(aliyun: Vendor) -> None:
    cloud = connected(aliyun)
    await cloud.listing()
    session = await login(aliyun, aliyun.household.clouds["aliyun"]["auth_code"])
    with pytest.raises(CloudAuthError) as raised:
        await cloud.listing()
    assert raised.value.problem is Problem.LOGIN_REPLACED
    aliyun.keeper.secrets = {**aliyun.account.secrets, **session.secrets}
    aliyun.world.clock.advance(61)
    assert (await cloud.listing()).devices


@pytest.mark.parametrize("code", ["expired", ""])
async def test_a_code_that_is_not_accepted_needs_another(aliyun: Vendor, code: str) -> None:
    with pytest.raises(CloudAuthError) as raised:
        await login(aliyun, code)
    assert raised.value.problem is Problem.LOGIN_NEEDED
    assert len(aliyun.calls()) == 1


@covers("POST /account/checkOrRefreshSession")
async def test_a_refresh_token_is_enough_to_begin_with(aliyun: Vendor) -> None:
    cloud = connected(aliyun, iot_token="", iot_token_expires_at="")
    assert (await cloud.listing()).devices
    assert aliyun.calls()[0] == "/account/checkOrRefreshSession"
