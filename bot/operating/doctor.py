"""``housemate doctor``: examines everything, changes nothing but tokens that had to be renewed anyway."""

from __future__ import annotations

import click
import httpx

from bot.home.clock import Clock, SystemClock
from bot.home.errors import SettingsError
from bot.operating.checks.accounts import account_findings
from bot.operating.checks.finding import Finding, Level, Section, fine, fix
from bot.operating.checks.folder import folder_findings
from bot.operating.checks.network import network_findings
from bot.operating.checks.servers import database_findings, redis_findings
from bot.operating.checks.settings import settings_findings
from bot.operating.desk import Desk, opened
from bot.operating.plain import plain
from bot.settings import Settings

NOBODY = "Start the bot and open the invitation that `housemate run` prints."


async def examine(settings: Settings, machine: Clock | None = None) -> None:
    """Print what was found and what to do; exit status 1 when something needs doing."""
    found = await _examined(settings, machine or SystemClock())
    for section in found:
        click.echo(section.title)
        click.echo("\n".join(line for finding in section.findings for line in finding.lines()) + "\n")
    amiss = sum(finding.level is Level.FIX for section in found for finding in section.findings)
    if amiss:
        click.echo(f"To do: {amiss}, marked {Level.FIX.value}.")
        raise click.exceptions.Exit(1)
    click.echo("Nothing needs doing.")


async def _examined(settings: Settings, machine: Clock) -> list[Section]:
    stored, readable = await _stored(settings)
    sections = [Section("Settings", settings_findings(settings)), stored]
    if redis := await redis_findings(settings):
        sections.append(Section("Redis", redis))
    hosts = {
        settings.yandex_oauth: "Yandex's login",
        settings.yandex_api: "Yandex",
        settings.aliyun_api: "Aliyun",
    }
    if not readable:
        return [*sections, await _network(settings, hosts, {}, machine)]
    try:
        async with opened(settings) as desk:
            own = await _hosts(desk)
            network = await _network(settings, hosts, own, machine)
            return [*sections, network, *await _homes(desk)]
    except SettingsError as error:
        sections.append(Section("Memory", [fix(str(error), "Nothing can be examined before that.")]))
        return [*sections, await _network(settings, hosts, {}, machine)]


async def _stored(settings: Settings) -> tuple[Section, bool]:
    """Where the memory lies, and whether it can be opened."""
    has_key = settings.secret_key is not None
    if settings.database is None:
        found, readable = folder_findings(settings.data, not has_key)
        return Section("Data folder", found), readable
    found, readable = await database_findings(settings.database.get_secret_value(), has_key)
    return Section("Database", found), readable


async def _network(settings: Settings, hosts: dict[str, str], own: dict[str, str], machine: Clock) -> Section:
    async with httpx.AsyncClient() as http:
        found = await network_findings(settings, hosts | own, own, http, machine)
    return Section("Network", found)


async def _hosts(desk: Desk) -> dict[str, str]:
    """The addresses that accounts depend on, and what each is."""
    accounts = [a for home in await desk.memory.homes() for a in await desk.memory.accounts(home.id)]
    return {
        account.settings["host"]: account.cloud.capitalize()
        for account in accounts
        if "host" in account.settings
    }


async def _homes(desk: Desk) -> list[Section]:
    homes = await desk.memory.homes()
    if not homes:
        return [Section("Homes", [fix("there is no home yet", "housemate connect yandex (or aliyun)")])]
    return [
        Section(
            f"Home {home.id}: {plain(home.name)}",
            [*await _owned(desk, home.id), *await account_findings(desk, home)],
        )
        for home in homes
    ]


async def _owned(desk: Desk, home: int) -> list[Finding]:
    owners = await desk.memory.owners(home)
    return [fine(f"owners: {len(owners)}") if owners else fix("nobody owns this home", NOBODY)]
