"""setWebhook: updates pushed to the bot, those of one chat in order, with retries that back off.

Unlike Telegram it takes plain HTTP and any port, but then only on loopback.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.updates import Pending, Updates

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
PORTS = (443, 80, 88, 8443)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
CONNECTIONS = 40
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
PATIENCE = aiohttp.ClientTimeout(total=60)

Perform = Callable[[dict[str, Any]], Awaitable[Any]]


@dataclass(frozen=True)
class Hook:
    url: str
    secret: str
    connections: int


async def no_reply(_: dict[str, Any]) -> None:
    """A webhook's answer that names no method."""


class Webhook:
    """``perform`` carries out the method that a webhook may answer with; its result is lost."""

    def __init__(
        self,
        updates: Updates,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._updates = updates
        self._now = now
        self.pause: Callable[[float], Awaitable[None]] = asyncio.sleep
        self._lanes: dict[int, asyncio.Task[None]] = {}
        self._session: aiohttp.ClientSession | None = None
        self._open = asyncio.Semaphore(CONNECTIONS)
        self.hook: Hook | None = None
        self.last_error: tuple[float, str] | None = None
        self.perform: Perform = no_reply

    def set(self, url: str, secret: str, connections: int | None) -> None:
        self.hook = Hook(checked_url(url), checked_secret(secret), min(max(connections or 40, 1), 100))
        self._open = asyncio.Semaphore(self.hook.connections)
        self.last_error = None
        for lane in self._updates.lanes():
            self.wake(lane)

    async def remove(self) -> None:
        self.hook = None
        for task in list(self._lanes.values()):
            task.cancel()
        await asyncio.gather(*self._lanes.values(), return_exceptions=True)
        self._lanes.clear()

    async def close(self) -> None:
        await self.remove()
        if self._session is not None:
            await self._session.close()

    def wake(self, lane: int) -> None:
        """Start delivering what waits in a lane."""
        if self.hook is None:
            return
        task = self._lanes.get(lane)
        if task is None or task.done():
            self._lanes[lane] = asyncio.create_task(self._deliver(lane))

    async def _deliver(self, lane: int) -> None:
        pause = FIRST_PAUSE
        while update := self._updates.oldest(lane):
            if await self._push(update):
                pause = FIRST_PAUSE
                if update.twice:
                    await self._push(update)
                self._updates.drop(update.id)
            else:
                await self.pause(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _push(self, update: Pending) -> bool:
        """Whether the bot took it, which any 2xx says."""
        if self.hook is None:
            return False
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=PATIENCE)
        headers = {SECRET_HEADER: self.hook.secret} if self.hook.secret else {}
        async with self._open:
            try:
                async with self._session.post(self.hook.url, json=update.body, headers=headers) as response:
                    body = await response.read()
                    taken = 200 <= response.status < 300
                    why = f"Wrong response from the webhook: {response.status} {response.reason}"
            except (aiohttp.ClientError, TimeoutError) as error:
                taken, body, why = False, b"", f"Connection failed: {type(error).__name__}"
        if not taken:
            self.last_error = (self._now(), why)
        elif body:
            await self._reply(body)
        return taken

    async def _reply(self, body: bytes) -> None:
        try:
            reply = json.loads(body)
        except ValueError:
            return
        if isinstance(reply, dict) and "method" in reply:
            await self.perform(reply)


def checked_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise bad_request("bad webhook: invalid URL specified") from None
    if parts.hostname in LOOPBACK and parts.scheme in ("http", "https"):
        return url
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in (None, *PORTS):
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    raise bad_request("bad webhook: Failed to resolve host: the sandbox only reaches this machine")


def checked_secret(secret: str) -> str:
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    return secret
