"""``housemate connect``: an account of a cloud, typed in by the operator, becomes part of the home."""

from __future__ import annotations

from dataclasses import dataclass

import click
import httpx

from bot import clouds
from bot.app import OWNER_LINK_LIVES
from bot.home.clock import Clock, SystemClock
from bot.home.cloud import Listing
from bot.home.errors import CloudError
from bot.home.roles import Role
from bot.memory.memory import Memory
from bot.settings import Settings


@dataclass(frozen=True)
class Typed:
    settings: dict[str, str]
    secrets: dict[str, str]


async def connect_account(settings: Settings, cloud: str) -> None:
    """Ask for what the cloud needs, try it, keep it encrypted, and print the owner's link if need be."""
    typed = _yandex(settings) if cloud == "yandex" else _aliyun(settings)
    key = settings.secret_key.get_secret_value() if settings.secret_key else None
    clock = SystemClock()
    memory = await Memory.open(settings.data, key, clock)
    try:
        home = await memory.first_home() or await memory.add_home(
            click.prompt("Name of the home", default="Home"), settings.language, settings.timezone
        )
        listing = await _tried(memory, home.id, cloud, typed, clock)
        click.echo(f"Connected: {len(listing.devices)} devices in {len(listing.rooms)} rooms.")
        if not await memory.has_owner():
            token = await memory.invite(None, Role.OWNER, OWNER_LINK_LIVES)
            click.echo(f"To become the owner, send the bot this within 15 minutes:\n/start {token}")
    except CloudError as error:
        raise click.ClickException(f"{cloud} did not accept this: {error}") from None
    finally:
        await memory.close()


async def _tried(memory: Memory, home: int, cloud: str, typed: Typed, clock: Clock) -> Listing:
    """Keep the account and list it; one that does not answer is not kept."""
    account = await memory.add_account(home, cloud, typed.settings, typed.secrets)
    try:
        async with httpx.AsyncClient() as http:
            return await clouds.connect(account, http, clock, memory).listing()
    except BaseException:
        await memory.remove_account(account.id)
        raise


def _yandex(settings: Settings) -> Typed:
    token = click.prompt("OAuth token with iot:view and iot:control", hide_input=True)
    household = click.prompt("Household id (empty: all)", default="", show_default=False)
    given = {"host": settings.yandex_api, "household": household}
    return Typed({name: value for name, value in given.items() if value}, {"access_token": token})


def _aliyun(settings: Settings) -> Typed:
    key = settings.aliyun_app_key or click.prompt("App key")
    secret = settings.aliyun_app_secret.get_secret_value() if settings.aliyun_app_secret else None
    return Typed(
        {
            "host": click.prompt("API host", default=settings.aliyun_api),
            "app_key": key,
            "identity_id": click.prompt("identityId"),
        },
        {
            "app_secret": secret or click.prompt("App secret", hide_input=True),
            "refresh_token": click.prompt("refreshToken", hide_input=True),
        },
    )
