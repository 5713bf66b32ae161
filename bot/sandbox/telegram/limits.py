"""How much a bot may send, as Telegram limits it (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits).

Telegram publishes 30 messages a second overall, about one a second in a chat with short bursts let
through, and 20 a minute in a group. How short a burst is, is not published: here five. Whether edits count
is not published either: here they do, like every message sent, ephemeral ones included. Answers to presses,
chat actions, reactions, deletions and reading are free.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable

OVERALL, OVERALL_WINDOW = 30, 1.0
GROUP, GROUP_WINDOW = 20, 60.0
BURST, REFILL = 5, 1.0  # a chat's bucket and how many it regains in a second


class Window:
    """At most ``size`` within any ``seconds``."""

    def __init__(self, size: int, seconds: float) -> None:
        self._size = size
        self._seconds = seconds
        self._taken: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Seconds until one more fits; 0 when it does."""
        while self._taken and self._taken[0] <= now - self._seconds:
            self._taken.popleft()
        if len(self._taken) < self._size:
            return 0.0
        return self._taken[0] + self._seconds - now

    def take(self, now: float) -> None:
        self._taken.append(now)


class Bucket:
    """A burst of ``BURST`` and then ``REFILL`` a second."""

    def __init__(self, now: float) -> None:
        self._level = float(BURST)
        self._at = now

    def wait(self, now: float) -> float:
        self._level = min(BURST, self._level + (now - self._at) * REFILL)
        self._at = now
        return 0.0 if self._level >= 1 else (1 - self._level) / REFILL

    def take(self, now: float) -> None:
        self.wait(now)
        self._level -= 1


class RateLimits:
    """``now`` gives seconds; with ``enforced`` false everything passes."""

    def __init__(self, now: Callable[[], float], enforced: bool = True) -> None:
        self._now = now
        self._enforced = enforced
        self._overall = Window(OVERALL, OVERALL_WINDOW)
        self._chats: dict[int, Bucket] = {}
        self._groups: dict[int, Window] = {}

    def charge(self, chat: int | None, is_group: bool = False) -> int | None:
        """Count one message to a chat (None: an inline message, whose chat the bot does not know).

        Returns None when it passes, else the whole seconds to wait; what is refused is not counted.
        """
        if not self._enforced:
            return None
        now = self._now()
        limits: list[Window | Bucket] = [self._overall]
        if chat is not None:
            limits.append(self._chats.setdefault(chat, Bucket(now)))
        if chat is not None and is_group:
            limits.append(self._groups.setdefault(chat, Window(GROUP, GROUP_WINDOW)))
        longest = max(limit.wait(now) for limit in limits)
        if longest > 0:
            return max(1, math.ceil(longest))
        for limit in limits:
            limit.take(now)
        return None
