"""Several bots on one Redis, and a Redis that is away."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from bot.home.errors import SettingsError
from bot.shared import Pace
from tests.redis_server import own_redis

pytest.importorskip("redis")  # without the extra the fixtures of tests/redis_server.py say so

from bot.shared.in_redis import LocksInRedis, PlacesInRedis, in_redis
from bot.shared.process import PlacesInProcess
from bot.shared.store import QUIET, Script, Store

LINE = Script("return redis.call('ZCARD', KEYS[1])")
A_LEASE = 1.0  # seconds: a machine that is busy may keep a test waiting, but hardly for two thirds of it
WITHIN = 10.0


@asynccontextmanager
async def _stores(url: str, count: int) -> AsyncIterator[list[Store]]:
    """One for each of several bots."""
    prefix = f"test-{uuid4().hex}"
    stores = [Store(url, prefix) for _ in range(count)]
    yield stores
    for store in stores:
        await store.close()


async def test_of_all_bots_one_at_a_time_holds_a_key(redis_url: str) -> None:
    inside = most = served = 0

    async def work(locks: LocksInRedis) -> None:
        nonlocal inside, most, served
        async with locks.hold("chat"):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.002)
            inside -= 1
            served += 1

    async with _stores(redis_url, 3) as stores:
        locks = [LocksInRedis(store, ask_again=0.005) for store in stores]
        await asyncio.gather(*(work(one) for one in locks * 10))
    assert (most, served) == (1, 30)


async def test_bots_are_served_in_the_order_of_asking(redis_url: str) -> None:
    told: list[int] = []

    async def work(number: int, locks: LocksInRedis) -> None:
        async with locks.hold("chat"):
            told.append(number)

    async with _stores(redis_url, 4) as stores:
        first, *others = [LocksInRedis(store, ask_again=0.005) for store in stores]
        async with first.hold("chat"), asyncio.timeout(WITHIN):
            tasks = []
            for number, locks in enumerate(others):
                tasks.append(asyncio.create_task(work(number, locks)))
                while await stores[0].run(LINE, ["lock:chat:line"], []) < number + 2:  # noqa: ASYNC110
                    await asyncio.sleep(0.005)  # another connection brings it there
        await asyncio.gather(*tasks)
    assert told == [0, 1, 2]


async def test_a_bot_that_dies_holding_a_key_is_outlived_and_one_that_works_long_is_not(
    redis_url: str,
) -> None:
    async with _stores(redis_url, 3) as stores:
        dead, busy, third = [LocksInRedis(store, lease=A_LEASE, ask_again=0.01) for store in stores]
        await dead._stand(["lock:a:line", "lock:a:alive", "lock:a:last"], "left behind")
        async with asyncio.timeout(WITHIN), busy.hold("a"):
            waiting = asyncio.create_task(_enter(third, "a"))
            await asyncio.sleep(2.2 * A_LEASE)
            assert not waiting.done()
        await waiting


async def _enter(locks: LocksInRedis, key: str) -> None:
    async with locks.hold(key):
        pass


async def test_all_bots_together_keep_to_a_pace(redis_url: str) -> None:
    pace = Pace(interval=10.0, burst=3)
    async with _stores(redis_url, 3) as stores:
        lines = [PlacesInRedis(store, PlacesInProcess()) for store in stores]
        waits = sorted(await asyncio.gather(*(line.take([("all", pace)]) for line in lines * 2)))
    assert waits == pytest.approx([0, 0, 0, 10, 20, 30], abs=1)


async def test_without_redis_each_bot_goes_on_by_itself_and_says_so_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with own_redis(tmp_path) as server:
        shared = in_redis(server.url, "test")
        await shared.notes.write("talk", "before", 60)
        server.stop()
        caplog.set_level(logging.WARNING)
        async with asyncio.timeout(QUIET):
            await asyncio.gather(*(_enter_any(shared.locks) for _ in range(5)))
            assert await shared.places.take([("all", Pace(1.0, 2))]) == 0
            assert await shared.notes.read("talk") == "before"
        assert caplog.text.count("Redis is away") == 1
        await shared.close()


async def _enter_any(locks: object) -> None:
    assert isinstance(locks, LocksInRedis)
    await _enter(locks, "chat")


async def test_a_redis_that_was_restarted_is_used_again(tmp_path: Path) -> None:
    now = 0.0
    with own_redis(tmp_path) as server:
        store = Store(server.url, "test", lambda: now)
        lines = PlacesInRedis(store, PlacesInProcess())
        slow = Pace(100.0, 1)
        assert await lines.take([("all", slow)]) == 0
        server.stop()
        assert await lines.take([("all", slow)]) == 0  # by itself: it knows of none
        server.start()
        now += QUIET
        assert await lines.take([("all", slow)]) == 0  # the server has forgotten, the script too
        assert await lines.take([("all", slow)]) == pytest.approx(100, abs=1)
        await store.close()


def test_an_address_that_is_none_is_named_without_its_password() -> None:
    with pytest.raises(SettingsError, match="HOUSEMATE_REDIS") as raised:
        in_redis("http://:hush@host", "test")
    assert "hush" not in str(raised.value)
