"""``GET /api/events``: everything that happens, as server-sent events ``{"seq", "kind", "data"}``.

Kinds: ``message`` (new or changed: read the chat), ``chat`` (people, topics, the bot's standing), ``action``
(the bot is typing), ``answer`` (to a press), ``device`` (an entry of /api/devices), ``clock``.
"""

from __future__ import annotations

import asyncio
import json

from aiohttp import web

from bot.sandbox.person.fields import TELEGRAM

HEARTBEAT = 15.0  # seconds; a comment keeps the connection from being thought dead

routes = web.RouteTableDef()


@routes.get("/api/events")
async def events(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    async with request.app[TELEGRAM].world.bus.subscribe() as happenings:
        await response.prepare(request)
        try:
            await response.write(b": open\n\n")
            while True:
                try:
                    async with asyncio.timeout(HEARTBEAT):
                        happening = await happenings.get()
                except TimeoutError:
                    await response.write(b": still here\n\n")
                    continue
                news = {"seq": happening.seq, "kind": happening.kind, "data": happening.data}
                line = json.dumps(news, ensure_ascii=False)
                await response.write(f"id: {happening.seq}\ndata: {line}\n\n".encode())
        except ConnectionError:
            return response


@routes.get("/api/ready")
async def ready(request: web.Request) -> web.Response:
    """This server starts last, so that whoever gets an answer finds the others listening."""
    return web.json_response({"ready": True})
