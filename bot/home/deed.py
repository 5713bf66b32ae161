"""What somebody did in a home, as the journal keeps it: devices and commands, not what was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.home.command import Command
from bot.home.house import House
from bot.home.journal_buttons import ShowJournal
from bot.home.payload import command_from_json, command_to_json


class DeedKind(StrEnum):
    DID = "did"
    PLANNED = "planned"
    CALLED_OFF = "called_off"
    RESET = "reset"
    REMOVED = "removed"
    RENAMED = "renamed"  # by its cloud


class Via(StrEnum):
    """How it was asked for; a job carries out what was planned."""

    SENTENCE = "sentence"
    PRESS = "press"
    VOICE = "voice"
    JOB = "job"


class Ending(StrEnum):
    DONE = "done"
    WAITING = "waiting"  # taken, and not known to be done yet
    PARTLY = "partly"
    FAILED = "failed"  # a cloud or a device said no
    REFUSED = "refused"  # the person may not do it
    UNKNOWN = "unknown"


BAD = frozenset({Ending.PARTLY, Ending.FAILED, Ending.REFUSED, Ending.UNKNOWN})


@dataclass(frozen=True)
class Deed:
    """Commands, a scene, or (of a reset, a removal or a new name in its cloud) a device.

    ``names`` is what these were called at the time, by id.
    """

    kind: DeedKind
    commands: tuple[Command, ...] = ()
    scene: str | None = None
    device: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def devices(self) -> frozenset[str]:
        own = {self.device} if self.device else set()
        return frozenset(own | {command.device for command in self.commands})


@dataclass(frozen=True)
class Line:
    """A line of the journal, in the reader's time; ``who`` is None for somebody who is forgotten."""

    at: datetime
    who: str | None
    via: Via
    deed: Deed
    ending: Ending


@dataclass(frozen=True)
class JournalShown:
    """The newest first. ``look`` is what was asked to be seen, ``person`` the name of whom it is about;
    ``older`` is where the next page begins."""

    look: ShowJournal
    lines: tuple[Line, ...]
    older: int | None = None
    person: str | None = None


@dataclass(frozen=True)
class JournalFilters:
    """Of whom and of what the journal can be shown; the devices are those that it tells of."""

    people: tuple[tuple[int, str], ...]
    devices: tuple[str, ...]
    rooms: tuple[str, ...]


def called(
    house: House, commands: Iterable[Command] = (), scene: str | None = None, device: str | None = None
) -> dict[str, str]:
    """What the things of a deed are called now."""
    ids = [command.device for command in commands] + ([device] if device else [])
    names = {id_: known.name for id_ in ids if (known := house.device(id_))}
    if scene and (known_scene := house.scene(scene)):
        names[scene] = known_scene.name
    return names


def deed_to_json(deed: Deed) -> dict[str, Any]:
    return {
        "kind": deed.kind.value,
        "commands": [command_to_json(command) for command in deed.commands],
        "scene": deed.scene,
        "device": deed.device,
        "names": dict(deed.names),
    }


def deed_from_json(data: Mapping[str, Any]) -> Deed:
    commands = tuple(command_from_json(command) for command in data["commands"])
    return Deed(DeedKind(data["kind"]), commands, data["scene"], data["device"], data["names"])


JournalOutcome = JournalShown | JournalFilters
