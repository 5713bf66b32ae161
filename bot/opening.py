"""The memory that the settings name."""

from __future__ import annotations

from bot.home.clock import Clock
from bot.memory.memory import Memory
from bot.memory.records import Start
from bot.settings import Settings


async def open_memory(settings: Settings, clock: Clock) -> Memory:
    """Raises ``SettingsError`` where it cannot be opened."""
    return await Memory.open(
        settings.data,
        settings.secret_key.get_secret_value() if settings.secret_key else None,
        clock,
        Start(settings.language, settings.timezone),
        server=settings.database.get_secret_value() if settings.database else None,
        connections=settings.database_connections,
        background_calls=settings.background_calls,
        journal_days=settings.journal_days,
        samples_days=settings.samples_days,
    )
