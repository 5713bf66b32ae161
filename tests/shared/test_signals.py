"""Bots beside each other hear what the others say, through a Redis that may be away in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from uuid import uuid4

import pytest

from bot.shared import Shared, in_process
from tests.redis_server import own_redis

pytest.importorskip("redis")  # without the extra the fixtures of tests/redis_server.py say so

from bot.shared.in_redis import SignalsInRedis, in_redis
from bot.shared.store import Store

WITHIN = 10.0


class Bot:
    def __init__(self, signals: SignalsInRedis) -> None:
        self.signals = signals
        self.heard: list[str | None] = []
        signals.hear(self.heard.append)


async def at_once(_: float) -> None:
    await asyncio.sleep(0.02)


@asynccontextmanager
async def listening(url: str, count: int, prefix: str) -> AsyncIterator[list[Bot]]:
    """Bots that listen; they have heard that they do."""
    stores = [Store(url, prefix, now=lambda: 0.0) for _ in range(count)]
    bots = [Bot(SignalsInRedis(store, at_once)) for store in stores]
    tasks = [asyncio.create_task(bot.signals.listen()) for bot in bots]
    try:
        await until(lambda: all(bot.heard == [None] for bot in bots))
        yield bots
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for store in stores:
            await store.close()


async def until(happens: Callable[[], bool]) -> None:
    async with asyncio.timeout(WITHIN):
        while not happens():  # noqa: ASYNC110 - a server of its own is waited for
            await asyncio.sleep(0.01)


async def test_all_others_hear_and_whoever_speaks_does_not(redis_url: str) -> None:
    async with listening(redis_url, 3, f"test-{uuid4().hex}") as bots:
        first, *others = bots
        await first.signals.send("дом 1")
        await first.signals.send("two words")
        await until(lambda: all(len(bot.heard) == 3 for bot in others))
        assert [bot.heard for bot in others] == [[None, "дом 1", "two words"]] * 2
        assert first.heard == [None]


async def test_bots_of_another_name_hear_nothing(redis_url: str) -> None:
    async with (
        listening(redis_url, 1, f"test-{uuid4().hex}") as ours,
        listening(redis_url, 2, f"test-{uuid4().hex}") as theirs,
    ):
        await theirs[0].signals.send("x")
        await until(lambda: theirs[1].heard == [None, "x"])
        assert ours[0].heard == [None]


async def test_after_redis_was_away_something_may_have_been_missed(tmp_path: Path) -> None:
    with own_redis(tmp_path) as server:
        async with listening(server.url, 2, "test") as bots:
            server.stop()
            await bots[0].signals.send("lost")
            server.start()
            await until(lambda: all(bot.heard == [None, None] for bot in bots))
            await asyncio.sleep(0)
            store = Store(server.url, "test")
            await SignalsInRedis(store).send("found")
            await until(lambda: all(bot.heard == [None, None, "found"] for bot in bots))
            await store.close()


async def test_a_bot_alone_has_nobody_to_listen_to() -> None:
    shared: Shared = in_process()
    shared.signals.hear(lambda text: pytest.fail("nobody is there"))
    await shared.signals.send("hello?")
    await shared.signals.listen()


async def test_listening_ends_when_the_bot_does(redis_url: str) -> None:
    shared = in_redis(redis_url, f"test-{uuid4().hex}")
    task = asyncio.create_task(shared.signals.listen())
    await asyncio.sleep(0.05)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    await shared.close()
