"""The sandbox's clock: moved by whoever watches a bot, and followed by the bot."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from aiohttp import web

from bot.sandbox.person.fields import TELEGRAM, body_of, number_in_query, required
from bot.sandbox.telegram.people.refused import RefusedError

LONGEST = 600.0  # seconds that a look at the clock may take
KNOWN_WITHIN = 2.0  # seconds

routes = web.RouteTableDef()


class Followers:
    """Who waits at the clock, and for which offset to change."""

    def __init__(self) -> None:
        self._waiting: dict[int, tuple[web.Request, float]] = {}
        self._came = asyncio.Event()

    def __len__(self) -> int:
        """Who has gone away, or was killed, does not count."""
        transports = (request.transport for request, _ in self._waiting.values())
        return sum(transport is not None and not transport.is_closing() for transport in transports)

    @contextmanager
    def waiting(self, request: web.Request, offset: float) -> Iterator[None]:
        self._waiting[id(request)] = (request, offset)
        came, self._came = self._came, asyncio.Event()
        came.set()
        try:
            yield
        finally:
            del self._waiting[id(request)]

    async def know(self, offset: float, count: int) -> None:
        """Until so many have come back and know the offset; not for ever, for somebody may have died."""
        with suppress(TimeoutError):
            async with asyncio.timeout(KNOWN_WITHIN):
                while sum(known >= offset for _, known in self._waiting.values()) < count:
                    await self._came.wait()


FOLLOWERS = web.AppKey("followers", Followers)


@routes.post("/api/clock")
async def advance(request: web.Request) -> web.Response:
    """Whatever is said or pressed after the answer comes to a bot that knows of it."""
    seconds = required(await body_of(request), "advance", float)
    if seconds < 0:
        raise RefusedError(400, "the clock goes forward only")
    telegram, followers = request.app[TELEGRAM], request.app[FOLLOWERS]
    following = len(followers)
    telegram.world.clock.advance(seconds)
    moved = _time(request)
    telegram.tell_page("clock", offset=telegram.world.clock.offset)
    await followers.know(telegram.world.clock.offset, following)
    return moved


@routes.get("/api/clock")
async def clock(request: web.Request) -> web.Response:
    """With ``offset`` (the one that is known) it answers when that changes, or after ``wait`` seconds."""
    world = request.app[TELEGRAM].world
    if "offset" in request.query:
        known = number_in_query(request, "offset", 0.0)
        wait = min(max(number_in_query(request, "wait", 0.0), 0.0), LONGEST)
        with request.app[FOLLOWERS].waiting(request, known):
            await world.bus.wait_for(lambda: True if world.clock.offset != known else None, wait)
    return _time(request)


def _time(request: web.Request) -> web.Response:
    moment = request.app[TELEGRAM].world.clock
    return web.json_response({"now": moment.now(), "offset": moment.offset})
