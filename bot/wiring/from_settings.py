"""The parts that the settings choose among: where there is no setting, the plainest one."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import httpx

from bot.clock import FollowedClock
from bot.home.clock import Clock, Sleep, SystemClock
from bot.home.errors import SettingsError
from bot.memory.memory import Memory
from bot.memory.seed import is_loopback
from bot.memory.updates import Ledger
from bot.monitoring import split_address
from bot.settings import Settings
from bot.shared import Shared, in_process
from bot.shared.process import PlacesInProcess
from bot.telegram.serving import Hook
from bot.telegram.voices import Transcriber
from bot.voice.endpoint import TranscriptionEndpoint
from bot.voice.offline import OfflineEars

WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def ledger_of(settings: Settings, memory: Memory, token: str) -> Ledger:
    """Which updates this process deals with; with a folder of its own nobody else can be at any."""
    name = token.partition(":")[0]
    bot = int(name) if name.isdecimal() else 0
    if settings.database is None:
        await memory.release_updates(bot=bot)
    return Ledger(memory, bot)


def shared_of(settings: Settings, token: str, clock: Clock) -> Shared:
    """What replicas share; the extra is imported only where it is wanted. A sandbox lets through what its own
    time allows, so the bot's places in line move with that."""
    if settings.redis is None:
        alone = in_process()
        if isinstance(clock, FollowedClock):
            return replace(alone, places=PlacesInProcess(clock.seconds))
        return alone
    try:
        from bot.shared.in_redis import in_redis
    except ModuleNotFoundError:
        raise SettingsError("HOUSEMATE_REDIS needs the extra: pip install 'housemate[redis]'") from None
    return in_redis(settings.redis.get_secret_value(), f"housemate:{token.partition(':')[0]}")


def sleep_of(settings: Settings, clock: Clock) -> Sleep:
    """How one waits for a place in line."""
    return clock.sleep if settings.redis is None and isinstance(clock, FollowedClock) else asyncio.sleep


def hook_of(settings: Settings) -> Hook | None:
    """Where Telegram brings updates; None where they are fetched."""
    if settings.webhook_url is None:
        return None
    host, port = split_address(settings.webhook_listen, "HOUSEMATE_WEBHOOK_LISTEN")
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else None
    if secret and not WEBHOOK_SECRET.fullmatch(secret):
        raise SettingsError("HOUSEMATE_WEBHOOK_SECRET must be 1 to 256 of A-Z a-z 0-9 _ -")
    return Hook(settings.webhook_url, host, port, secret)


def transcriber_of(settings: Settings, http: httpx.AsyncClient) -> Transcriber | None:
    """What hears voice messages: the operator's endpoint, else the extra ``voice``, else nothing."""
    if settings.transcribe_url is None:
        return OfflineEars() if OfflineEars.is_available() else None
    key = settings.transcribe_key.get_secret_value() if settings.transcribe_key else None
    return TranscriptionEndpoint(http, settings.transcribe_url, settings.transcribe_model, key)


@asynccontextmanager
async def clock_of(settings: Settings, http: httpx.AsyncClient) -> AsyncIterator[Clock]:
    if settings.clock_url is None:
        yield SystemClock()
        return
    clock = FollowedClock(settings.clock_url)
    await clock.look(http)
    following = asyncio.create_task(clock.follow(http))
    try:
        yield clock
    finally:
        following.cancel()


def refuse_pretence_outside_loopback(settings: Settings) -> None:
    """A seed and a followed clock are for the sandbox: with a real endpoint anywhere they are refused."""
    endpoints = (settings.telegram_api, settings.yandex_api, settings.yandex_oauth, settings.aliyun_api)
    pretences = {"HOUSEMATE_SEED": settings.seed, "HOUSEMATE_CLOCK_URL": settings.clock_url}
    for name, value in pretences.items():
        if value is None:
            continue
        outside = [url for url in (*endpoints, settings.clock_url) if url and not is_loopback(url)]
        if outside:
            raise SettingsError(f"{name} is for the sandbox only, but {outside[0]} is not on this machine")
