"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Fault
from bot.sandbox.stand_in import FAULT, stand_in_middleware
from bot.sandbox.telegram import methods  # noqa: F401  # registers the Bot API's methods
from bot.sandbox.telegram.call import Call, read_call
from bot.sandbox.telegram.errors import TelegramError
from bot.sandbox.telegram.registry import perform
from bot.sandbox.telegram.telegram import Telegram
from bot.sandbox.telegram.webhook import Perform

LARGEST_UPLOAD = 50 * 1024 * 1024
STATE = web.AppKey("telegram", Telegram)


def build_app(telegram: Telegram) -> web.Application:
    app = web.Application(
        client_max_size=LARGEST_UPLOAD, middlewares=[stand_in_middleware(telegram.world, "telegram")]
    )
    app[STATE] = telegram
    app.router.add_route("*", "/bot{token}/{method}", _call)
    app.router.add_get("/file/bot{token}/{path:.+}", _download)
    app.router.add_route("*", "/{anything:.*}", _nothing)
    telegram.webhook.perform = _replier(telegram)
    app.on_cleanup.append(_close)
    return app


async def _call(request: web.Request) -> web.StreamResponse:
    telegram = request.app[STATE]
    fault = request.get(FAULT)
    try:
        _check_token(request)
        if fault is not None and fault.apply == "before":
            raise _ordered(fault)
        call = read_call(request.query, request.headers.get("Content-Type", ""), await request.read())
        result = await perform(telegram, request.match_info["method"], call)
        if fault is not None:
            raise _ordered(fault)
    except TelegramError as error:
        return web.json_response(error.body(), status=error.code)
    return web.json_response({"ok": True, "result": result})


async def _download(request: web.Request) -> web.StreamResponse:
    try:
        _check_token(request)
    except TelegramError as error:
        return web.json_response(error.body(), status=error.code)
    file = request.app[STATE].files.at(request.match_info["path"])
    if file is None:
        return await _nothing(request)
    return web.Response(body=file.content, content_type="application/octet-stream")


async def _nothing(request: web.Request) -> web.StreamResponse:
    return web.json_response(TelegramError(404, "Not Found").body(), status=404)


async def _close(app: web.Application) -> None:
    await app[STATE].webhook.close()


def _check_token(request: web.Request) -> None:
    if request.match_info["token"] != request.app[STATE].bot.token:
        raise TelegramError(401, "Unauthorized")


def _ordered(fault: Fault) -> TelegramError:
    """The error that a fault of kind ``code`` asks for: an HTTP status, which the person API checked."""
    code = HTTPStatus(int(fault.code))
    return TelegramError(code.value, code.phrase)


def _replier(telegram: Telegram) -> Perform:
    async def reply(body: dict[str, Any]) -> None:
        """A method named in a webhook's answer; whether it worked is never told."""
        try:
            await perform(telegram, str(body["method"]), Call(body))
        except TelegramError:
            return

    return reply
