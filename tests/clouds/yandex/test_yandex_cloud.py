"""What only Yandex has: batches, unknown devices in them, scenarios, colour models, scopes."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from bot import clouds
from bot.clouds.yandex.cloud import YandexCloud
from bot.home.account import Account
from bot.home.capability import Hsv, Key
from bot.home.command import Command, SetTo, ShiftBy
from bot.home.effect import Status
from bot.home.errors import CloudAuthError, CloudError, CloudUnavailableError
from bot.home.house import Device
from bot.home.problem import Problem
from tests.clocks import FrozenClock
from tests.clouds.answers import Answers, answers
from tests.clouds.vendor import ON, Keeper, Vendor, bare, switchable

pytestmark = pytest.mark.filterwarnings("ignore::aiohttp.web_exceptions.NotAppKeyWarning")


def connect(said: Answers, **settings: str) -> YandexCloud:
    settings = {"host": "http://yandex.test", "calls_per_minute": "6000", **settings}
    account = Account(1, 1, "yandex", settings, {"access_token": "t0ken"})
    cloud = clouds.connect(account, said.http, FrozenClock(), Keeper())
    assert isinstance(cloud, YandexCloud)
    return cloud


def obeying(request: httpx.Request) -> httpx.Response:
    """Does everything, but knows no device called ``gone``."""
    asked = json.loads(request.content)["devices"]
    if any(device["id"] == "gone" for device in asked):
        return httpx.Response(404, json={"status": "error", "message": "Устройство не найдено"})
    done = [{"id": d["id"], "capabilities": [_done(action) for action in d["actions"]]} for d in asked]
    return httpx.Response(200, json={"status": "ok", "devices": done})


def _done(action: dict[str, Any]) -> dict[str, Any]:
    state = {"instance": action["state"]["instance"], "action_result": {"status": "DONE"}}
    return {"type": action["type"], "state": state}


def on(device: str) -> Command:
    return Command(device, ON, SetTo(True))


async def test_everything_for_thirty_devices_is_one_request() -> None:
    said = Answers([obeying])
    commands = [c for n in range(70) for c in (on(f"d{n}"), Command(f"d{n}", Key("range", "x"), SetTo(n)))]
    effects = await connect(said).execute(commands)
    assert [effect.command for effect in effects] == commands
    assert {effect.status for effect in effects} == {Status.ACCEPTED}
    assert [len(json.loads(request.content)["devices"]) for request in said.heard] == [30, 30, 10]


async def test_one_batch_that_fails_does_not_hide_what_the_others_did() -> None:
    def second_fails(request: httpx.Request) -> httpx.Response:
        return httpx.Response(503) if b'"d30"' in request.content else obeying(request)

    effects = await connect(Answers([second_fails])).execute([on(f"d{n}") for n in range(70)])
    statuses = [effect.status for effect in effects]
    assert statuses == [Status.ACCEPTED] * 30 + [Status.UNKNOWN] * 30 + [Status.ACCEPTED] * 10


async def test_a_device_that_is_gone_does_not_stop_the_others() -> None:
    said = Answers([obeying])
    effects = await connect(said).execute([on("a"), on("gone"), on("b")])
    assert [effect.status for effect in effects] == [Status.ACCEPTED, Status.REFUSED, Status.ACCEPTED]
    assert effects[1].problem is Problem.DEVICE_GONE


async def test_a_step_is_never_sent_twice_not_even_beside_a_device_that_is_gone() -> None:
    said = Answers([obeying])
    step = Command("tv", Key("range", "volume"), ShiftBy(1))
    effects = await connect(said).execute([step, on("gone")])
    assert {effect.problem for effect in effects} == {Problem.DEVICE_GONE}
    assert len(said.heard) == 1


async def test_what_yandex_has_no_word_for_is_refused_unsent() -> None:
    said = Answers([obeying])
    wish = Command("d", Key("struct", "plan"), SetTo({"a": 1}))
    refused, done = await connect(said).execute([wish, on("d")])
    assert (refused.status, refused.problem) == (Status.REFUSED, Problem.ACTION_UNKNOWN)
    assert done.status is Status.ACCEPTED
    assert b"plan" not in said.heard[0].content


async def test_the_token_is_in_a_header_and_nowhere_else() -> None:
    said = Answers([obeying])
    await connect(said).execute([on("d")])
    (request,) = said.heard
    assert request.headers["authorization"] == "Bearer t0ken"
    assert "t0ken" not in str(request.url)
    assert b"t0ken" not in request.content


async def test_a_refusal_inside_a_good_answer_is_a_refusal() -> None:
    said = answers({"status": "error", "code": "DEVICE_UNREACHABLE", "message": "Нет связи"})
    (effect,) = await connect(said).execute([on("d")])
    assert (effect.status, effect.problem) == (Status.REFUSED, Problem.DEVICE_SILENT)


@pytest.mark.parametrize(
    ("state", "online"), [("online", True), ("offline", False), ("new_word", None), (None, None)]
)
async def test_one_device_tells_whether_it_is_online(state: str | None, online: bool | None) -> None:
    told = {"status": "ok", "id": "d", "name": "n", "type": "devices.types.light", "state": state}
    known = Device("d", "Наше имя", "light", room="r", sensitive=True)
    read = await connect(answers(told)).read(known)
    assert read == Device("d", "Наше имя", "light", room="r", sensitive=True, online=online)


async def test_a_device_that_its_vendor_forgot_is_gone() -> None:
    told = {"status": "ok", "id": "d", "name": "n", "state": "not_found"}
    with pytest.raises(CloudError) as raised:
        await connect(answers(told)).read(Device("d", "n"))
    assert raised.value.problem is Problem.DEVICE_GONE


async def test_an_id_cannot_lead_to_another_path() -> None:
    said = answers(httpx.Response(404, json={}))
    with pytest.raises(CloudError):
        await connect(said).read(Device("../user/info?x=", "n"))
    assert said.heard[0].url.raw_path == b"/v1.0/devices/..%2Fuser%2Finfo%3Fx%3D"


async def test_before_any_listing_a_colour_asks_for_the_lamps_spelling() -> None:
    lamp = {"type": "devices.capabilities.color_setting", "parameters": {"color_model": "rgb"}}
    said = answers({"status": "ok", "id": "d", "name": "n", "capabilities": [lamp]}, {"status": "ok"})
    await connect(said).execute([Command("d", Key("color", "color"), SetTo(Hsv(0, 100, 100)))])
    assert [request.method for request in said.heard] == ["GET", "POST"]
    assert json.loads(said.heard[1].content)["devices"][0]["actions"][0]["state"] == {
        "instance": "rgb",
        "value": 0xFF0000,
    }


async def test_a_scenario_runs_once_and_changes_what_it_should(yandex: Vendor) -> None:
    cloud = yandex.connect()
    assert isinstance(cloud, YandexCloud)
    scene = (await cloud.listing()).scenes[0]
    effects = next(s for s in yandex.household.clouds["yandex"]["scenarios"] if s["id"] == scene.id)[
        "effects"
    ]
    yandex.calls()
    await cloud.run_scene(scene.id)
    assert len(yandex.calls()) == 1
    assert effects
    for device, key, value in effects:
        assert yandex.truth(device, Key(*key.split("."))) == value


async def test_a_scenario_that_is_gone_or_fails_is_told_and_not_repeated(yandex: Vendor) -> None:
    cloud = yandex.connect()
    assert isinstance(cloud, YandexCloud)
    scene = (await cloud.listing()).scenes[0]
    with pytest.raises(CloudError) as gone:
        await cloud.run_scene("no-such-scene")
    assert gone.value.problem is Problem.SCENE_GONE
    yandex.calls()
    yandex.breaks(kind="status", status=503, count=9)
    with pytest.raises(CloudUnavailableError) as failed:
        await cloud.run_scene(scene.id)
    assert failed.value.maybe_done
    assert len(yandex.calls()) == 1


@pytest.mark.parametrize("scopes", [["iot:view"], []])
async def test_a_token_without_a_scope_has_no_rights(yandex: Vendor, scopes: list[str]) -> None:
    cloud = yandex.connect()
    device = (await switchable(yandex, cloud))[0]
    yandex.household.clouds["yandex"]["scopes"] = scopes
    (effect,) = await cloud.execute([on(device.id)])
    assert (effect.status, effect.problem) == (Status.REFUSED, Problem.NO_RIGHTS)


async def test_a_token_that_died_asks_for_a_login(yandex: Vendor) -> None:
    cloud = bare(yandex).connect()
    yandex.breaks(kind="expire")
    for _ in range(2):
        with pytest.raises(CloudAuthError) as raised:
            await cloud.listing()
        assert raised.value.problem is Problem.LOGIN_NEEDED


async def grouped(vendor: Vendor) -> tuple[YandexCloud, str, list[str]]:
    """A fresh adapter that has listed nothing, and the account's largest group."""
    group = max(vendor.household.clouds["yandex"]["groups"], key=lambda group: len(group["devices"]))
    cloud = vendor.connect()
    assert isinstance(cloud, YandexCloud)
    return cloud, group["id"], group["devices"]


