"""``housemate connect``: a login is tried, and only what works becomes an account of the home.

An account that is there already gets the new login and keeps its number, so a bot that is running finds the
new secrets by itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import click

from bot import clouds
from bot.heartbeat import is_alive
from bot.home.account import Account
from bot.home.cloud import Listing
from bot.home.errors import CloudBusyError, CloudError, CloudUnavailableError
from bot.home.people import OWNER_LINK_LIVES
from bot.home.roles import Role
from bot.home.trial import Trial
from bot.memory.records import Home
from bot.operating.desk import Desk, opened
from bot.operating.login import Login
from bot.operating.problems import explained
from bot.operating.telegram import meet, start_link
from bot.settings import Settings

MINUTES = int(OWNER_LINK_LIVES.total_seconds() // 60)


async def connect_account(
    settings: Settings, home: int | None, log_in: Callable[[Desk], Awaitable[Login]]
) -> None:
    """Log in, try it, keep it, and invite an owner where there is none.

    Raises ``ClickException`` where the cloud does not accept the login; nothing is kept then.
    """
    async with opened(settings) as desk:
        chosen = await desk.home(home) if await desk.memory.first_home() else None
        try:
            login = await log_in(desk)
            login, told = await _tried(desk, login)
        except CloudError as error:
            finding = explained(error.cloud, error)
            raise click.ClickException(f"{finding.text}\n{finding.todo}\nNothing was kept.") from None
        except asyncio.CancelledError:
            click.echo("\nStopped. Nothing was kept.", err=True)
            raise
        account, again = await _kept(desk, chosen or await _new_home(desk), login)
        click.echo(f"{'Connected again' if again else 'Connected'}: {told} (account {account.id}).")
        if not again and is_alive(settings.data):
            click.echo("The bot that is running takes it up when it is started again.")
        await _invite(desk)


async def _tried(desk: Desk, login: Login) -> tuple[Login, str]:
    """The login with the newest tokens, and what it opens.

    What was typed may work only once. Where it was taken, a cloud that is out of breath afterwards is no
    reason to throw the new tokens away.
    """
    trial = Trial(login.secrets)
    try:
        listing = await clouds.connect(login.account(), desk.http, desk.clock, trial).listing()
    except (CloudUnavailableError, CloudBusyError) as error:
        if not (login.once or trial.rotated):
            raise
        told = f"the login was taken, but {login.cloud} did not list its devices yet ({error.problem})"
    else:
        told = _told(listing)
    return replace(login, secrets=trial.secrets), told


def _told(listing: Listing) -> str:
    return f"{len(listing.devices)} devices in {len(listing.rooms)} rooms"


async def _new_home(desk: Desk) -> Home:
    name = click.prompt("Name of the home", default="Home")
    return await desk.memory.add_home(name, desk.settings.language, desk.settings.timezone)


async def _kept(desk: Desk, home: Home, login: Login) -> tuple[Account, bool]:
    """The account, and whether it was there before."""
    for account in await desk.memory.accounts(home.id):
        if login.is_of(account):
            again = account.connected_anew(login.settings, login.secrets)
            await desk.memory.change_account(again)
            return again, True
    return await desk.memory.add_account(home.id, login.cloud, login.settings, login.secrets), False


async def _invite(desk: Desk) -> None:
    if await desk.memory.has_owner():
        return
    token = await desk.memory.invite(None, Role.OWNER, OWNER_LINK_LIVES)
    settings, how = desk.settings, f"send the bot this within {MINUTES} minutes:\n/start {token}"
    if settings.telegram_token is not None:
        met = await meet(desk.http, settings.telegram_api, settings.telegram_token.get_secret_value())
        if met.username:
            how = f"open this within {MINUTES} minutes:\n{start_link(met.username, token)}"
    click.echo(f"Nobody owns this home yet. To become its owner, {how}")
