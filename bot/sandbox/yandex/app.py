"""The Yandex stand-in as a web application: which path is answered by whom, and with which scope."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.sandbox.world import World
from bot.sandbox.yandex import oauth
from bot.sandbox.yandex.account import Account
from bot.sandbox.yandex.actions import act_on_devices, act_on_group
from bot.sandbox.yandex.answers import RefusalError
from bot.sandbox.yandex.cloud import CLOUD, Cloud
from bot.sandbox.yandex.faults import unauthorized, with_faults
from bot.sandbox.yandex.reading import device, group, user_info
from bot.sandbox.yandex.removal import remove_device
from bot.sandbox.yandex.scenarios import start_scenario

Answer = Callable[[web.Request, Account], Awaitable[web.Response]]

VIEW, CONTROL = "iot:view", "iot:control"
OPERATIONS: tuple[tuple[str, str, str, Answer], ...] = (
    ("GET", "/v1.0/user/info", VIEW, user_info),
    ("GET", "/v1.0/devices/{id}", VIEW, device),
    ("DELETE", "/v1.0/devices/{id}", CONTROL, remove_device),
    ("POST", "/v1.0/devices/actions", CONTROL, act_on_devices),
    ("GET", "/v1.0/groups/{id}", VIEW, group),
    ("POST", "/v1.0/groups/{id}/actions", CONTROL, act_on_group),
    ("POST", "/v1.0/scenarios/{id}/actions", CONTROL, start_scenario),
)


def build_app(world: World) -> web.Application:
    """The API and the OAuth host in one: ``/v1.0/...``, ``/device/code``, ``/device`` and ``/token``."""
    app = web.Application()
    app[CLOUD] = Cloud(world)
    for method, path, scope, answer in OPERATIONS:
        app.router.add_route(method, path, guarded(scope, answer))
    oauth.add_routes(app)
    return app


def guarded(scope: str, answer: Answer) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Only for a living token with the scope; a missing scope is told in plain text, as Yandex does."""

    async def handle(request: web.Request) -> web.Response:
        try:
            account = _account(request)
            if not account.may(scope):
                raise RefusalError(403, "Forbidden", plain=True)
            return await with_faults(request, account, lambda: answer(request, account))
        except RefusalError as refusal:
            return refusal.response()

    return handle


def _account(request: web.Request) -> Account:
    cloud = request.app[CLOUD]
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    account = cloud.accounts.by_access_token(token) if scheme in ("Bearer", "OAuth") else None
    if account is None or account.revoked or account.expires_at <= cloud.world.clock.now():
        raise unauthorized()
    return account
