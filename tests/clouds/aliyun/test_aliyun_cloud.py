"""What only Aliyun has: pages, models by product, rooms that may be missing, sessions that end."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import httpx
import pytest

from bot import clouds
from bot.home.account import Account
from bot.home.capability import Key, keys
from bot.home.cloud import Cloud
from bot.home.command import Command, SetTo, ShiftBy
from bot.home.effect import Effect, Status
from bot.home.errors import CloudAuthError, CloudError, CloudUnavailableError
from bot.home.problem import Problem
from tests.clocks import FrozenClock
from tests.clouds.aliyun.models import HSV, PERCENT, SWITCH, Json, part
from tests.clouds.aliyun.things import the
from tests.clouds.covering import covers
from tests.clouds.vendor import ON, Keeper, Vendor, switch, switchable

pytestmark = pytest.mark.filterwarnings("ignore::aiohttp.web_exceptions.NotAppKeyWarning")

MODEL: Json = {
    "properties": [
        part("LightSwitch", "bool", SWITCH),
        part("Brightness", "int", PERCENT),
        part("Warmth", "double", PERCENT),
        part("HSVColor", "struct", HSV),
        part("Note", "text", {"length": "6"}),
        part("Seen", "int", access="r"),
    ],
    "services": [
        {"identifier": "Blink", "inputData": [part("Times", "int", PERCENT), part("Fast", "bool", SWITCH)]}
    ],
}


class Platform:
    """A gateway that answers from a table: path -> data, a code, or a function of the params."""

    def __init__(self, **answers: Any) -> None:
        self.answers: dict[str, Any] = {
            "listBindingByAccount": page(binding("t1")),
            "home/query": 403,
            "tsl/get": MODEL,
            "tsl/getByProducyKey": 2000,
            "properties/get": {},
            "status/get": {"status": 1},
            "properties/set": None,
            "service/invoke": None,
            **answers,
        }
        self.heard: list[tuple[str, Json]] = []
        self.clock = FrozenClock()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        name = next(name for name in self.answers if request.url.path.endswith(name))
        params = json.loads(request.content)["params"]
        self.heard.append((name, params))
        answer = self.answers[name]
        answer = answer(params) if callable(answer) else answer
        if isinstance(answer, int):
            return httpx.Response(200, json={"code": answer, "message": "no"})
        return httpx.Response(200, json={"code": 200, "data": answer})

    def connect(self) -> Cloud:
        http = httpx.AsyncClient(transport=httpx.MockTransport(self))
        later = str(self.clock.now().timestamp() + 72000)
        secrets = {"app_secret": "s", "iot_token": "t", "iot_token_expires_at": later, "refresh_token": "r"}
        settings = {"host": "http://gateway.test", "app_key": "k", "identity_id": "i"}
        account = Account(1, 1, "aliyun", settings, secrets)
        return clouds.connect(account, http, self.clock, Keeper(secrets=secrets))

    def calls(self) -> Counter[str]:
        counted = Counter(name for name, _ in self.heard)
        self.heard.clear()
        return counted


def binding(id_: str, **more: Any) -> Json:
    told = {"iotId": id_, "productKey": "p1", "deviceName": "D1", "productName": "灯", "status": 1}
    return {**told, "identityAlias": "13800000000", **more}


def page(*rows: Any, total: int | None = None) -> Json:
    return {"data": list(rows), "total": len(rows) if total is None else total}


async def test_all_pages_of_the_bindings_are_read() -> None:
    def bindings(params: Json) -> Json:
        first = (params["pageNo"] - 1) * 50
        return page(*(binding(f"t{n}") for n in range(first, min(first + 50, 120))), total=120)

    platform = Platform(listBindingByAccount=bindings)
    assert len((await platform.connect().listing()).devices) == 120
    assert platform.calls() == {"listBindingByAccount": 3, "tsl/get": 1, "home/query": 1}


async def test_a_listing_that_never_ends_is_given_up() -> None:
    platform = Platform(listBindingByAccount=page(binding("t1"), total=10**9))
    assert len((await platform.connect().listing()).devices) == 1
    assert platform.calls()["listBindingByAccount"] == 50


async def test_a_model_is_asked_for_once_for_each_product() -> None:
    platform = Platform(
        listBindingByAccount=page(binding("t1"), binding("t2"), binding("t3", productKey="p2"))
    )
    cloud = platform.connect()
    await cloud.listing()
    await cloud.listing()
    assert platform.calls()["tsl/get"] == 2


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"nickName": "Лампа"}, "Лампа"),
        ({}, "灯"),
        ({"nickName": "", "productName": None}, "D1"),
    ],
)
async def test_a_thing_is_called_by_its_nickname_its_product_or_at_worst_its_number(
    told: Json, name: str
) -> None:
    listing = await Platform(listBindingByAccount=page(binding("t1", **told))).connect().listing()
    assert [device.name for device in listing.devices] == [name]
    assert "13800000000" not in repr(listing)


@pytest.mark.parametrize(
    ("status", "online"), [(1, True), (3, False), (8, False), (0, False), (7, None), (None, None)]
)
async def test_a_status_says_whether_a_thing_can_be_reached(status: int | None, online: bool | None) -> None:
    listing = await Platform(listBindingByAccount=page(binding("t1", status=status))).connect().listing()
    assert listing.devices[0].online is online


@pytest.mark.parametrize(
    ("told", "type_"),
    [
        ({"categoryKey": "Light"}, "light"),
        ({"categoryKey": "Light", "productName": "智能吸顶灯"}, "light.ceiling"),
        ({"categoryKey": "AirConditioner"}, "thermostat.ac"),
        ({"categoryKey": "ElectricHeater"}, "thermostat"),
        ({"categoryKey": "Dehumidifier"}, "other"),
        ({"categoryKey": "SmartDoor"}, "lock"),
        ({"categoryKey": "DoorSensor"}, "sensor.open"),
        ({"categoryKey": "Mystery", "productName": "电动窗帘"}, "openable.curtain"),
        ({"categoryKey": None, "productName": "X-1"}, "light"),
    ],
)
async def test_the_sort_of_a_thing_is_told_by_category_name_or_abilities(told: Json, type_: str) -> None:
    listing = await Platform(listBindingByAccount=page(binding("t1", **told))).connect().listing()
    assert listing.devices[0].type == type_


@pytest.mark.parametrize("trouble", [403, 404, 503, "nonsense", {"homes": 5}])
async def test_trouble_with_rooms_never_costs_the_devices(trouble: Any) -> None:
    platform = Platform(**{"home/query": trouble})
    listing = await platform.connect().listing()
    assert len(listing.devices) == 1
    assert listing.rooms == ()


@pytest.mark.parametrize("name", ["data", "items", "rooms", None])
async def test_rooms_are_found_under_whatever_name_the_list_has(name: str | None) -> None:
    def listed(*rows: Json) -> Any:
        return {name: list(rows)} if name else list(rows)

    platform = Platform(
        **{
            "home/query": listed({"homeId": "h"}),
            "room/query": listed({"roomId": "r", "name": "厨房"}, {"roomId": 5}),
            "room/device/query": listed({"iotId": "t1"}),
        }
    )
    cloud = platform.connect()
    listing = await cloud.listing()
    assert [(room.id, room.name) for room in listing.rooms] == [("r", "厨房")]
    assert listing.devices[0].room == "r"
    platform.calls()
    await cloud.listing()
    assert platform.calls() == {"listBindingByAccount": 1}
    platform.clock.advance(minutes=16)
    await cloud.listing()
    assert platform.calls()["room/query"] == 1


@pytest.mark.parametrize("told", ["{broken", 403, 2065, [1], 401])
async def test_a_model_that_cannot_be_had_costs_only_its_own_things_the_controls(told: Any) -> None:
    def model(params: Json) -> Any:
        return told if params["iotId"] == "bad" else MODEL

    rows = page(binding("t1"), binding("bad", productKey="p2", productName="怪物"))
    platform = Platform(listBindingByAccount=rows, **{"tsl/get": model, "checkOrRefreshSession": FRESH})
    listing = await platform.connect().listing()
    assert {device.id: bool(device.capabilities) for device in listing.devices} == {"t1": True, "bad": False}
    assert "怪物" in listing.unreadable


FRESH = {"iotToken": "t2", "refreshToken": "r2", "iotTokenExpire": 72000, "refreshTokenExpire": 720000}


async def test_a_cloud_that_breaks_down_over_models_is_in_trouble_as_a_whole() -> None:
    with pytest.raises(CloudUnavailableError):
        await Platform(**{"tsl/get": 503}).connect().listing()


async def execute(platform: Platform, *changes: tuple[str, str, Any]) -> tuple[Effect, ...]:
    cloud = platform.connect()
    await cloud.listing()
    platform.calls()
    return await cloud.execute([Command("t1", Key(k, i), SetTo(v)) for k, i, v in changes])


async def test_several_properties_of_one_thing_are_one_call_and_exactly_encoded() -> None:
    platform = Platform()
    effects = await execute(
        platform, ("on_off", "on", True), ("range", "brightness", 30.0), ("range", "Warmth", 7)
    )
    assert [effect.status for effect in effects] == [Status.ACCEPTED] * 3
    ((_, params),) = platform.heard
    written = json.dumps(params["items"])
    assert written == '{"LightSwitch": 1, "Brightness": 30, "Warmth": 7.0}'


async def test_a_service_is_invoked_with_all_its_inputs() -> None:
    platform = Platform()
    (effect,) = await execute(platform, ("action", "Blink", {"Times": 3, "Fast": True}))
    assert effect.status is Status.ACCEPTED
    assert platform.heard == [
        ("service/invoke", {"iotId": "t1", "identifier": "Blink", "args": {"Times": 3, "Fast": 1}})
    ]


@covers("POST /thing/service/invoke")
async def test_a_service_that_waits_for_its_thing_brings_its_answer(aliyun: Vendor) -> None:
    cloud, washer = aliyun.connect(), the(aliyun, "洗衣机")
    invocations = [
        Command(washer, Key("action", name), SetTo(None)) for name in ("QueryDetergent", "PauseWash")
    ]
    answered, silent = await cloud.execute(invocations)
    assert (answered.status, silent.status) == (Status.ACCEPTED, Status.ACCEPTED)
    assert answered.answer is not None
    assert 0 <= answered.answer["余量"] <= 100
    assert silent.answer is None


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("range", "brightness", 101), Problem.VALUE_REFUSED),
        (("range", "brightness", "bright"), Problem.VALUE_REFUSED),
        (("on_off", "on", 1), Problem.VALUE_REFUSED),
        (("text", "Note", "слишком"), Problem.VALUE_REFUSED),
        (("action", "Blink", {"Times": 3}), Problem.VALUE_REFUSED),
        (("action", "Blink", None), Problem.VALUE_REFUSED),
        (("action", "Blink", True), Problem.VALUE_REFUSED),
        (("color", "color", (1, 2, 3)), Problem.VALUE_REFUSED),
        (("sensor", "Seen", 5), Problem.ACTION_UNKNOWN),
        (("range", "volume", 5), Problem.ACTION_UNKNOWN),
    ],
)
async def test_what_does_not_fit_the_model_is_never_sent(change: Any, problem: Problem) -> None:
    platform = Platform()
    refused, done = await execute(platform, change, ("on_off", "on", True))
    assert (refused.status, refused.problem) == (Status.REFUSED, problem)
    assert done.status is Status.ACCEPTED
    assert [params.get("items") for _, params in platform.heard] == [{"LightSwitch": 1}]


async def test_a_relative_command_is_a_mistake_of_ours() -> None:
    cloud = Platform().connect()
    with pytest.raises(TypeError, match="absolute"):
        await cloud.execute([Command("t1", Key("range", "brightness"), ShiftBy(5))])


@pytest.mark.parametrize(
    ("code", "status", "problem"),
    [
        (6205, Status.REFUSED, Problem.DEVICE_OFFLINE),
        (20056, Status.UNKNOWN, Problem.DEVICE_SILENT),
        (500, Status.UNKNOWN, Problem.CLOUD_FAILED),
        (429, Status.REFUSED, Problem.CLOUD_BUSY),
        (2066, Status.REFUSED, Problem.NOT_OWNER),
        (9201, Status.REFUSED, Problem.UNKNOWN),
    ],
)
async def test_a_code_for_a_write_is_its_effect_and_nothing_is_repeated(
    code: int, status: Status, problem: Problem
) -> None:
    platform = Platform(**{"properties/set": code})
    (effect,) = await execute(platform, ("on_off", "on", True))
    assert (effect.status, effect.problem) == (status, problem)
    assert len(platform.heard) == 1


async def test_before_any_listing_many_writes_ask_once_what_there_is() -> None:
    rows = page(*(binding(f"t{n}") for n in range(6)))
    platform = Platform(listBindingByAccount=rows)
    effects = await platform.connect().execute([Command(f"t{n}", ON, SetTo(True)) for n in range(6)])
    assert {effect.status for effect in effects} == {Status.ACCEPTED}
    assert platform.calls() == {"listBindingByAccount": 1, "tsl/get": 1, "properties/set": 6}


async def test_nothing_is_sent_when_it_is_not_known_what_there_is() -> None:
    platform = Platform(listBindingByAccount=503)
    (effect,) = await platform.connect().execute([Command("t1", ON, SetTo(True))])
    assert (effect.status, effect.problem) == (Status.REFUSED, Problem.CLOUD_FAILED)
    assert platform.calls()["properties/set"] == 0


async def test_a_thing_that_was_unbound_is_gone() -> None:
    platform = Platform()
    cloud = platform.connect()
    device = (await cloud.listing()).devices[0]
    platform.answers["listBindingByAccount"] = page()
    await cloud.listing()
    with pytest.raises(CloudError) as raised:
        await cloud.read(device)
    assert raised.value.problem is Problem.DEVICE_GONE


async def test_the_status_is_asked_for_unless_the_thing_just_took_a_write() -> None:
    platform = Platform()
    cloud = platform.connect()
    device = (await cloud.listing()).devices[0]
    platform.calls()
    await cloud.read(device)
    assert platform.calls() == {"properties/get": 1, "status/get": 1}
    await cloud.execute([Command("t1", ON, SetTo(True))])
    platform.calls()
    assert (await cloud.read(device)).online is True
    assert platform.calls() == {"properties/get": 1}
    platform.clock.advance(seconds=16)
    platform.answers["status/get"] = {"status": 3}
    assert (await cloud.read(device)).online is False


async def test_every_kind_of_value_is_taken_by_the_strict_stand_in(aliyun: Vendor) -> None:
    cloud = aliyun.connect()
    values = {
        "struct": {"IsRunning": True, "TimeLeft": 60, "PowerSwitch": True, "Timestamp": "17"},
        "array": ("утро", "вечер"),
        "text": "你好",
        "date": "2026-11-23T12:00:00+00:00",
    }
    kinds = set()
    for device in (await cloud.listing()).devices:
        for capability in device.capabilities:
            if capability.kind in values and aliyun.thing(device.id).online:
                command = Command(device.id, keys(capability)[0], SetTo(values[capability.kind]))
                (effect,) = await cloud.execute([command])
                assert effect.status is Status.ACCEPTED, f"{device.name} {command.key}"
                read = (await cloud.read(device)).capability(command.key)
                assert read is not None
                assert read.value == values[capability.kind]
                kinds.add(capability.kind)
    assert kinds >= {"struct", "array", "text"}


@covers(
    "POST /uc/listBindingByAccount",
    "POST /living/home/query",
    "POST /living/home/room/query",
    "POST /living/home/room/device/query",
    "POST /thing/tsl/get",
    "POST /thing/properties/set",
    "POST /thing/properties/get",
    "POST /thing/status/get",
)
async def test_a_thing_is_found_in_its_room_read_switched_and_read_again(aliyun: Vendor) -> None:
    cloud, id_ = aliyun.connect(), the(aliyun, "客厅灯")
    listing = await cloud.listing()
    lamp = next(device for device in listing.devices if device.id == id_)
    assert next(room.name for room in listing.rooms if room.id == lamp.room) == "客厅"
    before = (await cloud.read(lamp)).capability(ON)
    assert before is not None
    (effect,) = await cloud.execute([switch(lamp, not before.value)])
    assert effect.status is Status.ACCEPTED
    after = (await cloud.read(lamp)).capability(ON)
    assert after is not None
    assert after.value is aliyun.truth(id_, ON) is (not before.value)


async def test_an_expired_token_is_renewed_unseen_and_kept(aliyun: Vendor) -> None:
    cloud = aliyun.connect()
    device = (await switchable(aliyun, cloud))[0]
    aliyun.breaks(kind="expire")
    (effect,) = await cloud.execute([switch(device, True)])
    assert effect.status is Status.ACCEPTED
    (stored,) = aliyun.keeper.stored
    assert stored["refresh_token"] != aliyun.account.secrets["refresh_token"]
    assert stored["app_secret"] == aliyun.account.secrets["app_secret"]
    assert (await aliyun.connect(**stored).listing()).devices


async def test_a_bot_that_slept_for_a_day_renews_before_it_asks(aliyun: Vendor) -> None:
    cloud = aliyun.connect()
    aliyun.world.clock.advance(86_400)
    assert (await cloud.listing()).devices
    assert [path for path in aliyun.calls() if "Session" in path] == ["/account/checkOrRefreshSession"]


async def test_another_login_is_told_apart_from_an_expired_one(aliyun: Vendor) -> None:
    cloud = aliyun.connect()
    await cloud.listing()
    aliyun.breaks(kind="replace")
    for _ in range(2):
        with pytest.raises(CloudAuthError) as raised:
            await cloud.listing()
        assert raised.value.problem is Problem.LOGIN_REPLACED
    sleeper = aliyun.connect()
    aliyun.world.clock.advance(9 * 86_400)
    with pytest.raises(CloudAuthError) as expired:
        await sleeper.listing()
    assert expired.value.problem is Problem.LOGIN_NEEDED


async def test_a_wrong_app_secret_is_about_the_app_key(aliyun: Vendor) -> None:
    with pytest.raises(CloudAuthError) as raised:
        await aliyun.connect(app_secret="another").listing()
    assert raised.value.problem is Problem.APP_KEY_REFUSED
