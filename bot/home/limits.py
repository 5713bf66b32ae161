"""What is left of a home for somebody who is limited to a part of it."""

from __future__ import annotations

from dataclasses import replace

from bot.home.house import House
from bot.home.request import Act, Ask, Watch
from bot.home.roles import Reach


def within(house: House, reach: Reach) -> House:
    """The house cut down to what the reach covers, as if the rest were not there.

    A room stays where something in it does, a group with those of its devices that do. No scene stays: what
    a scene touches, its cloud does not tell.
    """
    devices = tuple(device for device in house.devices if reach.covers(device))
    left = {device.id for device in devices}
    rooms = reach.rooms | {device.room for device in devices}
    cut = (
        replace(group, devices=tuple(id_ for id_ in group.devices if id_ in left)) for group in house.groups
    )
    return House(
        house.name,
        rooms=tuple(room for room in house.rooms if room.id in rooms),
        groups=tuple(group for group in cut if group.devices),
        devices=devices,
    )


def is_within(request: Act | Ask | Watch, house: House) -> bool:
    """Whether everything that a request touches is there."""
    touched = [reading.device for reading in request.readings]
    if isinstance(request, Act):
        touched += [command.device for command in request.commands]
        if request.scene is not None and house.scene(request.scene) is None:
            return False
    return all(house.device(id_) is not None for id_ in touched)
