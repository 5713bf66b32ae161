"""``housemate devices``: every device of a home, by room, as a table or as a document."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

from bot.home.document import to_document
from bot.home.house import Device
from bot.operating.desk import opened
from bot.operating.plain import aligned, plain
from bot.operating.problems import called, explained
from bot.operating.state import online_of, state_of
from bot.operating.survey import Survey, surveyed
from bot.settings import Settings

TITLES = ("name", "aliases", "type", "online", "cloud", "state")
NO_ROOM = "(no room)"


async def show_devices(settings: Settings, home: int | None, as_json: bool, each: bool) -> None:
    """Print the home's devices; what could not be listed is told, and ends in exit status 1."""
    async with opened(settings) as desk:
        survey = await surveyed(desk, await desk.home(home), each)
    if as_json:
        click.echo(json.dumps(_document(survey), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_table(survey)))
    tell_failures(survey)


def tell_failures(survey: Survey) -> None:
    """Say which accounts are missing from what was printed, and end with exit status 1 if any is."""
    for account, error in survey.failures:
        told = explained(called(account), error)
        click.echo(f"Not all is here: {told.text}\n{told.todo}", err=True)
    if survey.failures:
        raise click.exceptions.Exit(1)


def _document(survey: Survey) -> dict[str, Any]:
    """docs/understand-format.md, with the cloud of each device besides."""
    document = to_document(survey.house)
    for device in document["devices"]:
        device["cloud"] = survey.cloud_of[device["id"]]
    return document


def _table(survey: Survey) -> list[str]:
    if not survey.house.devices:
        return ["No devices."]
    rooms = _by_room(survey)
    rows = [TITLES, *(_row(device, survey) for _, devices in rooms for device in devices)]
    titles, *lines = aligned(rows)
    printed = ["  " + titles]
    for name, devices in rooms:
        printed += [plain(name), *("  " + lines.pop(0) for _ in devices)]
    return printed


def _by_room(survey: Survey) -> list[tuple[str, Sequence[Device]]]:
    house = survey.house
    rooms = [(r.name, [d for d in house.devices if house.room_of(d) is r]) for r in house.rooms]
    homeless = [device for device in house.devices if house.room_of(device) is None]
    return [(name, devices) for name, devices in (*rooms, (NO_ROOM, homeless)) if devices]


def _row(device: Device, survey: Survey) -> tuple[str, ...]:
    aliases = plain(", ".join(device.aliases)) or "-"
    cloud = survey.cloud_of[device.id]
    return plain(device.name), aliases, plain(device.type), online_of(device), cloud, state_of(device)
