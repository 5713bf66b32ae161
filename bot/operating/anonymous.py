"""A house without its people's words: names and ids replaced, so that a sentence still goes wrong as it did.

What matters for understanding stays: the words of the lexicons in a name («Лампа Бориса» becomes «Лампа 1»,
小明的灯 becomes 灯1), its script, that two names are the same, what a device can do and its values. What a
model calls its own capabilities stays, for that is the vendor's word, not the person's; texts and other free
values go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from bot.home.capability import (
    Action,
    Array,
    Capability,
    Choice,
    Color,
    Date,
    Event,
    Lock,
    Mode,
    OnOff,
    Range,
    Sensor,
    Struct,
    Text,
    Toggle,
)
from bot.home.house import Device, Group, House, Room, Scene
from bot.operating.aliasing import Names

# What looks made by a machine: hex of some length, or letters and digits mixed at length.
OPAQUE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{12,}|[0-9a-f]{12,}|(?=\w*\d)\w{20,}", re.IGNORECASE)


Instanced = TypeVar(
    "Instanced", bound=Toggle | Range | Mode | Action | Text | Struct | Array | Date | Sensor | Event
)


Named = TypeVar("Named", Room, Group, Scene, Device)


def anonymous(house: House, names: Names) -> House:
    """The house with other ids and names; ``names`` decides what becomes of each name."""
    devices, rooms = _numbered("d", house.devices), _numbered("r", house.rooms)
    return House(
        "",
        rooms=tuple(_room(room, rooms[room.id], names) for room in house.rooms),
        groups=tuple(
            replace(
                _renamed(group, f"g{n}", names),
                devices=tuple(devices[id_] for id_ in group.devices if id_ in devices),
            )
            for n, group in enumerate(house.groups, start=1)
        ),
        scenes=tuple(_renamed(scene, f"s{n}", names) for n, scene in enumerate(house.scenes, start=1)),
        devices=tuple(
            replace(
                _renamed(device, devices[device.id], names),
                room=rooms.get(device.room or ""),
                capabilities=tuple(_capability(c, names) for c in device.capabilities),
            )
            for device in house.devices
        ),
    )


def _numbered(prefix: str, things: Iterable[Room | Device]) -> dict[str, str]:
    """From the ids that things have to new ones in their order: ``d1``, ``d2``."""
    return {thing.id: f"{prefix}{n}" for n, thing in enumerate(things, start=1)}


def _renamed(thing: Named, id_: str, names: Names) -> Named:
    return replace(thing, id=id_, name=names.of(thing.name), aliases=tuple(map(names.of, thing.aliases)))


def _room(room: Room, id_: str, names: Names) -> Room:
    return replace(_renamed(room, id_, names), floor=names.of(room.floor) if room.floor else None)


def _capability(capability: Capability, names: Names) -> Capability:
    match capability:
        case OnOff() | Lock():
            return capability
        case Color(scenes=scenes, value=value):
            own = tuple(_choice(scene, names) for scene in scenes)
            return replace(capability, scenes=own, value=_chosen(value, scenes, own))
        case Mode() | Event():
            own = tuple(_choice(choice, names) for choice in capability.choices)
            value = _chosen(capability.value, capability.choices, own)
            return _called(replace(capability, choices=own, value=value))
        case Toggle() | Range():
            return _called(capability)
        case Sensor(value=value):
            return _called(replace(capability, value=None if isinstance(value, str) else value))
        case Action(inputs=inputs):
            return _called(replace(capability, inputs=tuple(_capability(i, names) for i in inputs)))
        case Struct(fields=fields):
            own_fields = tuple(_capability(f, names) for f in fields)
            return _called(replace(capability, fields=own_fields, value=None))
        case Array(item=item):
            own_item = None if item is None else _capability(item, names)
            return _called(replace(capability, item=own_item, value=None))
        case Text() | Date():
            return _called(replace(capability, value=None))


def _called(capability: Instanced) -> Instanced:
    return replace(capability, instance=_without_ids(capability.instance))


def _choice(choice: Choice, names: Names) -> Choice:
    """A choice that people made themselves has an id for its value; its name is theirs, too."""
    if not OPAQUE.search(choice.value):
        return choice
    return Choice(_without_ids(choice.value), names.of(choice.name) if choice.name else None)


def _chosen(value: Any, before: tuple[Choice, ...], after: tuple[Choice, ...]) -> Any:
    """The value that is chosen now, by its new spelling; a text that is no choice is left out."""
    if not isinstance(value, str):
        return value
    return next((new.value for old, new in zip(before, after, strict=True) if old.value == value), None)


def _without_ids(text: str) -> str:
    return OPAQUE.sub(lambda found: f"id{len(found.group())}", text)
