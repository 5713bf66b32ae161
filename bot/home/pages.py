"""The home on pages: which devices are shown together, room by room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bot.home.house import Device, House

PAGE_SIZE = 8

Thing = TypeVar("Thing")


def nearest(page: int, count: int, size: int = PAGE_SIZE) -> int:
    """The page itself, or the nearest one that ``count`` things have."""
    return min(max(page, 0), last_page(count, size))


def last_page(count: int, size: int = PAGE_SIZE) -> int:
    return max(0, -(-count // size) - 1)


def cut(things: Sequence[Thing], page: int, size: int = PAGE_SIZE) -> Sequence[Thing]:
    """The things on a page, counted from 0."""
    page = nearest(page, len(things), size)
    return things[page * size : (page + 1) * size]


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
