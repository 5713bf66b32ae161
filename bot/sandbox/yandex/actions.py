"""``POST /devices/actions`` and ``/groups/{id}/actions``: the request's form, each capability's result."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.sandbox.world import Thing
from bot.sandbox.yandex import streams
from bot.sandbox.yandex.account import Account
from bot.sandbox.yandex.answers import DEVICE_NOT_FOUND, GROUP_NOT_FOUND, RefusalError, not_found, ok
from bot.sandbox.yandex.cloud import CLOUD, Cloud
from bot.sandbox.yandex.faults import Trouble, trouble
from bot.sandbox.yandex.values import ActionError, wanted

Json = dict[str, Any]


async def act_on_devices(request: web.Request, account: Account) -> web.Response:
    entries = _list(await _body(request), "devices")
    plan = []
    for entry in entries:
        thing = account.thing(entry.get("id"))
        if thing is None:
            raise not_found(DEVICE_NOT_FOUND)
        plan.append((thing, _actions(entry)))
    return _carried_out(request, plan)


async def act_on_group(request: web.Request, account: Account) -> web.Response:
    group = account.group(request.match_info["id"])
    if group is None:
        raise not_found(GROUP_NOT_FOUND)
    actions = _actions(await _body(request))
    members = [thing for thing in account.things() if thing.id in group["devices"]]
    return _carried_out(request, [(member, actions) for member in members])


def _carried_out(request: web.Request, plan: list[tuple[Thing, list[Json]]]) -> web.Response:
    cloud, ordered = request.app[CLOUD], trouble(request)
    return ok(
        devices=[
            _told(thing, [_result(cloud, thing, action, actions, ordered) for action in actions])
            for thing, actions in plan
        ]
    )


def _told(thing: Thing, results: list[Json]) -> Json:
    """The entry of one device; what clients must survive is a trait of the device (``results``)."""
    match thing.vendor.get("results"):
        case "missing":
            return {"id": thing.id}
        case "empty":
            return {"id": thing.id, "capabilities": []}
        case "of the device":
            return {"id": thing.id, "error_code": "DEVICE_UNREACHABLE", "error_message": "no answer"}
        case _:
            return {"id": thing.id, "capabilities": results}


def _result(cloud: Cloud, thing: Thing, action: Json, together: list[Json], ordered: Trouble | None) -> Json:
    """Carry out one action; the answer looks the same whether it went well or not."""
    value: Json = {}
    try:
        struck = ordered is not None and ordered.strikes(thing.id)
        if ordered and struck and not ordered.after:
            raise ActionError(ordered.code)
        value = _perform(cloud, thing, action, together)
        if ordered and struck:
            raise ActionError(ordered.code)
        result: Json = {"status": "DONE"}
    except ActionError as error:
        result = {"status": "ERROR", "error_code": error.code, "error_message": error.message}
    return {
        "type": action["type"],
        "state": {"instance": action["state"]["instance"], "action_result": result, **value},
    }


def _perform(cloud: Cloud, thing: Thing, action: Json, together: list[Json]) -> Json:
    """What the result's state has besides the result: of a camera the address of its stream."""
    if not thing.online:
        raise ActionError("DEVICE_UNREACHABLE", "no answer")
    if action["type"] == streams.TYPE:
        return {"value": streams.stream(thing, action)}
    key, value = wanted(thing, action)
    if key in thing.vendor.get("needs_on", ()) and not _will_be_on(thing, together):
        raise ActionError("DEVICE_OFF", "switched off")
    cloud.apply(thing, key, value)
    return {}


def _will_be_on(thing: Thing, together: list[Json]) -> bool:
    """On already, or switched on by the same request, as clients do to turn on and set at once."""
    switch = thing.capability("on_off.on")
    return bool(switch and switch["value"]) or any(
        action["state"]["instance"] == "on" and action["state"]["value"] is True for action in together
    )


async def _body(request: web.Request) -> Json:
    try:
        body = await request.json()
    except ValueError:
        raise RefusalError(400, "Bad Request: not JSON") from None
    if not isinstance(body, dict):
        raise RefusalError(400, "Bad Request: an object expected")
    return body


def _list(body: Json, name: str) -> list[Json]:
    entries = body.get(name)
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        raise RefusalError(400, f"Bad Request: {name}")
    return entries


def _actions(entry: Json) -> list[Json]:
    actions = _list(entry, "actions")
    for action in actions:
        state = action.get("state")
        if not isinstance(action.get("type"), str) or not isinstance(state, dict) or "value" not in state:
            raise RefusalError(400, "Bad Request: type and state of an action")
        if not isinstance(state.get("instance"), str) or not isinstance(state.get("relative", False), bool):
            raise RefusalError(400, "Bad Request: instance and relative of an action")
    return actions
