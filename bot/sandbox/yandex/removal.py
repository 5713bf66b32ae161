"""``DELETE /devices/{id}``: a device leaves the account for good (reference, section 1.6)."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.yandex.account import Account
from bot.sandbox.yandex.answers import DEVICE_NOT_FOUND, not_found, ok
from bot.sandbox.yandex.cloud import CLOUD


async def remove_device(request: web.Request, account: Account) -> web.Response:
    """It is gone from its room, its groups and the scenarios too; a group may be left with nobody in it."""
    thing = account.thing(request.match_info["id"])
    if thing is None:
        raise not_found(DEVICE_NOT_FOUND)
    account.household.things.remove(thing)
    request.app[CLOUD].world.truth.remove(thing.id)
    for group in account.described["groups"]:
        group["devices"] = [id_ for id_ in group["devices"] if id_ != thing.id]
    for scenario in account.described["scenarios"]:
        scenario["effects"] = [effect for effect in scenario["effects"] if effect[0] != thing.id]
    return ok()
