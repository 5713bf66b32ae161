"""Faults handed to a stand-in, without the rest of the sandbox."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.sandbox.stand_in import FAULT
from bot.sandbox.world import World


def hand_faults(app: web.Application, world: World, target: str) -> None:
    """Give the stand-in ``request[FAULT]`` as the sandbox's own middleware does."""

    @web.middleware
    async def middleware(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        fault = world.faults.take(target, request.path, (await request.read()).decode())
        if fault:
            request[FAULT] = fault
        return await handler(request)

    app.middlewares.append(middleware)
