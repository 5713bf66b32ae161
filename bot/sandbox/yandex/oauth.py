"""The OAuth host: refreshing tokens and the device-code login (reference, section 7)."""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.sandbox.forms import urlencoded
from bot.sandbox.yandex.account import Account
from bot.sandbox.yandex.cloud import CLOUD, Cloud

CODE_LIFE = 600
INTERVAL = 5


@dataclass
class DeviceCode:
    """A login that waits for its person; ``household`` is whose account was chosen, ``device`` what asks.

    Whoever asks again sooner than ``interval`` seconds after ``asked_at`` is told to slow down.
    """

    user_code: str
    expires_at: float
    device: str | None = None
    household: str | None = None
    interval: float = INTERVAL
    asked_at: float | None = None

    def asked_too_soon(self, now: float) -> bool:
        """Note the question; each one that comes too soon makes the interval longer (RFC 8628, 3.5)."""
        soon = self.asked_at is not None and now - self.asked_at < self.interval
        self.asked_at = now
        if soon:
            self.interval += INTERVAL
        return soon


CODES: web.AppKey[dict[str, DeviceCode]] = web.AppKey("codes", dict)


def add_routes(app: web.Application) -> None:
    app[CODES] = {}
    app.router.add_post("/token", token)
    app.router.add_post("/device/code", device_code)
    app.router.add_post("/device", approve)


async def token(request: web.Request) -> web.Response:
    form = await _form(request)
    cloud = request.app[CLOUD]
    if not cloud.accounts.knows_client(*_client(request, form)):
        return _error("invalid_client", 401)
    match form.get("grant_type"):
        case "refresh_token":
            return _refreshed(cloud, form)
        case "device_code":
            return _logged_in(request, cloud, form)
        case _:
            return _error("unsupported_grant_type")


async def device_code(request: web.Request) -> web.Response:
    form = await _form(request)
    if not form.get("client_id") or not _well_named(form):
        return _error("invalid_request")
    if not request.app[CLOUD].accounts.knows_app(form["client_id"]):
        return _error("invalid_client", 401)
    code = secrets.token_hex(16)
    ends = request.app[CLOUD].world.clock.now() + CODE_LIFE
    waiting = DeviceCode(secrets.token_hex(4), ends, form.get("device_id"))
    request.app[CODES][code] = waiting
    return web.json_response(
        {
            "device_code": code,
            "user_code": waiting.user_code,
            "verification_url": str(request.url.origin().with_path("/device")),
            "interval": INTERVAL,
            "expires_in": CODE_LIFE,
        }
    )


def _well_named(form: Mapping[str, str]) -> bool:
    """``device_id``: 6 to 50 printable ASCII characters, ``device_name``: up to 100; both may be missing."""
    id_, name = form.get("device_id"), form.get("device_name", "")
    readable = id_ is None or (6 <= len(id_) <= 50 and id_.isascii() and id_.isprintable())
    return readable and len(name) <= 100


async def approve(request: web.Request) -> web.Response:
    """What the person does on Yandex's page: enters ``user_code`` and is logged in to ``household``."""
    form = await _form(request)
    account = request.app[CLOUD].accounts.by_household(form.get("household", ""))
    for waiting in request.app[CODES].values():
        if account and waiting.user_code == form.get("user_code"):
            waiting.household = account.household.name
            return web.json_response({"status": "ok"})
    return _error("invalid_request")


def _refreshed(cloud: Cloud, form: Mapping[str, str]) -> web.Response:
    now = cloud.world.clock.now()
    account = cloud.accounts.by_refresh_token(form.get("refresh_token", ""))
    if account is None or account.expires_at <= now:
        return _error("invalid_grant")
    account.renew(now)
    return _tokens(account, now)


def _logged_in(request: web.Request, cloud: Cloud, form: Mapping[str, str]) -> web.Response:
    codes, code, now = request.app[CODES], form.get("code", ""), cloud.world.clock.now()
    waiting = codes.get(code)
    if waiting is None or waiting.expires_at <= now:
        return _error("invalid_grant")
    account = cloud.accounts.logged_in(waiting.household, now, waiting.device) if waiting.household else None
    if account is None:
        return _error("slow_down" if waiting.asked_too_soon(now) else "authorization_pending")
    del codes[code]
    return _tokens(account, now)


def _tokens(account: Account, now: float) -> web.Response:
    return web.json_response(
        {
            "token_type": "bearer",
            "access_token": account.access_token,
            "expires_in": int(account.expires_at - now),
            "refresh_token": account.refresh_token,
            "scope": " ".join(account.described["scopes"]),
        }
    )


def _client(request: web.Request, form: Mapping[str, str]) -> tuple[str, str]:
    """The app's id and secret, from the form or from HTTP Basic."""
    scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
    if scheme == "Basic":
        try:
            id_, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return "", ""
        return id_, secret
    return form.get("client_id", ""), form.get("client_secret", "")


async def _form(request: web.Request) -> Mapping[str, str]:
    return urlencoded(await request.read())


def _error(code: str, status: int = 400) -> web.Response:
    return web.json_response({"error": code}, status=status)
