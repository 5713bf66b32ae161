"""Inline mode: answers to inline queries, kept as long as the bot allows, and the messages made of them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from bot.sandbox.telegram.messages import Message
from bot.sandbox.telegram.queries import Queries


class InlineMode:
    """``sent`` are the messages with a keyboard that came from a result, by inline_message_id."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._ids = itertools.count(1)
        self._cache: dict[tuple[str, int | None], tuple[float, dict[str, Any]]] = {}
        self._offered: dict[int, tuple[str, dict[str, Any]]] = {}
        self.queries = Queries(now)
        self.sent: dict[str, Message] = {}

    def cached(self, person: int, text: str) -> dict[str, Any] | None:
        """An answer that Telegram still remembers: for this person, or for everybody."""
        for whose in (person, None):
            expires, answer = self._cache.get((text, whose), (0.0, {}))
            if expires > self._now():
                return answer
        return None

    def remember(self, person: int, text: str, answer: dict[str, Any]) -> None:
        whose = person if answer["is_personal"] else None
        self._cache[text, whose] = (self._now() + answer["cache_time"], answer)

    def offer(self, person: int, text: str, answer: dict[str, Any]) -> None:
        """What a person has before their eyes, to choose from."""
        self._offered[person] = (text, answer)

    def chosen(self, person: int, result_id: str) -> tuple[str, dict[str, Any]] | None:
        """The query and the result that a person chose from what was offered last."""
        text, answer = self._offered.get(person, ("", {"results": []}))
        for result in answer["results"]:
            if result["id"] == result_id:
                return text, result
        return None

    def next_id(self) -> str:
        return f"AAMCAgADsandbox{next(self._ids):012d}"