def everybody(on: bool) -> Command:
    return Command("", ON, SetTo(on))


async def test_before_any_listing_a_group_is_asked_for_its_members_once(yandex: Vendor) -> None:
    cloud, group, members = await grouped(yandex)
    for on in (True, False):
        effects = await cloud.execute_group(group, [everybody(on)])
        assert {effect.command for effect in effects} == {Command(m, ON, SetTo(on)) for m in members}
    path = f"/v1.0/groups/{group}"
    assert yandex.calls() == [path, f"{path}/actions", f"{path}/actions"]


@pytest.mark.parametrize("apply", ["before", "after"])
async def test_a_group_whose_answer_is_lost_is_unknown_for_each_member(yandex: Vendor, apply: str) -> None:
    cloud, group, members = await grouped(yandex)
    await cloud.listing()
    yandex.calls()
    yandex.breaks(kind="status", status=503, apply=apply, count=9)
    effects = await cloud.execute_group(group, [everybody(True)])
    assert [(effect.command.device, effect.status) for effect in effects] == [
        (member, Status.UNKNOWN) for member in members
    ]
    assert len(yandex.calls()) == 1


async def test_the_members_of_a_group_that_is_gone_are_told_one_by_one(yandex: Vendor) -> None:
    cloud, group, members = await grouped(yandex)
    await cloud.listing()
    yandex.household.clouds["yandex"]["groups"].clear()
    yandex.calls()
    effects = await cloud.execute_group(group, [everybody(True)])
    assert {effect.command.device for effect in effects} == set(members)
    assert Status.ACCEPTED in {effect.status for effect in effects}
    assert yandex.calls() == [f"/v1.0/groups/{group}/actions", "/v1.0/devices/actions"]


