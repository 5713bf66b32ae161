"""The updates that wait for the bot: numbered, kept for 24 hours, given again until they are confirmed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Any

KEPT = 86_400.0
MOST_AT_ONCE = 100
FIRST_ID = 100_000_001
KINDS = (
    "message",
    "edited_message",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "message_reaction",
    "message_reaction_count",
)
BY_DEFAULT = frozenset(KINDS) - {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(frozen=True)
class Pending:
    """``lane`` tells which updates must stay in order: those of one chat or of one person."""

    id: int
    body: dict[str, Any]
    lane: int
    expires: float
    twice: bool


class Updates:
    """``duplicate`` is the share of updates that are given a second time after they were confirmed."""

    def __init__(self, now: Callable[[], float], duplicate: float = 0.0, seed: int = 7) -> None:
        self._now = now
        self._duplicate = duplicate
        self._random = random.Random(seed)
        self._next_id = FIRST_ID
        self._waiting: dict[int, Pending] = {}  # in the order of their ids
        self._again: list[Pending] = []
        self.allowed = BY_DEFAULT
        self.on_new: Callable[[int], None] = lambda lane: None

    def allow(self, kinds: Iterable[str]) -> None:
        """Which kinds are kept from now on; an empty list means all but the three that must be asked for."""
        self.allowed = frozenset(map(str, kinds)) or BY_DEFAULT

    def put(self, kind: str, content: dict[str, Any], lane: int) -> None:
        if kind not in self.allowed:
            return
        twice = self._random.random() < self._duplicate
        body = {"update_id": self._next_id, kind: content}
        self._waiting[self._next_id] = Pending(self._next_id, body, lane, self._now() + KEPT, twice)
        self._next_id += 1
        self.on_new(lane)

    def confirm(self, offset: int) -> None:
        """Forget everything below ``offset``; a negative one keeps that many of the newest."""
        if offset < 0:
            offset = next(iter([*self._waiting][offset:]), FIRST_ID)
        for id_ in list(takewhile(lambda id_: id_ < offset, self._waiting)):
            confirmed = self._waiting.pop(id_)
            if confirmed.twice:
                self._again.append(confirmed)

    def take(self, limit: int = MOST_AT_ONCE) -> list[dict[str, Any]]:
        """The oldest updates, which stay until they are confirmed; second copies come first, once."""
        self._expire()
        again, self._again = self._again[:limit], self._again[limit:]
        return [update.body for update in [*again, *islice(self._waiting.values(), limit - len(again))]]

    def lanes(self) -> set[int]:
        """Where something waits."""
        self._expire()
        return {update.lane for update in self._waiting.values()}

    def oldest(self, lane: int) -> Pending | None:
        self._expire()
        return next((update for update in self._waiting.values() if update.lane == lane), None)

    def drop(self, id_: int) -> None:
        """One update was delivered (by webhook)."""
        self._waiting.pop(id_, None)

    def clear(self) -> None:
        self._waiting.clear()
        self._again.clear()

    def __len__(self) -> int:
        self._expire()
        return len(self._waiting)

    def _expire(self) -> None:
        now = self._now()
        for id_ in [update.id for update in takewhile(lambda u: u.expires <= now, self._waiting.values())]:
            del self._waiting[id_]
