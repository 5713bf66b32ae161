"""Calls that nobody asked for are marked where they begin, and known wherever they end up."""

from __future__ import annotations

import asyncio

from bot.home.background import background, is_background


async def _seen() -> bool:
    await asyncio.sleep(0)
    return is_background()


async def test_what_is_awaited_or_started_within_is_in_the_background() -> None:
    with background():
        started = asyncio.create_task(_seen())
        assert await _seen()
    assert await started, "a task keeps the mark that it was started with"


async def test_nothing_outside_is() -> None:
    beside = asyncio.create_task(_seen())
    with background(), background():
        pass
    assert not is_background()
    assert not await beside
