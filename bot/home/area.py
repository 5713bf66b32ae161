"""A part of the home that is shown and switched as one: a room, a group, or all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.home.capability import Key, OnOff, writable
from bot.home.command import Command, SetTo
from bot.home.house import Device, House

NOT_SWITCHED = ("openable", "lock", "sensor", "camera")
"""Types that are not "on": doors are open, cameras watch. "All off" leaves them alone."""

ON = Key("on_off", "on")


class Extent(StrEnum):
    HOME = "home"
    ROOM = "room"
    GROUP = "group"


@dataclass(frozen=True)
class Area:
    """``id`` is the room's or the group's; the home needs none."""

    extent: Extent = Extent.HOME
    id: str = ""

    def devices(self, house: House) -> list[Device]:
        """What is in it, in the home's own order."""
        match self.extent:
            case Extent.HOME:
                return list(house.devices)
            case Extent.ROOM:
                return [device for device in house.devices if device.room == self.id]
            case Extent.GROUP:
                group = house.group(self.id)
                inside = set(group.devices) if group else set()
                return [device for device in house.devices if device.id in inside]


def is_switched(device: Device) -> bool:
    """Whether "on" and "off" are what people say of it."""
    return not any(device.is_a(type_) for type_ in NOT_SWITCHED) and any(
        isinstance(c, OnOff) and writable(c) for c in device.capabilities
    )


def all_off(devices: Iterable[Device]) -> tuple[Command, ...]:
    """What turns off whatever is on, or may be; what is off or out of reach is left alone."""
    return tuple(
        Command(device.id, ON, SetTo(False))
        for device in devices
        if is_switched(device) and device.online is not False and _may_be_on(device)
    )


def _may_be_on(device: Device) -> bool:
    return any(isinstance(c, OnOff) and c.value is not False for c in device.capabilities)