async def test_a_group_that_nobody_knows_is_an_error(yandex: Vendor) -> None:
    cloud, _, _ = await grouped(yandex)
    with pytest.raises(CloudError) as raised:
        await cloud.execute_group("no-such-group", [everybody(True)])
    assert raised.value.problem is Problem.DEVICE_GONE


def group_of(*members: str, model: str) -> dict[str, Any]:
    color = {"type": "devices.capabilities.color_setting", "parameters": {"color_model": model}}
    return {
        "status": "ok",
        "id": "g",
        "name": "Свет",
        "state": "split",
        "capabilities": [color],
        "devices": [{"id": member, "name": member, "type": "devices.types.light"} for member in members],
    }


async def test_a_group_is_told_a_colour_in_its_own_spelling_and_members_have_their_own_results() -> None:
    def result(member: str, status: str) -> dict[str, Any]:
        state = {"instance": "rgb", "action_result": {"status": status, "error_code": "DEVICE_BUSY"}}
        return {
            "id": member,
            "capabilities": [{"type": "devices.capabilities.color_setting", "state": state}],
        }

    told = {"status": "ok", "devices": [result("a", "DONE"), result("b", "ERROR"), result("new", "DONE")]}
    said = answers(group_of("a", "b", "c", model="rgb"), told)
    blue = Command("", Key("color", "color"), SetTo(Hsv(240, 100, 100)))
    effects = await connect(said).execute_group("g", [blue])
    assert json.loads(said.heard[1].content)["actions"][0]["state"] == {"instance": "rgb", "value": 255}
    assert [(effect.command.device, effect.status, effect.problem) for effect in effects] == [
        ("a", Status.ACCEPTED, None),
        ("b", Status.REFUSED, Problem.DEVICE_BUSY),
        ("c", Status.UNKNOWN, Problem.CLOUD_GARBLED),
        ("new", Status.ACCEPTED, None),
    ]


