"""Every update is counted, timed, and gives its name to whatever is logged on its account."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import TelegramObject, Update
from aiogram.types.update import UpdateTypeLookupError

from bot import metrics
from bot.home.trace import caused_by


class Arrivals(BaseMiddleware):
    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        if not isinstance(event, Update):
            return await handler(event, data)
        kind, begun, result = _kind(event), time.monotonic(), "failed"
        with caused_by(f"u{event.update_id}"), metrics.UPDATES_UNDER_WAY.track_inprogress():
            try:
                answer = await handler(event, data)
                result = "passed" if answer is UNHANDLED else "done"
            finally:
                metrics.UPDATES.labels(kind, result).inc()
                metrics.UPDATE_SECONDS.labels(kind).observe(time.monotonic() - begun)
        return answer


def _kind(update: Update) -> str:
    try:
        return update.event_type
    except UpdateTypeLookupError:
        return "unknown"
