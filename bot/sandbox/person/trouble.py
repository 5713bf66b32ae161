"""Breaking things on purpose: faults; and the journal of calls, to see what they did."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.sandbox.faults import KINDS, TARGETS
from bot.sandbox.person.fields import (
    TELEGRAM,
    body_of,
    integer_in_query,
    optional,
    required,
)
from bot.sandbox.telegram.people.refused import RefusedError

FIELDS: dict[str, type] = {
    "path": str,
    "device": str,
    "status": int,
    "seconds": float,
    "retry_after": int,
    "apply": str,
    "count": int,
}
ERRORS = frozenset(status.value for status in HTTPStatus if status.value >= 400)
NOT_OF_TELEGRAM = ("expire", "replace")
LONGEST = 600.0  # seconds that a slow answer may take

routes = web.RouteTableDef()


@routes.post("/api/faults")
async def add(request: web.Request) -> web.Response:
    wanted = _checked(await body_of(request))
    return web.json_response({"id": request.app[TELEGRAM].world.faults.add(**wanted).id})


@routes.delete("/api/faults")
async def clear(request: web.Request) -> web.Response:
    request.app[TELEGRAM].world.faults.clear()
    return web.json_response({})


@routes.get("/api/requests")
async def requests(request: web.Request) -> web.Response:
    target = request.query.get("target")
    if target is not None and target not in TARGETS:
        raise RefusedError(400, f"target must be one of {', '.join(TARGETS)}")
    after = integer_in_query(request, "after", 0)
    return web.json_response(request.app[TELEGRAM].world.journal.after(after, target))


def _checked(body: dict[str, Any]) -> dict[str, Any]:
    """A fault's fields; raises RefusedError for anything that is not in the contract."""
    target, kind = required(body, "target", str), required(body, "kind", str)
    for name, value, known in (("target", target, TARGETS), ("kind", kind, KINDS)):
        if value not in known:
            raise RefusedError(400, f"{name} must be one of {', '.join(known)}")
    if unknown := body.keys() - FIELDS.keys() - {"target", "kind", "code"}:
        raise RefusedError(400, f"{min(unknown)} is no field of a fault")
    if target == "telegram" and kind in NOT_OF_TELEGRAM:
        raise RefusedError(400, f"Telegram has nothing to {kind}")
    given = {name: optional(body, name, type_) for name, type_ in FIELDS.items()}
    details: dict[str, Any] = {name: detail for name, detail in given.items() if detail is not None}
    _check_limits(details)
    if "code" in body:
        details["code"] = _code(target, body["code"])
    return {"target": target, "kind": kind, **details}


def _code(target: str, code: Any) -> int | str:
    """A vendor's error code: Aliyun's are numbers, Yandex's words, Telegram's HTTP statuses."""
    if isinstance(code, bool) or not isinstance(code, int | str):
        raise RefusedError(400, "code must be an integer or a string")
    if target == "aliyun" and isinstance(code, str):
        raise RefusedError(400, "Aliyun's codes are integers")
    if target == "telegram" and code not in ERRORS:
        raise RefusedError(400, "Telegram's codes are HTTP statuses from 400 to 599")
    return code


def _check_limits(details: dict[str, Any]) -> None:
    if details.get("apply", "before") not in ("before", "after"):
        raise RefusedError(400, "apply must be before or after")
    if not 200 <= details.get("status", 503) <= 599:
        raise RefusedError(400, "status must be from 200 to 599")
    if not 0 <= details.get("seconds", 0.0) <= LONGEST:
        raise RefusedError(400, f"seconds must be from 0 to {LONGEST:.0f}")
    for name in ("count", "retry_after"):
        if details.get(name, 1) < 1:
            raise RefusedError(400, f"{name} must be at least 1")
