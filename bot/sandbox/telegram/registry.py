"""The Bot API's methods by name; modules of ``methods/`` register themselves here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.sandbox.telegram.call import Call
from bot.sandbox.telegram.errors import TelegramError
from bot.sandbox.telegram.telegram import Telegram

Method = Callable[[Telegram, Call], Awaitable[Any]]

METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Registers a coroutine as the Bot API's method ``name``; names ignore case, as Telegram's do."""

    def register(function: Method) -> Method:
        METHODS[name.lower()] = function
        return function

    return register


async def perform(telegram: Telegram, name: str, call: Call) -> Any:
    """Carry out a method; a name that Telegram does not know is "Not Found", never "ok"."""
    found = METHODS.get(name.lower())
    if found is None:
        raise TelegramError(404, "Not Found")
    return await found(telegram, call)
