"""Names that people of a home give: to a device, a room, a group or a scene, beside the cloud's own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from bot.home.area import Area, Extent
from bot.home.house import Device, Group, House, Room, Scene
from bot.home.request import Sort

LONGEST_NAME = 40  # characters; a button shows some thirty

Bearer = TypeVar("Bearer", Device, Room, Group, Scene)


@dataclass(frozen=True)
class Thing:
    """What can be called by a name, or kept at hand."""

    sort: Sort
    id: str


@dataclass(frozen=True)
class OwnName:
    """A name that people of the home gave to a thing; the thing may be gone."""

    name: str
    thing: Thing


@dataclass(frozen=True)
class Given:
    """What "undo" takes back of a name that was given.

    ``at_home``: it became the home's own, and ``moved_from`` had it before; ``nickname`` is what the vendor's
    app called the device before, where the name was given there.
    """

    own: OwnName
    at_home: bool = True
    moved_from: Thing | None = None
    nickname: str | None = None


@dataclass(frozen=True)
class Taken:
    """Why a name says something already: ``by`` another thing, or (None) it is a word that is understood."""

    by: Thing | None = None


class Misnamed(StrEnum):
    """Why a name cannot be given at all."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNSPEAKABLE = "unspeakable"
    TOO_MANY = "too_many"
    ELSEWHERE = "elsewhere"  # it is the name of something that the speaker does not reach


def tidied(name: str) -> str:
    """A name on one line, without what cannot be seen, the first letter a capital where none was written."""
    seen = "".join(" " if char.isspace() else char for char in name if not _is_invisible(char))
    words = " ".join(seen.split())
    return words[:1].upper() + words[1:] if words.islower() else words


def misnamed(name: str) -> Misnamed | None:
    """Why this cannot be anybody's name."""
    if not name:
        return Misnamed.EMPTY
    if len(name) > LONGEST_NAME:
        return Misnamed.TOO_LONG
    return None if any(char.isalnum() for char in name) else Misnamed.UNSPEAKABLE


def same(name: str) -> str:
    """A name as it is compared: «Боб», "боб" and a full-width BOB are one."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def bearer_of(thing: Thing, house: House) -> Device | Room | Group | Scene | None:
    """What the house knows of a thing; None where it is gone."""
    match thing.sort:
        case Sort.DEVICE:
            return house.device(thing.id)
        case Sort.ROOM:
            return house.room(thing.id)
        case Sort.GROUP:
            return house.group(thing.id)
        case Sort.SCENE:
            return house.scene(thing.id)


def thing_of(area: Area) -> Thing | None:
    """The room or group that an area is; None for the home."""
    sorts = {Extent.ROOM: Sort.ROOM, Extent.GROUP: Sort.GROUP}
    return Thing(sorts[area.extent], area.id) if area.extent in sorts else None


def area_of(thing: Thing) -> Area | None:
    """The room or group that a thing is, as an area; None for what is neither."""
    extents = {Sort.ROOM: Extent.ROOM, Sort.GROUP: Extent.GROUP}
    return Area(extents[thing.sort], thing.id) if thing.sort in extents else None


def is_called(thing: Thing, name: str, house: House) -> bool:
    """Whether the thing answers to the name already, by its cloud's names or by the home's."""
    bearer = bearer_of(thing, house)
    return bearer is not None and same(name) in map(same, (bearer.name, *bearer.aliases))


def called(house: House, names: Iterable[OwnName]) -> House:
    """The house with the home's own names beside those of its clouds."""
    by_thing: dict[Thing, list[str]] = {}
    for own in names:
        by_thing.setdefault(own.thing, []).append(own.name)
    if not by_thing:
        return house

    def named(sort: Sort, bearer: Bearer) -> Bearer:
        more = by_thing.get(Thing(sort, bearer.id))
        return replace(bearer, aliases=_with(bearer.name, bearer.aliases, more)) if more else bearer

    return replace(
        house,
        devices=tuple(named(Sort.DEVICE, device) for device in house.devices),
        rooms=tuple(named(Sort.ROOM, room) for room in house.rooms),
        groups=tuple(named(Sort.GROUP, group) for group in house.groups),
        scenes=tuple(named(Sort.SCENE, scene) for scene in house.scenes),
    )


def _with(name: str, aliases: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    known = {same(one) for one in (name, *aliases)}
    return (*aliases, *(one for one in more if same(one) not in known))


def _is_invisible(char: str) -> bool:
    """Control characters and marks that turn the text around them; a line break is a blank."""
    return not char.isspace() and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn")
