"""What Telegram did not answer is asked again: a line that breaks for a moment costs no answer and no alarm.

A message that had arrived all the same then stands there twice, both saying what is true, with buttons that
work; that is better than none, and than an excuse for what went well. Nothing at home is done twice by it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramEntityTooLarge,
    TelegramNetworkError,
    TelegramServerError,
)
from aiogram.methods import AnswerCallbackQuery, GetUpdates, Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.home.clock import Sleep
from bot.home.errors import NotNowError
from bot.telegram.pacing import goes_last

AWAY = (TelegramNetworkError, TelegramServerError)
"""What says that Telegram is away, rather than that it does not want something."""

WAITS = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0)  # seconds
SHORT = WAITS[:1]  # for a press: what it leads to need not wait for its answer

log = logging.getLogger(__name__)


@contextmanager
def coming_again() -> Iterator[None]:
    """What led to an answer that Telegram could not be given is told once it is there again.

    Whoever deals with it then looks what has been done by now (bot/home/once.py).
    """
    try:
        yield
    except TelegramEntityTooLarge:
        raise
    except TelegramNetworkError as error:
        raise NotNowError(f"Telegram does not answer: {error.message}") from None


class Persisting(BaseRequestMiddleware):
    """A middleware of the bot's session. ``sleep``: how one waits until the next try."""

    def __init__(self, sleep: Sleep = asyncio.sleep) -> None:
        self._sleep = sleep

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        for wait in _waits(method):
            try:
                return await _asked(make_request, bot, method)
            except TelegramEntityTooLarge:
                raise
            except AWAY as error:
                log.warning("%s: %s; trying again in %.1f s", type(method).__name__, error.message, wait)
                await self._sleep(wait)
        return await _asked(make_request, bot, method)


def _waits(method: TelegramMethod[Any]) -> tuple[float, ...]:
    if goes_last() or isinstance(method, GetUpdates):  # the one is drawn anew later, the other asks on anyway
        return ()
    return SHORT if isinstance(method, AnswerCallbackQuery) else WAITS


async def _asked(
    make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
) -> Response[TelegramType]:
    """An answer that nobody can read is none; it may hold what people wrote, and stays out of the log."""
    try:
        return await make_request(bot, method)
    except ClientDecodeError as error:
        raise TelegramNetworkError(method, f"{error.message} ({type(error.original).__name__})") from None
