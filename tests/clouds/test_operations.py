"""Every operation of both vendors is within reach: of the adapter, the stand-in, and a contract test.

A contract test says which operations it exercises with ``covers`` (covering.py), and fails where it does not.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple

import pytest
from aiohttp import web

import tests.clouds
from bot.clouds.aliyun import operations
from bot.clouds.aliyun.operations import Operation
from bot.sandbox.aliyun.app import OPERATIONS as ALIYUN_ROUTES
from bot.sandbox.households import moscow
from bot.sandbox.world import World
from bot.sandbox.yandex import build_app


class Wanted(NamedTuple):
    """A vendor's operation and whatever of ours makes it happen."""

    operation: str
    reached_by: str


ALIYUN = tuple(
    Wanted(f"POST {path}", f"bot.clouds.aliyun.{method}")
    for path, method in {
        "/account/createSessionByAuthCode": "login:log_in",
        "/account/checkOrRefreshSession": "cloud:AliyunCloud.keep",
        "/uc/listBindingByAccount": "cloud:AliyunCloud.listing",
        "/uc/setDeviceNickName": "cloud:AliyunCloud.rename",
        "/living/home/query": "cloud:AliyunCloud.listing",
        "/living/home/room/query": "cloud:AliyunCloud.listing",
        "/living/home/room/device/query": "cloud:AliyunCloud.listing",
        "/thing/info/get": "cloud:AliyunCloud.details",
        "/thing/tsl/get": "cloud:AliyunCloud.listing",
        "/thing/tsl/getByProducyKey": "cloud:AliyunCloud.listing",
        "/thing/properties/get": "cloud:AliyunCloud.read",
        "/thing/properties/set": "cloud:AliyunCloud.execute",
        "/thing/status/get": "cloud:AliyunCloud.read",
        "/thing/service/invoke": "cloud:AliyunCloud.execute",
        "/thing/events/get": "cloud:AliyunCloud.latest_events",
        "/living/device/property/timeline/get": "cloud:AliyunCloud.history",
        "/living/device/event/timeline/get": "cloud:AliyunCloud.happenings",
        "/living/device/reset": "cloud:AliyunCloud.reset",
        "/living/device/reset/task/state/get": "cloud:AliyunCloud.reset_state",
        "/thing/extended/property/set": "cloud:AliyunCloud.set_tag",
        "/thing/extended/property/get": "cloud:AliyunCloud.tag",
        "/thing/extended/property/delete": "cloud:AliyunCloud.remove_tag",
        "/scene/timing/create": "cloud:AliyunCloud.add_timer",
        "/scene/timing/update": "cloud:AliyunCloud.change_timer",
        "/scene/timing/delete": "cloud:AliyunCloud.remove_timer",
        "/scene/timing/info/get": "cloud:AliyunCloud.timers",
        "/scene/timing/list/get": "cloud:AliyunCloud.timers",
        "/iotx/ilop/queryComponentProduct": "cloud:AliyunCloud.widgets",
        "/iotx/ilop/updateComponentProduct": "cloud:AliyunCloud.set_widgets",
        "/iotx/ilop/queryComponentProperty": "cloud:AliyunCloud.widget_properties",
    }.items()
)
YANDEX = tuple(
    Wanted(operation, f"bot.clouds.yandex.{method}")
    for operation, method in {
        "GET /v1.0/user/info": "cloud:YandexCloud.listing",
        "GET /v1.0/devices/{id}": "cloud:YandexCloud.read",
        "POST /v1.0/devices/actions": "cloud:YandexCloud.execute",
        "DELETE /v1.0/devices/{id}": "cloud:YandexCloud.remove",
        "GET /v1.0/groups/{id}": "cloud:YandexCloud.execute_group",
        "POST /v1.0/groups/{id}/actions": "cloud:YandexCloud.execute_group",
        "POST /v1.0/scenarios/{id}/actions": "cloud:YandexCloud.run_scene",
        "POST /device/code": "oauth:OAuth.start",
        "POST /token": "oauth:OAuth.refresh",
    }.items()
)
OWN = [value for value in vars(operations).values() if isinstance(value, Operation)]
ALL = pytest.mark.parametrize("wanted", [*ALIYUN, *YANDEX], ids=lambda wanted: wanted.operation)


@ALL
def test_every_operation_has_a_method_of_ours(wanted: Wanted) -> None:
    assert callable(pkgutil.resolve_name(wanted.reached_by))


@ALL
def test_every_operation_has_a_route_in_the_stand_in(wanted: Wanted) -> None:
    assert wanted.operation in {*(f"POST {path}" for path in ALIYUN_ROUTES), *_routes_of_yandex()}


@ALL
def test_every_operation_has_a_contract_test(wanted: Wanted) -> None:
    assert wanted.operation in set(_covered())


def test_the_adapter_calls_no_operation_that_is_not_listed_here() -> None:
    assert {f"POST {operation.path}" for operation in OWN} == {wanted.operation for wanted in ALIYUN}


@pytest.mark.parametrize("operation", OWN, ids=lambda operation: operation.path)
def test_every_operation_is_called_in_a_version_that_is_served(operation: Operation) -> None:
    assert operation.version in ALIYUN_ROUTES[operation.path].versions


def _routes_of_yandex() -> Iterator[str]:
    app: web.Application = build_app(World([moscow.household()]))
    for route in app.router.routes():
        if route.resource:
            yield f"{route.method} {route.resource.canonical}"


def _covered() -> Iterator[str]:
    """What the tests of this folder say that they exercise."""
    for found in pkgutil.walk_packages(tests.clouds.__path__, "tests.clouds."):
        if found.name.rpartition(".")[2].startswith("test_"):
            for test in vars(import_module(found.name)).values():
                yield from getattr(test, "covers", ())
