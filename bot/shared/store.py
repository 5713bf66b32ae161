"""The connection to Redis, and what happens while there is none: the caller is told so, and at once.

After a failure nothing is asked for some seconds, so that a Redis that is away costs a sentence nothing.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import AsyncGenerator, Callable
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import NoScriptError, RedisError

from bot.home.errors import SettingsError

ANSWER_WITHIN = 1.0  # seconds
LISTENS_FOR = 10.0  # seconds without a message
QUIET = 3.0  # seconds without a question after a failure

log = logging.getLogger(__name__)


class StoreAwayError(Exception):
    """Redis does not answer; the caller does without it."""


class Script:
    """A Lua script, which Redis carries out as a whole."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.digest = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


class Store:
    """``prefix`` keeps the keys of several bots apart on one server."""

    def __init__(self, url: str, prefix: str, now: Callable[[], float] = time.monotonic) -> None:
        try:
            self._redis: Any = Redis.from_url(  # its own types differ from what it returns
                url,
                socket_timeout=ANSWER_WITHIN,
                socket_connect_timeout=ANSWER_WITHIN,
                decode_responses=True,
            )
        except ValueError:
            raise SettingsError(
                "HOUSEMATE_REDIS must be an address such as redis://:password@host:6379/0"
            ) from None
        self._prefix = prefix
        self._now = now
        self._quiet_until = 0.0
        self._is_away = False

    def key(self, name: str) -> str:
        return f"{self._prefix}:{name}"

    async def run(self, script: Script, keys: list[str], arguments: list[str | int | float]) -> Any:
        """What the script returns; ``StoreAwayError`` where Redis does not answer."""
        named = [self.key(key) for key in keys]

        async def call() -> Any:
            try:
                return await self._redis.evalsha(script.digest, len(named), *named, *arguments)
            except NoScriptError:  # it was restarted, or this is the first time
                return await self._redis.eval(script.text, len(named), *named, *arguments)

        return await self._asked(call)

    async def read(self, key: str) -> str | None:
        text: str | None = await self._asked(lambda: self._redis.get(self.key(key)))
        return text

    async def write(self, key: str, text: str, seconds: float) -> None:
        await self._asked(lambda: self._redis.set(self.key(key), text, px=max(1, int(seconds * 1000))))

    async def publish(self, channel: str, text: str) -> None:
        await self._asked(lambda: self._redis.publish(self.key(channel), text))

    async def published(self, channel: str) -> AsyncGenerator[str | None, None]:
        """What is published from now on, until Redis is away; None: it can be heard from now on."""
        subscription = self._redis.pubsub()
        try:
            await subscription.subscribe(self.key(channel))
            while True:
                message = await subscription.get_message(timeout=LISTENS_FOR)
                match message and message["type"]:
                    case "subscribe":
                        yield None
                    case "message":
                        yield message["data"]
                    case None:
                        await subscription.ping()  # a connection that has died silently is noticed
        except (RedisError, OSError, TimeoutError) as error:
            raise StoreAwayError from error
        finally:
            await subscription.aclose()

    async def close(self) -> None:
        await self._redis.aclose()

    async def _asked(self, call: Callable[[], Any]) -> Any:
        if self._now() < self._quiet_until:
            raise StoreAwayError
        try:
            answer = await call()
        except (RedisError, OSError, TimeoutError) as error:
            self._quiet_until = self._now() + QUIET
            if not self._is_away:
                log.warning("Redis is away (%s); each bot goes on by itself", type(error).__name__)
            self._is_away = True
            raise StoreAwayError from error
        if self._is_away:
            log.warning("Redis is back")
            self._is_away = False
        return answer
