"""Buttons of the home, its rooms, groups and scenes.

    a:<area>:<page>   an area     k:<area>    all off there, once agreed
    q:<page>          rooms       z:<page>    scenes      x:<scene>   run a scene
    g:<page>          page of the home

An area is ``h`` (the home), or ``r`` or ``g`` and the token of a room or a group.
"""

from __future__ import annotations

from typing import assert_never

from bot.home.area import Area, Extent
from bot.home.button import AllOff, AreaButton, RunScene, ShowArea, ShowRooms, ShowScenes, Turn
from bot.home.house import House
from bot.home.request import Sort
from bot.telegram.buttons.tokens import is_count, one_of, pack_thing, thing_of, token

SIGNS = "akqzxg"
EXTENTS = {Sort.ROOM: Extent.ROOM, Sort.GROUP: Extent.GROUP}
SORTS = {extent: sort for sort, extent in EXTENTS.items()}


def pack(button: AreaButton) -> str:
    match button:
        case ShowArea(area=area, page=page):
            return f"a:{_pack_area(area)}:{page}"
        case AllOff(area=area):
            return f"k:{_pack_area(area)}"
        case ShowRooms(page=page):
            return f"q:{page}"
        case ShowScenes(page=page):
            return f"z:{page}"
        case RunScene(scene=scene):
            return f"x:{token(scene)}"
        case Turn(page=page):
            return f"g:{page}"
    assert_never(button)


def unpack(parts: list[str], house: House) -> AreaButton | None:
    match parts:
        case ["a", which, page] if is_count(page) and (area := _area(which, house)):
            return ShowArea(area, int(page))
        case ["k", which] if area := _area(which, house):
            return AllOff(area)
        case ["q", page] if is_count(page):
            return ShowRooms(int(page))
        case ["z", page] if is_count(page):
            return ShowScenes(int(page))
        case ["x", which] if scene := one_of(house.scenes, which):
            return RunScene(scene.id)
        case ["g", page] if is_count(page):
            return Turn(int(page))
        case _:
            return None


def _pack_area(area: Area) -> str:
    return "h" if area.extent is Extent.HOME else pack_thing(SORTS[area.extent], area.id)


def _area(packed: str, house: House) -> Area | None:
    if packed == "h":
        return Area()
    thing = thing_of(packed, house)
    return Area(EXTENTS[thing.sort], thing.id) if thing and thing.sort in EXTENTS else None
