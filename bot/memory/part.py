"""What every theme of memory works with."""

from __future__ import annotations

import asyncio

from bot.home.clock import Clock, Sleep
from bot.memory.database import Database
from bot.memory.records import Start
from bot.memory.vault import Vault


class Part:
    def __init__(
        self,
        database: Database,
        vault: Vault,
        clock: Clock,
        start: Start,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock
        self._start = start
        self._sleep = sleep
