"""Writes the journal, beside what it tells of: that it cannot be written spoils nobody's answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from dataclasses import dataclass

from bot.home.deed import Deed, Ending, Via, deed_to_json
from bot.home.trace import NOTHING, cause
from bot.memory.memory import Memory

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Doer:
    """Who did something, where, and how it was asked for; ``person`` is None for who is forgotten."""

    home: int
    person: int | None
    chat: int
    via: Via


def present_act() -> str | None:
    """What an entry about the present work is named by: it stays the same when the work comes again."""
    return None if cause() == NOTHING else cause()


class Journalist:
    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._writing: set[asyncio.Task[None]] = set()

    def note(self, doer: Doer, deed: Deed, ending: Ending, act: str | None) -> None:
        """Write it down while the answer is on its way."""
        self._beside(self.write(doer, deed, ending, act))

    def settle(self, home: int, act: str, ending: Ending) -> None:
        """By now it is known how it ended."""
        self._beside(_anyhow(self._memory.settle_entry(home, act, ending.value)))

    async def write(self, doer: Doer, deed: Deed, ending: Ending, act: str | None) -> None:
        entry = self._memory.write_entry(
            doer.home, doer.person, doer.chat, doer.via.value, deed_to_json(deed), ending.value, act=act
        )
        await _anyhow(entry)

    async def settle_now(self, home: int, act: str, ending: Ending) -> None:
        await _anyhow(self._memory.settle_entry(home, act, ending.value))

    async def close(self) -> None:
        """Wait for what is being written."""
        await asyncio.gather(*self._writing)

    def _beside(self, writing: Awaitable[None]) -> None:
        task = asyncio.ensure_future(writing)
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)


async def _anyhow(writing: Awaitable[None]) -> None:
    try:
        await writing
    except Exception:  # the database's own, or that a home went meanwhile: what was done stays done
        log.warning("an entry of the journal was not written", exc_info=True)
