"""Work that is done again and again for as long as the bot runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.home.clock import Sleep

log = logging.getLogger(__name__)


async def every(seconds: float, work: Callable[[], Awaitable[None]], sleep: Sleep = asyncio.sleep) -> None:
    """Do the work, wait, do it again, until cancelled. A round that fails is logged, the next one comes."""
    while True:
        try:
            await work()
        except Exception:
            log.exception("a round of background work failed")
        await sleep(seconds)
