"""What all bots on one Redis share. While Redis is away, each shares within its own process.

A script's time is the server's, so that clocks of replicas may differ.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing, asynccontextmanager, suppress

from bot.shared.ports import Hearer, Notes, Pace, Places, Shared
from bot.shared.process import LocksInProcess, NotesInProcess, PlacesInProcess
from bot.shared.store import QUIET, Script, Store, StoreAwayError

LEASE = 10.0  # seconds until somebody who waits or holds and does not say so any more is dead
ASK_AGAIN = 0.025  # seconds
CHANNEL = "signals"

# KEYS: the line (token by number), who is alive (token by time), the last number. ARGV: token, lease in ms.
# Stand in line, or show to be alive there; 1 for the first one who lives.
_STAND_IN_LINE = Script("""
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  redis.call('ZADD', KEYS[1], redis.call('INCR', KEYS[3]), ARGV[1])
end
redis.call('HSET', KEYS[2], ARGV[1], now + ARGV[2])
for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, ARGV[2] * 3) end
while true do
  local first = redis.call('ZRANGE', KEYS[1], 0, 0)[1]
  if first == ARGV[1] then return 1 end
  if tonumber(redis.call('HGET', KEYS[2], first) or 0) > now then return 0 end
  redis.call('ZREM', KEYS[1], first)
  redis.call('HDEL', KEYS[2], first)
end
""")
_LEAVE = Script("redis.call('ZREM', KEYS[1], ARGV[1]) redis.call('HDEL', KEYS[2], ARGV[1])")

# KEYS: lines. ARGV: of each its interval in microseconds and its burst. Microseconds until the place comes.
_TAKE_PLACES = Script("""
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local wait = 0
for n, key in ipairs(KEYS) do
  local interval, burst = tonumber(ARGV[2 * n - 1]), tonumber(ARGV[2 * n])
  local due = math.max(tonumber(redis.call('GET', key) or 0), now)
  local after = string.format('%d', due + interval)
  redis.call('SET', key, after, 'PX', math.ceil((due + interval - now) / 1000) + 1)
  wait = math.max(wait, due - now - (burst - 1) * interval)
end
return string.format('%d', wait)
""")

# The same, but where the wait is not 0 nothing is taken.
_TAKE_SPARE_PLACES = Script("""
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local wait = 0
local dues = {}
for n, key in ipairs(KEYS) do
  local interval, burst = tonumber(ARGV[2 * n - 1]), tonumber(ARGV[2 * n])
  dues[n] = math.max(tonumber(redis.call('GET', key) or 0), now)
  wait = math.max(wait, dues[n] - now - (burst - 1) * interval)
end
if wait == 0 then
  for n, key in ipairs(KEYS) do
    local after = dues[n] + tonumber(ARGV[2 * n - 1])
    redis.call('SET', key, string.format('%d', after), 'PX', math.ceil((after - now) / 1000) + 1)
  end
end
return string.format('%d', wait)
""")


class LocksInRedis:
    """In each process one at a time stands in line for a key, so lines are as long as there are processes."""

    def __init__(self, store: Store, lease: float = LEASE, ask_again: float = ASK_AGAIN) -> None:
        self._store = store
        self._own = LocksInProcess()
        self._held: set[str] = set()
        self._lease = lease
        self._ask_again = ask_again

    @asynccontextmanager
    async def hold(self, key: str) -> AsyncIterator[None]:
        async with self._own.hold(key):
            keys, token = [f"lock:{key}:{part}" for part in ("line", "alive", "last")], secrets.token_hex(8)
            try:
                await self._wait(keys, token)
                self._held.add(token)
                staying = asyncio.create_task(self._stay(keys, token))
                try:
                    yield
                finally:
                    self._held.discard(token)
                    staying.cancel()
            finally:
                with suppress(StoreAwayError):
                    await asyncio.shield(self._store.run(_LEAVE, keys, [token]))

    async def _wait(self, keys: list[str], token: str) -> None:
        with suppress(StoreAwayError):
            while not await self._stand(keys, token):  # noqa: ASYNC110 - who holds it may be another process
                await asyncio.sleep(self._ask_again)

    async def _stay(self, keys: list[str], token: str) -> None:
        # A cancellation can get lost in a connection that breaks at the same moment: then this ends here.
        while token in self._held:
            await asyncio.sleep(self._lease / 3)
            with suppress(StoreAwayError):
                if token in self._held:
                    await self._stand(keys, token)

    async def _stand(self, keys: list[str], token: str) -> bool:
        return bool(await self._store.run(_STAND_IN_LINE, keys, [token, int(self._lease * 1000)]))


class PlacesInRedis:
    def __init__(self, store: Store, alone: Places) -> None:
        self._store = store
        self._alone = alone

    async def take(self, lines: Sequence[tuple[str, Pace]]) -> float:
        try:
            return await self._run(_TAKE_PLACES, lines)
        except StoreAwayError:
            return await self._alone.take(lines)

    async def take_spare(self, lines: Sequence[tuple[str, Pace]]) -> float:
        try:
            return await self._run(_TAKE_SPARE_PLACES, lines)
        except StoreAwayError:
            return await self._alone.take_spare(lines)

    async def _run(self, script: Script, lines: Sequence[tuple[str, Pace]]) -> float:
        if not lines:
            return 0.0
        keys = [f"pace:{line}" for line, _ in lines]
        arguments = [number for _, pace in lines for number in (int(pace.interval * 1e6), pace.burst)]
        return int(await self._store.run(script, keys, [*arguments])) / 1e6


class NotesInRedis:
    def __init__(self, store: Store, alone: Notes) -> None:
        self._store = store
        self._alone = alone

    async def read(self, key: str) -> str | None:
        try:
            return await self._store.read(f"note:{key}")
        except StoreAwayError:
            return await self._alone.read(key)

    async def write(self, key: str, text: str, seconds: float) -> None:
        await self._alone.write(key, text, seconds)  # for when Redis is away a moment later
        with suppress(StoreAwayError):
            await self._store.write(f"note:{key}", text, seconds)


class SignalsInRedis:
    """One channel for all bots; each passes over what it has said itself."""

    def __init__(self, store: Store, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._store = store
        self._sleep = sleep
        self._self = secrets.token_hex(8)
        self._hearers: list[Hearer] = []

    def hear(self, hearer: Hearer) -> None:
        self._hearers.append(hearer)

    async def send(self, text: str) -> None:
        with suppress(StoreAwayError):
            await self._store.publish(CHANNEL, f"{self._self} {text}")

    async def listen(self) -> None:
        """Whenever the connection is made, and made anew, something may have been missed before."""
        while True:
            with suppress(StoreAwayError):
                async with aclosing(self._store.published(CHANNEL)) as messages:
                    async for message in messages:
                        self._pass_on(message)
            await self._sleep(QUIET)

    def _pass_on(self, message: str | None) -> None:
        sender, _, text = (message or "").partition(" ")
        if sender != self._self:
            for hearer in self._hearers:
                hearer(None if message is None else text)


def in_redis(url: str, prefix: str) -> Shared:
    """Raises ``SettingsError`` where the address is none. That Redis answers is not waited for."""
    store = Store(url, prefix)
    places, notes = PlacesInRedis(store, PlacesInProcess()), NotesInRedis(store, NotesInProcess())
    return Shared(LocksInRedis(store), places, notes, SignalsInRedis(store), store.close)
