"""What happens to every call of a stand-in: it is written down, and it may be struck by a fault.

The generic faults end here; what only the stand-in can do (``code``, ``expire``, ``replace``) is left
for its handler in ``request[FAULT]``.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.sandbox.faults import Fault
from bot.sandbox.forms import shown
from bot.sandbox.world import World

FAULT = web.RequestKey("fault", Fault)
NO_ANSWER = 0  # the journal's status for a call that was never answered
LONGEST_HANG = 300.0
WATCHED_EVERY = 0.05
CUT_OFF = 499  # as nginx calls it; nobody receives it
LEFT_TO_THE_HANDLER = ("code", "expire", "replace")


def stand_in_middleware(world: World, target: str) -> Middleware:
    """For the application that plays ``target`` (telegram, yandex or aliyun)."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        body = await request.read()
        text = shown(request.headers.get("Content-Type", ""), body)
        status = NO_ANSWER
        try:
            fault = world.faults.take(target, request.path, text)
            response = await _answer(request, handler, fault, target)
            status = NO_ANSWER if response.status == CUT_OFF else response.status
            return response
        except web.HTTPException as error:
            status = error.status
            raise
        except Exception:
            status = web.HTTPInternalServerError.status_code
            raise
        finally:
            world.journal.record(target, request.method, request.path_qs, status, text)

    return middleware


async def _answer(
    request: web.Request, handler: Handler, fault: Fault | None, target: str
) -> web.StreamResponse:
    if fault is None:
        return await handler(request)
    if fault.kind in LEFT_TO_THE_HANDLER:
        request[FAULT] = fault
        return await handler(request)
    needs_answer = fault.kind in ("slow", "truncated", "wrong_types")
    if fault.kind == "slow" and fault.apply == "before":
        await asyncio.sleep(fault.seconds)
    response = await handler(request) if needs_answer or fault.apply == "after" else None
    return await _spoilt(request, response, fault, target)


async def _spoilt(
    request: web.Request, response: web.StreamResponse | None, fault: Fault, target: str
) -> web.StreamResponse:
    match fault.kind:
        case "status":
            return _refusal(fault, target)
        case "hang":
            await _hang(request, LONGEST_HANG)
            return _gone(request)
        case "drop":
            return _gone(request)
        case "garbage":
            return web.Response(text="<html>\n<h1>It works!</h1>", content_type="text/html")
    assert response is not None, f"{fault.kind} spoils an answer"
    if fault.kind == "slow":
        if fault.apply == "after":
            await _hang(request, fault.seconds)
        return response
    return _mangled(response, fault.kind)


def _refusal(fault: Fault, target: str) -> web.Response:
    """An answer with the wanted status, in the form of who is asked.

    Telegram says it in JSON; Aliyun's gateway refuses with an empty body and its reason in a header, Yandex
    in plain text.
    """
    headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    if target == "aliyun" and fault.status < web.HTTPInternalServerError.status_code:
        headers["x-ca-error-message"] = "the sandbox was told to fail"
        return web.Response(status=fault.status, headers=headers)
    if target != "telegram":
        return web.Response(status=fault.status, text="the sandbox was told to fail", headers=headers)
    body: dict[str, Any] = {"ok": False, "error_code": fault.status, "description": "Internal Server Error"}
    if fault.status == web.HTTPTooManyRequests.status_code:
        body["description"] = f"Too Many Requests: retry after {fault.retry_after or 1}"
        body["parameters"] = {"retry_after": fault.retry_after or 1}
    elif fault.retry_after is not None:
        body["parameters"] = {"retry_after": fault.retry_after}
    return web.json_response(body, status=fault.status, headers=headers)


async def _hang(request: web.Request, longest: float) -> None:
    """Until the client goes away, but at the longest these seconds."""
    left = longest
    while request.transport is not None and not request.transport.is_closing() and left > 0:
        await asyncio.sleep(min(WATCHED_EVERY, left))
        left -= WATCHED_EVERY


def _gone(request: web.Request) -> web.Response:
    """The connection is cut; what is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=CUT_OFF)


def _mangled(response: web.StreamResponse, kind: str) -> web.StreamResponse:
    """The JSON cut in half, or with every scalar of another type. Anything but JSON stays as it is."""
    if not isinstance(response, web.Response) or not isinstance(response.body, bytes):
        return response
    try:
        answer = json.loads(response.body)
    except ValueError:
        return response
    if kind == "truncated":
        body = response.body[: len(response.body) // 2]
    else:
        body = json.dumps(retyped(answer), ensure_ascii=False).encode()
    return web.Response(body=body, status=response.status, content_type="application/json")


def retyped(value: Any) -> Any:
    """The same structure with numbers for strings and strings for everything else."""
    match value:
        case dict():
            return {key: retyped(item) for key, item in value.items()}
        case list():
            return [retyped(item) for item in value]
        case str():
            return len(value)
        case None:
            return "null"
        case _:
            return str(value)
