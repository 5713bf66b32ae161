"""The devices as they really are, and a hand on them."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.sandbox.person.fields import TELEGRAM, body_of, optional
from bot.sandbox.person.truths import believable
from bot.sandbox.telegram.people.refused import RefusedError
from bot.sandbox.world import as_json

routes = web.RouteTableDef()


@routes.get("/api/devices")
async def devices(request: web.Request) -> web.Response:
    return web.json_response([as_json(thing) for thing in request.app[TELEGRAM].world.truth])


@routes.patch("/api/devices/{device:.+}")
async def change(request: web.Request) -> web.Response:
    """All of the change is checked before any of it happens; the device as it is then."""
    truth, body = request.app[TELEGRAM].world.truth, await body_of(request)
    thing = truth.get(request.match_info["device"])
    if thing is None:
        raise RefusedError(404, f"there is no device {request.match_info['device']}")
    online = optional(body, "online", bool)
    state: dict[str, Any] = optional(body, "state", dict) or {}
    if unknown := body.keys() - {"online", "state"}:
        raise RefusedError(400, f"{min(unknown)} is no field of a device's change")
    for key, value in state.items():
        capability = thing.capability(key)
        if capability is None:
            raise RefusedError(400, f"{thing.name} has no {key}")
        if not believable(capability, key, value):
            raise RefusedError(400, f"{key} cannot be {value!r}")
    if online is not None:
        truth.set_online(thing.id, online)
    for key, value in state.items():
        truth.set_value(thing.id, key, value)
    return web.json_response(as_json(thing))
