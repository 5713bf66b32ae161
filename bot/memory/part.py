"""What every theme of memory works with."""

from __future__ import annotations

from bot.home.clock import Clock
from bot.memory.database import Database
from bot.memory.records import Start
from bot.memory.vault import Vault


class Part:
    def __init__(self, database: Database, vault: Vault, clock: Clock, start: Start) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock
        self._start = start
