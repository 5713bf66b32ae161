"""``housemate backup`` and ``housemate restore``."""

from __future__ import annotations

from pathlib import Path

import click

from bot.home.clock import SystemClock
from bot.memory.backup import back_up, restore
from bot.memory.folder import DataFolder
from bot.opening import open_memory
from bot.settings import Settings


async def write_backup(settings: Settings, file: Path) -> None:
    await back_up(DataFolder(settings.data), _server(settings), file)
    key = "HOUSEMATE_SECRET_KEY" if settings.secret_key else DataFolder(settings.data).key_file
    click.echo(f"{file} holds everything but the key that opens its secrets ({key}). Keep that apart.")


async def restore_backup(settings: Settings, file: Path, force: bool) -> None:
    await restore(DataFolder(settings.data), _server(settings), file, force=force)
    memory = await open_memory(settings, SystemClock())  # tells when the key is another
    try:
        homes = await memory.homes()
    finally:
        await memory.close()
    click.echo(
        f"Restored from {file}; homes: {len(homes)}. Logins may have been renewed since: housemate doctor"
    )


def _server(settings: Settings) -> str | None:
    return settings.database.get_secret_value() if settings.database else None
