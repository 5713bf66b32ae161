"""What bots beside each other tell one another of a home, so that none goes on with what is no longer true.

Nothing is told of what is so, only of what is to be doubted: whoever needs it reads it, or recalls what the
accounts listed from the database. A word that is lost costs a minute or five of old values, as without it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from bot.home.capability import Key
from bot.home.clock import Sleep
from bot.home.house import Device, House
from bot.household import Household
from bot.shared import Signals

GATHERED_FOR = 0.05  # seconds: what one act changes is one word


class Kind(StrEnum):
    VALUES = "values"
    LISTED = "listed"
    DROPPED = "dropped"


@dataclass(frozen=True)
class News:
    """Some devices have other values, an account lists something else, or a home has other accounts."""

    kind: Kind
    home: int
    devices: tuple[str, ...] = ()


class Others:
    """Tells other bots what this one has learned, and passes on what they tell."""

    def __init__(self, signals: Signals, sleep: Sleep = asyncio.sleep) -> None:
        self._signals = signals
        self._sleep = sleep
        self._changed: dict[int, set[str]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._household: Callable[[int], Household | None] = lambda home: None

    def join(
        self, household: Callable[[int], Household | None], heard: Callable[[News | None], None]
    ) -> None:
        self._household = household
        self._signals.hear(lambda text: heard(None) if text is None else _pass_on(text, heard))

    def learned(self, home: int, before: House, fresh: Sequence[Device]) -> None:
        """What was doubted here was told by somebody else: it is not told again."""
        household = self._household(home)
        changed = {
            device.id
            for device in fresh
            if _is_news(before.device(device.id), device) and not (household and household.doubts(device.id))
        }
        if not changed:
            return
        if home not in self._changed:
            self._begin(home)
        self._changed.setdefault(home, set()).update(changed)

    def listed(self, home: int) -> None:
        self._send(News(Kind.LISTED, home))

    def dropped(self, home: int) -> None:
        self._send(News(Kind.DROPPED, home))

    async def close(self) -> None:
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _begin(self, home: int) -> None:
        self._keep(asyncio.create_task(self._gathered(home)))

    async def _gathered(self, home: int) -> None:
        await self._sleep(GATHERED_FOR)
        news = News(Kind.VALUES, home, tuple(sorted(self._changed.pop(home, ()))))
        await self._signals.send(_written(news))

    def _send(self, news: News) -> None:
        self._keep(asyncio.create_task(self._signals.send(_written(news))))

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _is_news(before: Device | None, now: Device) -> bool:
    """Whether something is different from what was known, not only known for the first time."""
    if before is None:
        return False
    if before.online is not None and now.online != before.online:
        return True
    known = {Key(c.kind, c.instance): c.value for c in before.capabilities if c.value is not None}
    return any(known.get(Key(c.kind, c.instance), c.value) != c.value for c in now.capabilities)


def _written(news: News) -> str:
    return json.dumps([news.kind, news.home, *news.devices], separators=(",", ":"))


def _pass_on(text: str, heard: Callable[[News | None], None]) -> None:
    """What another version says is passed over where it is not understood."""
    with suppress(ValueError, TypeError):
        kind, home, *devices = json.loads(text)
        heard(News(Kind(kind), int(home), tuple(map(str, devices))))
