"""What every command of the operator works with, and which of several homes it is about."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import click
import httpx

from bot import clouds
from bot.clock import FollowedClock
from bot.home.account import Account
from bot.home.clock import Clock, SystemClock
from bot.home.cloud import Cloud
from bot.memory.memory import Memory
from bot.memory.records import Home
from bot.opening import open_memory
from bot.operating.plain import plain
from bot.settings import Settings

NO_HOME = "There is no home yet. Connect an account first: housemate connect yandex (or aliyun)"


@dataclass(frozen=True)
class Desk:
    settings: Settings
    memory: Memory
    http: httpx.AsyncClient
    clock: Clock

    def connect(self, account: Account) -> Cloud:
        return clouds.connect(account, self.http, self.clock, self.memory)

    async def homes(self, number: int | None) -> tuple[Home, ...]:
        """All homes, or the one with that number. Raises ``ClickException`` where there is none."""
        homes = await self.memory.homes()
        if not homes:
            raise click.ClickException(NO_HOME)
        chosen = tuple(home for home in homes if number in (None, home.id))
        if not chosen:
            raise click.ClickException(f"There is no home {number}; there are {_listed(homes)}")
        return chosen

    async def home(self, number: int | None) -> Home:
        """The home with that number, or the only one there is. Raises ``ClickException`` otherwise."""
        homes = await self.homes(number)
        if len(homes) > 1:
            raise click.ClickException(f"Which home? Choose one with --home: {_listed(homes)}")
        return homes[0]


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Desk]:
    """The data folder, HTTP and the time; raises ``SettingsError`` where the folder is not usable."""
    # Failures are told as answers. HOUSEMATE_LOG_LEVEL is the bot's: at INFO, httpx logs every address,
    # and Telegram's have the token in them.
    logging.basicConfig(level=logging.ERROR)
    async with httpx.AsyncClient() as http:
        clock = await _clock(settings, http)
        memory = await open_memory(settings, clock)
        try:
            yield Desk(settings, memory, http, clock)
        finally:
            await memory.close()


async def _clock(settings: Settings, http: httpx.AsyncClient) -> Clock:
    """The sandbox's time where it is set: a command is too short for following it."""
    if settings.clock_url is None:
        return SystemClock()
    clock = FollowedClock(settings.clock_url)
    await clock.look(http)
    return clock


def _listed(homes: tuple[Home, ...]) -> str:
    return ", ".join(f"{home.id} ({plain(home.name)})" for home in homes)
