"""Updates fetched from Telegram, and confirmed only when they have been dealt with.

Telegram forgets what is below the ``offset`` of the next call. So while something is under way, the calls
that follow ask from there on again, and pass over what is known; a process that dies finds everything again
that it had not finished. With nothing under way a call waits at Telegram, as is usual.

https://core.telegram.org/bots/api#getupdates
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Update

from bot.home.clock import Sleep
from bot.home.errors import HomeError

LONG = 30  # seconds that a call waits at Telegram for something new
GRACE = 10  # more until such a call is given up
LOOK_AGAIN = 0.2  # seconds, while something is under way
TRY_AGAIN_AFTER = (1, 2, 5, 10, 30)  # seconds
PATIENCE = 25.0  # seconds for what is under way when the end comes

log = logging.getLogger(__name__)

Handle = Callable[[Update], Awaitable[object]]


class Poller:
    """``handle`` deals with one update; what it raises as a ``HomeError`` is tried again a second later."""

    def __init__(self, bot: Bot, kinds: Sequence[str], handle: Handle, sleep: Sleep = asyncio.sleep) -> None:
        self._bot = bot
        self._kinds = list(kinds)
        self._handle = handle
        self._sleep = sleep
        self._next = 0
        self._open: dict[int, asyncio.Task[None] | None] = {}  # None: it is to be tried again
        self._done: set[int] = set()

    async def run(self) -> None:
        """Until cancelled; then what is under way is finished, and confirmed."""
        try:
            while True:
                for update in await self._fetch():
                    self._begin(update)
                await self._rest()
        finally:
            await asyncio.shield(self._end())

    async def _fetch(self) -> list[Update]:
        failures = 0
        while True:
            try:
                return await self._ask(0 if self._open else LONG)
            except TelegramAPIError as error:
                wait = TRY_AGAIN_AFTER[min(failures, len(TRY_AGAIN_AFTER) - 1)]
                log.warning("Telegram gives no updates (%s), trying again in %d s", error, wait)
                failures += 1
                await self._sleep(wait)

    async def _ask(self, timeout: int) -> list[Update]:
        offset = min(self._open, default=self._next)
        self._done = {id_ for id_ in self._done if id_ >= offset}
        return await self._bot.get_updates(
            offset=offset or None,
            timeout=timeout,
            allowed_updates=self._kinds,
            request_timeout=timeout + GRACE,
        )

    def _begin(self, update: Update) -> None:
        id_ = update.update_id
        if id_ in self._done or self._open.get(id_) is not None:
            return
        self._next = max(self._next, id_ + 1)
        self._open[id_] = asyncio.create_task(self._deal_with(update))

    async def _deal_with(self, update: Update) -> None:
        id_ = update.update_id
        try:
            await self._handle(update)
        except HomeError as error:
            log.warning("update %d could not be dealt with now: %s", id_, error)
            await self._sleep(1)
            self._open[id_] = None
            return
        except Exception:
            log.exception("update %d could not be dealt with", id_)
        del self._open[id_]
        self._done.add(id_)

    async def _rest(self) -> None:
        under_way = [task for task in self._open.values() if task is not None]
        if under_way:
            await asyncio.wait(under_way, timeout=LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED)

    async def _end(self) -> None:
        under_way = [task for task in self._open.values() if task is not None]
        if under_way:
            _, late = await asyncio.wait(under_way, timeout=PATIENCE)
            for task in late:
                task.cancel()
        if self._next:
            try:
                await self._bot.get_updates(
                    offset=min(self._open, default=self._next), limit=1, timeout=0, request_timeout=GRACE
                )
            except TelegramAPIError as error:
                log.warning("what was dealt with could not be confirmed: %s", error)
