"""Updates that come twice: after a crash, or an answer that Telegram did not hear, it repeats them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import TelegramObject, Update

KEPT = 5_000


class Seen(BaseMiddleware):
    """Lets every update through once, by its id. Kept in the process: commands are absolute anyway."""

    def __init__(self) -> None:
        self._ids: OrderedDict[int, None] = OrderedDict()

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        if isinstance(event, Update):
            if event.update_id in self._ids:
                return UNHANDLED
            self._ids[event.update_id] = None
            if len(self._ids) > KEPT:
                self._ids.popitem(last=False)
        return await handler(event, data)
