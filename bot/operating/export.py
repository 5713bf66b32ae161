"""``housemate export``: a home as docs/understand-format.md has it, for a bug report or a test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from bot.home.capability import Color, Event, Mode
from bot.home.document import to_document
from bot.home.house import Device, Group, House, Room, Scene
from bot.operating.aliasing import Names
from bot.operating.anonymous import anonymous
from bot.operating.desk import opened
from bot.operating.devices import tell_failures
from bot.operating.survey import surveyed
from bot.settings import Settings
from bot.understanding.lexicon import load_all
from bot.understanding.phrases import Vocabulary


async def export_home(settings: Settings, home: int | None, without_names: bool, to: Path | None) -> None:
    """Write the home's document; an account that could not be listed is told, and ends in exit status 1."""
    async with opened(settings) as desk:
        survey = await surveyed(desk, await desk.home(home))
    house = nameless(survey.house) if without_names else survey.house
    text = json.dumps(to_document(house), ensure_ascii=False, indent=1)
    if to is None:
        click.echo(text)
    else:
        _write(to, text)
    tell_failures(survey)


def nameless(house: House) -> House:
    """The house as anybody may see it."""
    return anonymous(house, Names(Vocabulary(load_all()), _names(house)))


def _names(house: House) -> Iterator[str]:
    """Everything that may be a person's word."""
    named: tuple[Room | Group | Scene | Device, ...] = (
        house.rooms + house.groups + house.scenes + house.devices
    )
    for thing in named:
        yield from (thing.name, *thing.aliases)
    yield from (room.floor for room in house.rooms if room.floor)
    for device in house.devices:
        for capability in device.capabilities:
            match capability:
                case Color(scenes=choices) | Mode(choices=choices) | Event(choices=choices):
                    yield from (choice.name for choice in choices if choice.name)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written ({error.strerror})") from None
