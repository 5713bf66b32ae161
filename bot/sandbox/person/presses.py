"""Pressing buttons and using inline mode."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.person.fields import (
    TELEGRAM,
    body_of,
    chat_in_path,
    message_in_path,
    optional,
    required,
)
from bot.sandbox.person.view import view
from bot.sandbox.telegram.people.asking import ask_inline, choose
from bot.sandbox.telegram.people.pressing import button_at, button_by_text, press
from bot.sandbox.telegram.people.refused import RefusedError, member_of, message_of

routes = web.RouteTableDef()


@routes.post("/api/chats/{chat}/messages/{message}/press")
async def press_button(request: web.Request) -> web.Response:
    """The button is named by its text, by its place, or forged as raw data."""
    body = await body_of(request)
    telegram, person = request.app[TELEGRAM], required(body, "from", int)
    chat, id_ = chat_in_path(request), message_in_path(request)
    message = message_of(member_of(telegram, chat, person), id_, person)
    text, data = optional(body, "button", str), optional(body, "data", str)
    if data is not None:
        button = {"text": "", "callback_data": data}
    elif text is not None:
        button = button_by_text(message, text)
    else:
        button = button_at(message, required(body, "row", int), required(body, "column", int))
    return web.json_response(await press(telegram, chat, person, id_, button))


@routes.post("/api/inline")
async def inline(request: web.Request) -> web.Response:
    """``chat`` may say where the query is typed."""
    body = await body_of(request)
    person, query = required(body, "from", int), optional(body, "query", str) or ""
    answer = await ask_inline(request.app[TELEGRAM], person, query, optional(body, "chat", int))
    return web.json_response(answer)


@routes.post("/api/inline/choose")
async def choose_result(request: web.Request) -> web.Response:
    body = await body_of(request)
    telegram, person = request.app[TELEGRAM], required(body, "from", int)
    result = body.get("result_id")
    if not isinstance(result, str):
        raise RefusedError(400, "result_id must be a string")
    message = choose(telegram, person, result, required(body, "chat", int))
    return web.json_response(view(telegram, message, person, str(request.url.origin())))
