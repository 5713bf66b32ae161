"""The page's server: the person API, the files that were sent, the page itself."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.sandbox.person import clock, conversation, directory, feed, happenings, house, presses, trouble
from bot.sandbox.person.fields import TELEGRAM
from bot.sandbox.telegram.errors import TelegramError
from bot.sandbox.telegram.people.refused import RefusedError
from bot.sandbox.telegram.telegram import Telegram

PAGE = Path(__file__).parent.parent / "page"
LARGEST_VOICE = 20 * 1024 * 1024
UNCACHED = {"Cache-Control": "no-cache"}


def build_app(telegram: Telegram) -> web.Application:
    app = web.Application(client_max_size=LARGEST_VOICE, middlewares=[_errors])
    app[TELEGRAM] = telegram
    app[clock.FOLLOWERS] = clock.Followers()
    for module in (clock, conversation, directory, feed, happenings, house, presses, trouble):
        app.add_routes(module.routes)
    app.router.add_get("/api/files/{path:.+}", _file)
    app.router.add_get("/", _index)
    app.router.add_get("/page/{path:.+}", _page)
    return app


@web.middleware
async def _errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every error is 4xx with ``{"error": ...}``."""
    try:
        return await handler(request)
    except RefusedError as refused:
        return web.json_response({"error": refused.why, **refused.details}, status=refused.status)
    except TelegramError as error:
        return web.json_response({"error": error.description}, status=400)
    except web.HTTPClientError as error:
        return web.json_response({"error": error.reason}, status=error.status)


async def _file(request: web.Request) -> web.StreamResponse:
    file = request.app[TELEGRAM].files.at(request.match_info["path"])
    if file is None:
        raise web.HTTPNotFound
    return web.Response(body=file.content, content_type=file.content_type.partition(";")[0])


async def _index(request: web.Request) -> web.StreamResponse:
    return _static("index.html")


async def _page(request: web.Request) -> web.StreamResponse:
    return _static(request.match_info["path"])


def _static(name: str) -> web.StreamResponse:
    """A file of the page; nothing outside its folder."""
    path = (PAGE / name).resolve()
    if not path.is_relative_to(PAGE.resolve()) or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers=UNCACHED)
