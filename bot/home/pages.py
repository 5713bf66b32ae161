"""The home on pages: which devices are shown together, room by room."""

from __future__ import annotations

from bot.home.house import Device, House

PAGE_SIZE = 8


def ordered(house: House) -> list[Device]:
    """All devices: rooms in the home's own order, what is in no known room last."""
    places = {room.id: place for place, room in enumerate(house.rooms)}
    return sorted(house.devices, key=lambda device: places.get(device.room or "", len(places)))


def on_page(page: int, house: House) -> list[Device]:
    """The devices of a page, counted from 0; a page that there is not is the nearest that there is."""
    page = min(max(page, 0), pages(house) - 1)
    return ordered(house)[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]


def pages(house: House) -> int:
    """How many pages the home takes; an empty one takes one."""
    return max(1, -(-len(house.devices) // PAGE_SIZE))


def page_of(device: Device, house: House) -> int:
    """The page on which a device stands, counted from 0."""
    return next((i // PAGE_SIZE for i, known in enumerate(ordered(house)) if known.id == device.id), 0)