async def test_what_yandex_has_no_word_for_is_refused_for_each_member_unsent() -> None:
    said = answers(group_of("a", "b", model="rgb"), {"status": "ok", "devices": []})
    wish = Command("", Key("struct", "plan"), SetTo({"a": 1}))
    cloud = connect(said)
    for _ in range(2):
        effects = await cloud.execute_group("g", [wish])
        assert [(e.command.device, e.problem) for e in effects] == [
            ("a", Problem.ACTION_UNKNOWN),
            ("b", Problem.ACTION_UNKNOWN),
        ]
    assert len(said.heard) == 1


async def test_an_accounts_households_are_told_with_how_much_is_in_them(yandex: Vendor) -> None:
    cloud = yandex.connect()
    assert isinstance(cloud, YandexCloud)
    households = await cloud.households()
    described = yandex.household.clouds["yandex"]["households"]
    assert [(home.id, home.name) for home in households] == [(home["id"], home["name"]) for home in described]
    things = [thing for thing in yandex.household.things if thing.cloud == "yandex"]
    assert sum(home.devices for home in households) == len(things)


async def test_a_camera_has_no_button_for_its_picture(yandex: Vendor) -> None:
    kinds = [entry["type"] for thing in yandex.household.things for entry in thing.vendor.get("raw", ())]
    assert "devices.capabilities.video_stream" in kinds
    listing = await yandex.connect().listing()
    shown = {c.instance for device in listing.devices for c in device.capabilities}
    assert not {"get_stream", "video_stream"} & shown
    assert listing.unreadable == ()


async def test_a_removal_whose_answer_is_lost_is_not_repeated(yandex: Vendor) -> None:
    cloud = yandex.connect()
    assert isinstance(cloud, YandexCloud)
    device = (await cloud.listing()).devices[0]
    yandex.calls()
    yandex.breaks(kind="drop", apply="after", count=9)
    with pytest.raises(CloudUnavailableError) as raised:
        await cloud.remove(device.id)
    assert raised.value.maybe_done
    assert len(yandex.calls()) == 1


async def test_a_step_of_the_volume_goes_as_a_step(yandex: Vendor) -> None:
    cloud = yandex.connect()
    listing = await cloud.listing()
    television = next(d for d in listing.devices if d.type == "media_device.tv")
    await cloud.execute([on(television.id)])
    before = yandex.truth(television.id, Key("range", "volume"))
    (effect,) = await cloud.execute([Command(television.id, Key("range", "volume"), ShiftBy(1))])
    assert effect.status is Status.ACCEPTED, effect.problem
    assert yandex.truth(television.id, Key("range", "volume")) == before + 1
