"""The smaller themes of an account: what a thing is, its name, notes, the widget, and factory resets."""

from __future__ import annotations

import logging
from dataclasses import replace
from hashlib import sha256

import pytest

from bot.home.abilities import (
    TAG_KEY_LIMIT,
    TAG_VALUE_LIMIT,
    TAGS_A_DEVICE,
    HasDetails,
    HasReset,
    HasTags,
    HasWidgets,
    KeepsSession,
    Renames,
    ResetState,
    Widget,
)
from bot.home.capability import Key
from bot.home.errors import CloudError
from bot.home.fit import Misfit, Reason
from bot.home.problem import Problem
from tests.clouds.aliyun.things import connected, the
from tests.clouds.covering import covers
from tests.clouds.vendor import ON, Vendor

pytestmark = pytest.mark.filterwarnings("ignore::aiohttp.web_exceptions.NotAppKeyWarning")


@covers("POST /thing/info/get")
async def test_details_never_hold_the_secret_of_the_device(
    aliyun: Vendor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    cloud, lamp = connected(aliyun), the(aliyun, "客厅灯")
    assert isinstance(cloud, HasDetails)
    details = await cloud.details(lamp)
    assert (details.product, details.model, details.firmware) == ("调光吸顶灯", "CL-40", "1.4.2")
    assert details.active_since
    assert set(details.more) == {"mac", "serial", "sdk"}
    secret = sha256(lamp.encode()).hexdigest()[-32:]
    assert secret not in repr(details) + repr(vars(cloud)) + caplog.text


@covers("POST /uc/setDeviceNickName")
async def test_a_thing_is_called_as_its_owner_likes(aliyun: Vendor) -> None:
    cloud, lamp = connected(aliyun), the(aliyun, "客厅灯")
    assert isinstance(cloud, Renames)
    await cloud.rename(lamp, " Люстра ")
    assert aliyun.thing(lamp).name == "Люстра"
    assert "Люстра" in [device.name for device in (await cloud.listing()).devices]
    with pytest.raises(CloudError) as raised:
        await cloud.rename(lamp, "  ")
    assert raised.value.problem is Problem.VALUE_REFUSED


@covers(
    "POST /thing/extended/property/set",
    "POST /thing/extended/property/get",
    "POST /thing/extended/property/delete",
)
async def test_a_note_is_kept_until_it_is_removed(aliyun: Vendor) -> None:
    cloud, lamp = connected(aliyun), the(aliyun, "客厅灯")
    assert isinstance(cloud, HasTags)
    assert await cloud.tag(lamp, "warranty") is None
    assert await cloud.set_tag(lamp, "warranty", "2027-03, 收据在抽屉里") is None
    assert await cloud.tag(lamp, "warranty") == "2027-03, 收据在抽屉里"
    await cloud.remove_tag(lamp, "warranty")
    assert await cloud.tag(lamp, "warranty") is None


async def test_the_longest_note_and_the_tenth_are_taken(aliyun: Vendor) -> None:
    cloud, lamp = connected(aliyun), the(aliyun, "客厅灯")
    kept = [f"{n}".rjust(TAG_KEY_LIMIT, "灯") for n in range(TAGS_A_DEVICE)]
    for n, key in enumerate(kept):
        assert await cloud.set_tag(lamp, key, "长" * TAG_VALUE_LIMIT, kept[:n]) is None
    assert await cloud.set_tag(lamp, kept[0], "again", kept) is None


@pytest.mark.parametrize(
    ("key", "value", "kept", "reason"),
    [
        ("k" * (TAG_KEY_LIMIT + 1), "v", 0, Reason(Misfit.TOO_LONG, TAG_KEY_LIMIT)),
        ("k", "v" * (TAG_VALUE_LIMIT + 1), 0, Reason(Misfit.TOO_LONG, TAG_VALUE_LIMIT)),
        ("k", "v", TAGS_A_DEVICE, Reason(Misfit.TOO_LONG, TAGS_A_DEVICE)),
        ("", "v", 0, Reason(Misfit.WRONG_TYPE)),
        ("k", "", 0, Reason(Misfit.WRONG_TYPE)),
    ],
)
async def test_a_note_that_is_too_long_or_one_too_many_is_refused_without_a_call(
    aliyun: Vendor, key: str, value: str, kept: int, reason: Reason
) -> None:
    cloud = connected(aliyun)
    assert await cloud.set_tag("thing", key, value, [f"k{n}" for n in range(kept)]) == reason
    assert aliyun.calls() == []


@covers("POST /living/device/reset", "POST /living/device/reset/task/state/get")
@pytest.mark.parametrize(
    ("answers", "seconds", "state"),
    [
        ({}, 1, ResetState.RUNNING),
        ({}, 6, ResetState.SUCCESS),
        ({"reset": "FAILED"}, 6, ResetState.FAILED),
        ({"online": False}, 6, ResetState.RUNNING),
        ({"online": False}, 31, ResetState.TIMEOUT),
    ],
)
async def test_a_reset_is_a_task_to_ask_after(
    aliyun: Vendor, answers: dict[str, object], seconds: float, state: ResetState
) -> None:
    cloud, lamp = connected(aliyun), the(aliyun, "客厅灯")
    assert isinstance(cloud, HasReset)
    aliyun.world.truth.set_online(lamp, bool(answers.get("online", True)))
    aliyun.thing(lamp).vendor.update({name: told for name, told in answers.items() if name == "reset"})
    task = await cloud.reset(lamp)
    aliyun.world.clock.advance(seconds)
    assert await cloud.reset_state(task) is state


async def test_a_thing_that_is_merely_shared_is_not_ours_to_reset(aliyun: Vendor) -> None:
    with pytest.raises(CloudError) as raised:
        await connected(aliyun).reset(the(aliyun, "洗衣机"))
    assert raised.value.problem is Problem.NOT_OWNER


async def test_a_reset_whose_answer_is_lost_is_never_repeated(aliyun: Vendor) -> None:
    cloud, lamp = connected(aliyun), the(aliyun, "客厅灯")
    aliyun.breaks(kind="drop", apply="after", count=9)
    with pytest.raises(CloudError):
        await cloud.reset(lamp)
    assert aliyun.calls() == ["/living/device/reset"]


@covers(
    "POST /iotx/ilop/queryComponentProduct",
    "POST /iotx/ilop/updateComponentProduct",
    "POST /iotx/ilop/queryComponentProperty",
)
async def test_the_widget_is_replaced_as_a_whole(aliyun: Vendor) -> None:
    cloud, lamp, socket = connected(aliyun), the(aliyun, "客厅灯"), the(aliyun, "书房插座")
    assert isinstance(cloud, HasWidgets)
    (shown,) = await cloud.widgets()
    assert (shown.device, shown.name, shown.properties) == (lamp, "客厅灯", ("LightSwitch", "Brightness"))
    offered = await cloud.widget_properties(socket)
    power = next(name for name, capability in offered.items() if capability.kind == "on_off")
    product = aliyun.thing(socket).vendor["binding"]["productKey"]
    wanted = (Widget(socket, product, "书房插座", (power,)), replace(shown, properties=("Brightness",)))
    await cloud.set_widgets(wanted)
    assert await cloud.widgets() == wanted
    await cloud.set_widgets(())
    assert await cloud.widgets() == ()


async def test_a_widget_offers_what_people_can_see_of_a_thing(aliyun: Vendor) -> None:
    offered = await connected(aliyun).widget_properties(the(aliyun, "客厅灯"))
    assert set(offered) == {"LightSwitch", "Brightness", "ColorTemperature", "NightLightSwitch"}


@covers("POST /thing/tsl/getByProducyKey")
@pytest.mark.parametrize("spelling", ["productKey", "ProductKey"])
async def test_a_model_that_the_thing_does_not_give_is_asked_of_its_product(
    aliyun: Vendor, spelling: str
) -> None:
    for thing in aliyun.household.things:
        thing.vendor["spelling"] = spelling
    cloud, lamp = connected(aliyun), the(aliyun, "客厅灯")
    aliyun.breaks(kind="code", code=404, path="/thing/tsl/get", count=99)
    devices = {device.id: device for device in (await cloud.listing()).devices}
    assert devices[lamp].capability(ON)
    assert devices[lamp].capability(Key("range", "brightness"))


async def test_a_model_that_cannot_be_had_is_not_asked_for_at_every_listing(aliyun: Vendor) -> None:
    cloud = connected(aliyun)
    aliyun.breaks(kind="code", code=404, path="/thing/tsl/get", count=999)
    aliyun.breaks(kind="code", code=404, path="/thing/tsl/getByProducyKey", count=999)
    assert (await cloud.listing()).unreadable
    aliyun.calls()
    assert (await cloud.listing()).unreadable
    assert not [path for path in aliyun.calls() if "tsl" in path]
    aliyun.world.faults.clear()
    aliyun.world.clock.advance(16 * 60)
    assert not (await cloud.listing()).unreadable


async def test_the_session_says_how_long_it_holds(aliyun: Vendor) -> None:
    cloud = connected(aliyun)
    assert isinstance(cloud, KeepsSession)
    before = await cloud.keep()
    assert before.token_ends is not None
    assert before.login_ends is not None
    assert aliyun.calls() == []
    aliyun.world.clock.advance(19.5 * 3600)
    after = await cloud.keep()
    assert after.login_ends is not None
    assert after.login_ends > before.login_ends
    aliyun.breaks(kind="status", status=503, count=9)
    aliyun.world.clock.advance(19.5 * 3600)
    assert await cloud.keep() == after
