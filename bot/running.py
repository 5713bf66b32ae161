"""The long-running commands: serving Telegram and opening the sandbox.

A sandbox without a bot is open before the parts of one would be loaded, so these are imported where they are
needed.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from bot.home.clock import SystemClock
from bot.home.errors import SettingsError
from bot.logs import set_up
from bot.sandbox.server import Sandbox
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.app import App

NO_TOKEN = """TELEGRAM_TOKEN is not set.
To serve Telegram, get a token from @BotFather and put it into .env or the environment:
TELEGRAM_TOKEN=<token>"""
NOBODY_YET = "Nobody owns this home yet. Whoever opens this link within 15 minutes will:"


async def run_bot(settings: Settings) -> None:
    """Serve Telegram until interrupted; print the owner's link while the home has no owner."""
    from bot.app import build
    from bot.memory.folder import DataFolder

    set_up(settings.log_level or "INFO", settings.log_format)
    with DataFolder(settings.data).claimed():
        async with build(settings) as app:
            await _until_told(_serve(app))


async def run_sandbox(sandbox: Sandbox, with_bot: bool) -> None:
    """Open the sandbox; with the bot in the same process, or printing the environment for one outside."""
    async with sandbox:
        environment = sandbox.environment()
        if not with_bot:
            click.echo("".join(f"{name}={value}\n" for name, value in environment.items()))
            click.echo(f"The sandbox is open at {sandbox.url}", err=True)
            await _until_told(asyncio.Event().wait())
            return
        from bot.app import build

        settings = read_settings(environment)
        set_up(settings.log_level or "WARNING", settings.log_format)
        async with build(settings) as app:
            click.echo(f"The sandbox is open at {sandbox.url} - write to the bot there. Ctrl+C ends it.")
            await _until_told(app.serve())


async def migrate_memory(settings: Settings) -> None:
    from bot.opening import open_memory

    memory = await open_memory(settings, SystemClock())
    await memory.close()
    click.echo(
        f"The database {'on the server' if settings.database else f'in {settings.data}'} is up to date."
    )


async def rotate_keys_of_memory(settings: Settings) -> None:
    if settings.secret_key is None or "," not in settings.secret_key.get_secret_value():
        raise SettingsError(
            "HOUSEMATE_SECRET_KEY must hold the new key and, after a comma, the one that was used before."
        )
    from bot.opening import open_memory

    memory = await open_memory(settings, SystemClock())
    try:
        sealed = await memory.rotate_keys()
    finally:
        await memory.close()
    click.echo(f"Sealed anew: {sealed}. Only the first of the keys is needed from now on.")


async def _serve(app: App) -> None:
    await app.telegram.meet()
    if link := await app.owner_link():
        click.echo(f"{NOBODY_YET}\n{link}")
    await app.serve()


async def _until_told(work: Coroutine[Any, Any, object]) -> None:
    """Run until the work ends or the process is asked to stop (SIGTERM, SIGINT)."""
    task = asyncio.create_task(work)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(name, task.cancel)
    with suppress(asyncio.CancelledError):
        await task
