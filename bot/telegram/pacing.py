"""Telegram's limits, kept before Telegram has to enforce them.

About 30 messages a second overall, one a second in a chat after a short burst, 20 a minute in a group
(https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). Edits are taken to
count as well, since nothing is published about them. Answers to presses never wait here. What nobody waits
for goes last: it takes only places that are left over, and some are always left to answers.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter
from aiogram.methods import Response, SendChatAction, TelegramMethod
from aiogram.methods.base import TelegramType

from bot import metrics
from bot.shared import Pace, Places

RETRIES = 3
LONGEST_WAIT = 60.0  # seconds that a "retry after" is obeyed; after a longer one the request fails

log = logging.getLogger(__name__)


# In any minute a burst of 5 and 60 / 4 more make 20; in any second 10 and 20 make 30.
GROUP = Pace(4.0, 5)
CHAT = Pace(1.0, 4)
OVERALL = Pace(1 / 20, 10)
LEFT_TO_OTHERS = {GROUP: 3, CHAT: 2, OVERALL: 5}  # places of each burst that are not for what goes last

_GOES_LAST: ContextVar[bool] = ContextVar("goes_last", default=False)


class CrowdedError(Exception):
    """There is no place to spare now; ``seconds``: until it is worth another try."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no place for {seconds:.1f} s")
        self.seconds = seconds


@contextmanager
def going_last() -> Iterator[None]:
    """What is sent inside takes a place that is to spare, or fails with ``CrowdedError``; it never waits."""
    before = _GOES_LAST.set(True)
    try:
        yield
    finally:
        _GOES_LAST.reset(before)


def goes_last() -> bool:
    """Whether what is sent here is something that nobody waits for."""
    return _GOES_LAST.get()


class Pacing(BaseRequestMiddleware):
    """A middleware of the bot's session: sends and edits wait for their turn, in order within a chat."""

    def __init__(self, places: Places, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._places = places
        self._sleep = sleep

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        for attempt in range(RETRIES + 1):
            await self._take_turn(method)
            try:
                return await self._counted(make_request, bot, method)
            except TelegramRetryAfter as error:
                if goes_last():
                    raise CrowdedError(error.retry_after) from error
                if attempt == RETRIES or error.retry_after > LONGEST_WAIT:
                    raise
                log.warning("Telegram asks to wait %d s before %s", error.retry_after, type(method).__name__)
                await self._sleep(error.retry_after)
        raise AssertionError("the last attempt returns or raises")

    async def _take_turn(self, method: TelegramMethod[Any]) -> None:
        lines = _lines(method)
        if goes_last():
            spare = [(line, Pace(p.interval, p.burst - LEFT_TO_OTHERS[p])) for line, p in lines]
            if (seconds := await self._places.take_spare(spare)) > 0:
                raise CrowdedError(seconds)
            return
        wait = await self._places.take(lines)
        if lines:
            metrics.PACING_SECONDS.observe(wait)
        if wait > 0:
            await self._sleep(wait)

    async def _counted(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        result = "failed"
        try:
            response = await make_request(bot, method)
            result = "ok"
        except TelegramRetryAfter:
            result = "busy"
            raise
        except TelegramBadRequest:
            result = "refused"
            raise
        finally:
            metrics.TELEGRAM_CALLS.labels(type(method).__name__, result).inc()
        return response


def _lines(method: TelegramMethod[Any]) -> list[tuple[str, Pace]]:
    """In which lines a request has to stand."""
    chat = getattr(method, "chat_id", None)
    if not _is_paced(method) or not isinstance(chat, int):
        return []
    lines = [("all", OVERALL), (f"chat:{chat}", CHAT)]
    return [*lines, (f"group:{chat}", GROUP)] if chat < 0 else lines


def _is_paced(method: TelegramMethod[Any]) -> bool:
    name = type(method).__name__
    return name.startswith(("Send", "Edit", "Copy", "Forward")) and not isinstance(method, SendChatAction)
