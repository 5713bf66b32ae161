"""Presses and inline queries that wait for the bot's answer.

Telegram publishes no deadline for answerCallbackQuery; users lose answers after anything between a few
seconds and twenty. Here both kinds of query expire after seven seconds of the sandbox's clock.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.telegram.errors import too_old

LIFETIME = 7.0
FIRST_ID = 4_818_231_970_000_001


@dataclass
class Query:
    """``chat`` and ``message`` say where a button was pressed; an inline query has ``text`` instead.

    ``answered`` is set by the bot's answer, in time or (``late``) not.
    """

    id: str
    person: int
    expires: float
    chat: int | None = None
    message: int | None = None
    text: str = ""
    answer: dict[str, Any] | None = None
    late: bool = False
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    async def wait(self, seconds: float) -> None:
        """Until the bot answers, or that long."""
        try:
            async with asyncio.timeout(seconds):
                await self.answered.wait()
        except TimeoutError:
            return


class Queries:
    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._ids = itertools.count(FIRST_ID)
        self._queries: dict[str, Query] = {}

    def ask(self, person: int, chat: int | None = None, message: int | None = None, text: str = "") -> Query:
        query = Query(str(next(self._ids)), person, self._now() + LIFETIME, chat, message, text)
        self._queries[query.id] = query
        return query

    def find(self, id_: str) -> Query | None:
        return self._queries.get(id_)

    def answer(self, id_: str, answer: dict[str, Any]) -> Query:
        """Take the bot's only answer; raises TelegramError when it is late, repeated or to nothing."""
        query = self._queries.get(id_)
        if query is None or query.answer is not None:
            raise too_old()
        query.late = self._now() > query.expires
        query.answered.set()
        if query.late:
            raise too_old()
        query.answer = answer
        return query
