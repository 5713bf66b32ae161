"""One contract test for each endpoint of Yandex: called once, and its effect seen where it counts."""

from __future__ import annotations

import pytest

from bot.clouds.yandex.cloud import YandexCloud
from bot.clouds.yandex.oauth import App, OAuth
from bot.home.command import Command, SetTo
from bot.home.effect import Status
from tests.clouds.covering import covers
from tests.clouds.vendor import ON, Vendor, WorldClock, switch, switchable

pytestmark = pytest.mark.filterwarnings("ignore::aiohttp.web_exceptions.NotAppKeyWarning")


def connected(yandex: Vendor) -> YandexCloud:
    cloud = yandex.connect()
    assert isinstance(cloud, YandexCloud)
    return cloud


@covers("GET /v1.0/user/info", "GET /v1.0/devices/{id}", "POST /v1.0/devices/actions")
async def test_a_device_is_listed_read_and_switched(yandex: Vendor) -> None:
    cloud = connected(yandex)
    device = (await switchable(yandex, cloud))[0]
    wanted = not yandex.truth(device.id, ON)
    (effect,) = await cloud.execute([switch(device, wanted)])
    assert effect.status is Status.ACCEPTED
    assert yandex.truth(device.id, ON) is wanted


@covers("DELETE /v1.0/devices/{id}")
async def test_a_device_that_is_removed_is_gone(yandex: Vendor) -> None:
    cloud = connected(yandex)
    device = (await cloud.listing()).devices[0]
    await cloud.remove(device.id)
    assert device.id not in {left.id for left in (await cloud.listing()).devices}


@covers("GET /v1.0/groups/{id}", "POST /v1.0/groups/{id}/actions")
async def test_a_group_is_commanded_as_one(yandex: Vendor) -> None:
    group = yandex.household.clouds["yandex"]["groups"][0]
    effects = await connected(yandex).execute_group(group["id"], [Command("", ON, SetTo(True))])
    done = [effect.command.device for effect in effects if effect.status is Status.ACCEPTED]
    assert done
    assert all(yandex.truth(device, ON) is True for device in done)


@covers("POST /v1.0/scenarios/{id}/actions")
async def test_a_scenario_is_started(yandex: Vendor) -> None:
    cloud = connected(yandex)
    scene = (await cloud.listing()).scenes[0]
    yandex.calls()
    await cloud.run_scene(scene.id)
    assert yandex.calls() == [f"/v1.0/scenarios/{scene.id}/actions"]


@covers("POST /device/code", "POST /token")
async def test_tokens_are_had_for_a_code_and_for_older_tokens(yandex: Vendor) -> None:
    account = yandex.account
    app = App(account.settings["client_id"], account.secrets["client_secret"])
    oauth = OAuth.before_login(yandex.http, account.settings["oauth"], app, WorldClock(yandex.world))
    code = await oauth.start()
    assert code.user_code
    tokens = await oauth.refresh(account.secrets["refresh_token"])
    assert (await yandex.connect(**tokens.secrets()).listing()).devices
