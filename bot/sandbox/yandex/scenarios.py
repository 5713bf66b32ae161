"""``POST /scenarios/{id}/actions``: a scenario is started, and nobody says when it is over."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.yandex.account import Account
from bot.sandbox.yandex.answers import SCENARIO_NOT_FOUND, RefusalError, not_found, ok
from bot.sandbox.yandex.cloud import CLOUD


async def start_scenario(request: web.Request, account: Account) -> web.Response:
    """An inactive scenario is refused: what Yandex does with one is documented nowhere."""
    scenario = account.scenario(request.match_info["id"])
    if scenario is None:
        raise not_found(SCENARIO_NOT_FOUND)
    if not scenario["is_active"]:
        raise RefusalError(400, "Сценарий выключен")
    for device, key, value in scenario["effects"]:
        thing = account.thing(device)
        if thing is not None and thing.online:
            request.app[CLOUD].apply(thing, key, value)
    return ok()
