"""What somebody did in a home, as the journal keeps it: devices, people and commands, not what was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.home.account import WhichAccount
from bot.home.command import Command
from bot.home.house import House
from bot.home.journal_buttons import ShowJournal
from bot.home.naming import OwnName, bearer_of
from bot.home.payload import (
    command_from_json,
    command_to_json,
    moment_from_json,
    moment_to_json,
    own_name_from_json,
    own_name_to_json,
    reach_from_json,
    reach_to_json,
)
from bot.home.people import Offer
from bot.home.request import Sort
from bot.home.roles import Reach, Role


class DeedKind(StrEnum):
    DID = "did"
    PLANNED = "planned"
    CALLED_OFF = "called_off"
    RESET = "reset"
    REMOVED = "removed"
    RENAMED = "renamed"  # by its cloud
    NAMED = "named"  # by people of the home
    UNNAMED = "unnamed"
    GAVE_ROLE = "gave_role"
    STAY = "stay"
    LIMITED = "limited"
    SHOWN_OUT = "shown_out"
    LEFT = "left"
    INVITED = "invited"
    REVOKED = "revoked"  # an invitation
    CAME_IN = "came_in"  # by an invitation
    LET_IN = "let_in"
    TURNED_AWAY = "turned_away"
    FOUNDED = "founded"  # this home
    CONNECTED = "connected"  # an account
    CONNECTED_ANEW = "connected_anew"  # an account that was there
    DISCONNECTED = "disconnected"


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
class Place:
    """What was made of somebody's place in the home, or (``offer``) what an invitation offers.

    Of the ``person`` only the number is kept: who is forgotten leaves no name behind.
    """

    person: int | None = None
    role: Role | None = None
    until: datetime | None = None
    reach: Reach | None = None
    offer: Offer | None = None


@dataclass(frozen=True)
class Deed:
    """Commands, a scene, or (of a reset, a removal or a new name in its cloud) a device; a name that
    people of the home give or take back (``own``), somebody's ``place`` there, or an ``account``.

    ``names`` is what things were called at the time, by id.
    """

    kind: DeedKind
    commands: tuple[Command, ...] = ()
    scene: str | None = None
    device: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    own: OwnName | None = None
    place: Place | None = None
    account: WhichAccount | None = None

    @property
    def devices(self) -> frozenset[str]:
        own = {self.device} if self.device else set()
        named = {self.own.thing.id} if self.own and self.own.thing.sort is Sort.DEVICE else set()
        return frozenset(own | named | {command.device for command in self.commands})

    def concerns(self, person: int) -> bool:
        """Whether it is about this person's place in the home."""
        return self.place is not None and self.place.person == person


@dataclass(frozen=True)
class Line:
    """A line of the journal, in the reader's time; ``who``, and ``whom`` it was about, are None for somebody
    who is forgotten."""

    at: datetime
    who: str | None
    via: Via
    deed: Deed
    ending: Ending
    whom: str | None = None


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


def naming_deed(kind: DeedKind, own: OwnName, house: House) -> Deed:
    """A name was given to a thing of this house, or taken back."""
    bearer = bearer_of(own.thing, house)
    return Deed(kind, names={own.thing.id: bearer.name} if bearer else {}, own=own)


def deed_to_json(deed: Deed) -> dict[str, Any]:
    data: dict[str, Any] = {
        "kind": deed.kind.value,
        "commands": [command_to_json(command) for command in deed.commands],
        "scene": deed.scene,
        "device": deed.device,
        "names": dict(deed.names),
    }
    if own := deed.own:
        data["own"] = own_name_to_json(own)
    if deed.place:
        data["place"] = _place_to_json(deed.place)
    if account := deed.account:
        data["account"] = {"cloud": account.cloud, "part": account.part}
    return data


def deed_from_json(data: Mapping[str, Any]) -> Deed:
    commands = tuple(command_from_json(command) for command in data["commands"])
    own, place, account = data.get("own"), data.get("place"), data.get("account")
    return Deed(
        DeedKind(data["kind"]),
        commands,
        data["scene"],
        data["device"],
        data["names"],
        own_name_from_json(own) if own else None,
        _place_from_json(place) if place else None,
        WhichAccount(account["cloud"], account["part"]) if account else None,
    )


def _place_to_json(place: Place) -> dict[str, Any]:
    """The person is written as text, which any database finds inside of JSON (bot/memory/forgetting.py)."""
    return {
        "person": None if place.person is None else str(place.person),
        "role": place.role,
        "until": moment_to_json(place.until),
        "reach": reach_to_json(place.reach),
        "offer": place.offer,
    }


def _place_from_json(data: Mapping[str, Any]) -> Place:
    return Place(
        int(data["person"]) if data["person"] else None,
        Role(data["role"]) if data["role"] else None,
        moment_from_json(data["until"]),
        reach_from_json(data["reach"]),
        Offer(data["offer"]) if data["offer"] else None,
    )


JournalOutcome = JournalShown | JournalFilters
