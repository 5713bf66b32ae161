"""Every code of the reference can be had from the Aliyun stand-in on order, over its real wire."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer

from bot.sandbox.aliyun import build_app
from bot.sandbox.aliyun.app import OPERATIONS
from bot.sandbox.households import households
from bot.sandbox.stand_in import stand_in_middleware
from bot.sandbox.world import World
from tests.sandbox.aliyun_caller import Aliyun, account

REQUEST = (400, 401, 403, 404, 429, 460, 500, 503, 750, 751, 755, 756, 781, 2000)
USER = (2043, 2062, 2064, 2065, 2066, 2067, 2073, 2074, 2075)
LOGIN = (2401, 2402, 2407, 2459, 2461, 2462, 29003, 29004)
DEVICE = (6205, 6221, 6618, 9201, 20056, 28560, 28563, 62101)
CODES = (*REQUEST, *USER, *LOGIN, *DEVICE)
SEED_OPERATIONS = (
    "/thing/info/get",
    "/living/device/property/timeline/get",
    "/living/device/event/timeline/get",
    "/thing/properties/set",
    "/thing/events/get",
    "/thing/tsl/get",
    "/thing/tsl/getByProducyKey",
    "/thing/properties/get",
    "/thing/service/invoke",
    "/thing/status/get",
    "/living/device/reset",
    "/living/device/reset/task/state/get",
    "/thing/extended/property/set",
    "/thing/extended/property/get",
    "/thing/extended/property/delete",
    "/iotx/ilop/queryComponentProduct",
    "/iotx/ilop/updateComponentProduct",
    "/iotx/ilop/queryComponentProperty",
    "/scene/timing/create",
    "/scene/timing/update",
    "/scene/timing/delete",
    "/scene/timing/info/get",
    "/scene/timing/list/get",
)


@pytest.fixture
async def aliyun() -> AsyncIterator[Aliyun]:
    """With everything before it that the sandbox puts there."""
    world = World(households("hangzhou"))
    app = build_app(world)
    app.middlewares.insert(0, stand_in_middleware(world, "aliyun"))
    async with TestClient(TestServer(app)) as client:
        yield Aliyun(world, client, account(world)["secrets"]["iot_token"])


async def ask(aliyun: Aliyun) -> ClientResponse:
    path, body = "/living/home/query", b"{}"
    return await aliyun.http.post(path, data=body, headers=aliyun.signed(path, body))


@pytest.mark.parametrize("code", CODES)
async def test_a_code_is_answered_with_a_message_in_both_languages(aliyun: Aliyun, code: int) -> None:
    aliyun.world.faults.add(target="aliyun", kind="code", code=code)
    answer = await aliyun.call("/living/home/query", pageNo=1, pageSize=20)
    assert answer["code"] == code
    assert answer["message"] not in ("", "error")
    assert answer["localizedMsg"] == answer["message"]
    assert await aliyun.code("/living/home/query", pageNo=1, pageSize=20) == 200


async def test_a_code_that_nobody_has_described_can_be_had_too(aliyun: Aliyun) -> None:
    aliyun.world.faults.add(target="aliyun", kind="code", code=28999)
    assert await aliyun.code("/living/home/query", pageNo=1, pageSize=20) == 28999


@pytest.mark.parametrize("status", [400, 403, 429])
async def test_the_gateway_refuses_with_an_empty_body_and_its_reason_in_a_header(
    aliyun: Aliyun, status: int
) -> None:
    aliyun.world.faults.add(target="aliyun", kind="status", status=status, retry_after=60)
    response = await ask(aliyun)
    assert response.status == status
    assert await response.read() == b""
    assert response.headers["x-ca-error-message"]
    assert response.headers["Retry-After"] == "60"


async def test_a_broken_gateway_answers_with_no_json(aliyun: Aliyun) -> None:
    aliyun.world.faults.add(target="aliyun", kind="status", status=502)
    response = await ask(aliyun)
    assert response.status == 502
    assert response.content_type == "text/plain"


def test_every_operation_on_devices_is_served() -> None:
    assert set(SEED_OPERATIONS) <= OPERATIONS.keys()


@pytest.mark.parametrize("path", sorted(OPERATIONS))
async def test_no_operation_is_served_without_a_session_or_in_another_version(
    aliyun: Aliyun, path: str
) -> None:
    assert (await aliyun.call(path, "0.0.1"))["code"] == 404
    if not OPERATIONS[path].open:
        aliyun.iot_token = "0" * 32
        assert (await aliyun.call(path, OPERATIONS[path].versions[-1]))["code"] == 401


@pytest.mark.parametrize("path", sorted(set(OPERATIONS) - {"/iotx/ilop/queryComponentProduct"}))
async def test_no_operation_breaks_on_parameters_of_the_wrong_type(aliyun: Aliyun, path: str) -> None:
    names = ("iotId", "pageNo", "pageSize", "request", "homeId", "productKey", "associatedId", "taskId")
    answer = await aliyun.call(path, OPERATIONS[path].versions[-1], **{name: [{}] for name in names})
    assert answer["code"] == 460
