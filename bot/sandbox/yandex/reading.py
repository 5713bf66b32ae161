"""What can be read: ``/user/info``, ``/devices/{id}`` and ``/groups/{id}``."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.sandbox.shadow import Shadow, key_of
from bot.sandbox.world import Thing
from bot.sandbox.yandex.account import Account
from bot.sandbox.yandex.answers import DEVICE_NOT_FOUND, GROUP_NOT_FOUND, not_found, ok
from bot.sandbox.yandex.cloud import CLOUD
from bot.sandbox.yandex.wire import capability_to_wire, detailed, listed

Json = dict[str, Any]


async def user_info(request: web.Request, account: Account) -> web.Response:
    shadow, described = request.app[CLOUD].shadow, account.described
    things, groups = account.things(), described["groups"]
    return ok(
        households=described["households"],
        rooms=[
            room | {"devices": [t.id for t in things if t.vendor["room"] == room["id"]]}
            for room in described["rooms"]
        ],
        groups=[
            group | {"capabilities": shared_capabilities(_members(account, group), shadow)}
            for group in groups
        ],
        devices=[listed(thing, groups, shadow) for thing in things],
        scenarios=[
            {name: scenario[name] for name in ("id", "name", "is_active")}
            for scenario in described["scenarios"]
        ],
    )


async def device(request: web.Request, account: Account) -> web.Response:
    thing = account.thing(request.match_info["id"])
    if thing is None:
        raise not_found(DEVICE_NOT_FOUND)
    return ok(**detailed(thing, account.described["groups"], request.app[CLOUD].shadow))


async def group(request: web.Request, account: Account) -> web.Response:
    found = account.group(request.match_info["id"])
    if found is None:
        raise not_found(GROUP_NOT_FOUND)
    members = _members(account, found)
    states = {member.online for member in members}
    return ok(
        **{name: found[name] for name in ("id", "name", "aliases", "type")},
        state="split" if len(states) > 1 else ("online" if states == {True} else "offline"),
        capabilities=shared_capabilities(members, request.app[CLOUD].shadow),
        devices=[{"id": m.id, "name": m.name, "type": f"devices.types.{m.type}"} for m in members],
    )


def _members(account: Account, found: Json) -> list[Thing]:
    return [thing for thing in account.things() if thing.id in found["devices"]]


def shared_capabilities(members: list[Thing], shadow: Shadow) -> list[Json]:
    """The capabilities that all members have, without times; a state only where they agree.

    A group with any member on counts as on; one that nobody is left in has none.
    """
    if not members:
        return []
    for member in members:
        shadow.listen(member)
    shared = [
        capability
        for capability in members[0].capabilities
        if all(member.capability(key_of(capability)) for member in members)
    ]
    return [_aggregate(members, key_of(capability), shadow) for capability in shared]


def _aggregate(members: list[Thing], key: str, shadow: Shadow) -> Json:
    entries = [
        capability_to_wire(member, capability, shadow)
        for member in members
        if (capability := member.capability(key))
    ]
    states = [entry["state"] for entry in entries]
    state = states[0] if all(other == states[0] for other in states) else None
    if key == "on_off.on" and state is None:
        state = {"instance": "on", "value": any(s and s["value"] for s in states)}
    first = entries[0]
    return {name: first[name] for name in ("type", "retrievable", "parameters")} | {"state": state}
