"""Updates that Telegram brings itself, to one of many replicas.

A delivery is answered when its update has been dealt with, and not before: Telegram brings the next one of
the same chat only after that, so a chat's order holds whichever replicas its updates go to; and when a
replica dies, Telegram brings what it held to another one. What cannot be taken is answered with 503, which
Telegram takes for "again, later".

https://core.telegram.org/bots/api#setwebhook
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from json import JSONDecodeError

from aiogram import Bot
from aiogram.types import Update
from aiohttp import web
from pydantic import ValidationError

from bot import metrics
from bot.home.errors import HomeError

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
CONNECTIONS = 100  # deliveries at once, the most that Telegram makes
MOST = 100  # that one replica has under way
ANSWER_WITHIN = 50.0  # seconds; Telegram gives up at 60
PATIENCE = 25.0  # seconds for what is under way when the end comes
LARGEST = 1024 * 1024  # bytes; an update is a few kilobytes

log = logging.getLogger(__name__)

Handle = Callable[[Update], Awaitable[object]]


def secret_for(token: str, given: str | None) -> str:
    """What proves that a delivery is Telegram's: the operator's choice, else made of the bot's token.

    So all replicas agree on it without being told.
    """
    return given or hmac.new(token.encode(), b"housemate webhook", hashlib.sha256).hexdigest()


class Deliveries:
    """Takes deliveries; ``handle`` deals with one update."""

    def __init__(self, bot: Bot, secret: str, handle: Handle, most: int = MOST) -> None:
        self._bot = bot
        self._secret = secret.encode()
        self._handle = handle
        self._most = most
        self._under_way: set[asyncio.Task[bool]] = set()
        self.is_open = True

    async def take(self, request: web.Request) -> web.Response:
        shown = request.headers.get(SECRET_HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(shown, self._secret):
            return _turned_away("secret", 401)
        if not self.is_open:
            return _turned_away("ending")
        if len(self._under_way) >= self._most:
            return _turned_away("full")
        try:
            update = Update.model_validate(await request.json(), context={"bot": self._bot})
        except (JSONDecodeError, UnicodeDecodeError, ValidationError) as error:
            # Bringing it again would not help, and would hold up everything behind it.
            log.error("a delivery cannot be read: %s", type(error).__name__)
            return web.Response()
        return await self._answer(update)

    async def _answer(self, update: Update) -> web.Response:
        task = asyncio.create_task(self._deal_with(update))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        done, _ = await asyncio.wait([task], timeout=ANSWER_WITHIN)
        if not done:
            return _turned_away("slow")  # it goes on, and is known when it comes again
        return web.Response() if task.result() else _turned_away("failed")

    async def _deal_with(self, update: Update) -> bool:
        """Whether Telegram need not bring it again."""
        try:
            await self._handle(update)
        except HomeError as error:
            log.warning("update %d could not be dealt with now: %s", update.update_id, error)
            return False
        except Exception:
            log.exception("update %d could not be dealt with", update.update_id)
        return True

    async def close(self) -> None:
        """Take nothing new, and finish what is under way."""
        self.is_open = False
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=PATIENCE)
            for task in late:
                task.cancel()


@asynccontextmanager
async def listening(deliveries: Deliveries, host: str, port: int, path: str) -> AsyncIterator[int]:
    """Take deliveries at this place meanwhile; the port. What is under way at the end is finished."""
    app = web.Application(client_max_size=LARGEST)
    app.router.add_post(path, deliveries.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield runner.addresses[0][1]
    finally:
        await asyncio.shield(deliveries.close())
        await runner.cleanup()


def _turned_away(reason: str, status: int = 503) -> web.Response:
    metrics.UPDATES_TURNED_AWAY.labels(reason).inc()
    return web.Response(status=status, headers={"Retry-After": "1"} if status == 503 else None)
