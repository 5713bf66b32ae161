"""Several accounts' listings as one house."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.home.cloud import Listing
from bot.home.house import Device, House, Room


def joined(name: str, listings: Mapping[int, Listing], before: House) -> tuple[House, dict[str, int]]:
    """The house, and the account of each device.

    A device shared into two accounts belongs to the first. A room that two accounts know by the same
    name is one room: a kitchen lamp is in the kitchen, whatever cloud it speaks to. A listing that
    carries no values keeps those that were read before.
    """
    account_of: dict[str, int] = {}
    devices: list[Device] = []
    rooms: dict[str, Room] = {}
    for account, listing in listings.items():
        same = _same_rooms(rooms.values(), listing.rooms)
        rooms |= {room.id: room for room in listing.rooms if room.id not in same}
        for device in listing.devices:
            if device.id not in account_of:
                account_of[device.id] = account
                placed = replace(device, room=same.get(device.room or "", device.room))
                devices.append(_remembering(placed, before.device(device.id)))
    parts = listings.values()
    house = House(
        name,
        rooms=tuple(rooms.values()),
        groups=tuple(group for part in parts for group in part.groups),
        scenes=tuple(scene for part in parts for scene in part.scenes),
        devices=tuple(devices),
    )
    return house, account_of


def _same_rooms(known: Iterable[Room], further: Iterable[Room]) -> dict[str, str]:
    """From the ids of another account's rooms to the known rooms of the same name."""
    by_name = {room.name.casefold(): room.id for room in known}
    return {room.id: by_name[room.name.casefold()] for room in further if room.name.casefold() in by_name}


def _remembering(device: Device, before: Device | None) -> Device:
    if before is None:
        return device
    known = {(c.kind, c.instance): c for c in before.capabilities}
    capabilities = tuple(
        known.get((c.kind, c.instance), c) if c.value is None and c.observed is None else c
        for c in device.capabilities
    )
    online = before.online if device.online is None else device.online
    return replace(device, capabilities=capabilities, online=online)
