"""Callback data of the buttons about names, favourites and the home's picture; all begin with ``i:``.

    i:n:<thing>            ask for its name        i:p:<place>:<token>    this one gets the name
    i:d:<mark>:<page>      no longer called so     i:a:<mark>             in the vendor's app, too
    i:l:<page>             all names               i:f:<page>             favourites
    i:s:<thing>:<0|1>:<page>   star, or no star    i:z:<page>             stars of scenes
    i:h:<l|d>              the home as a picture, light or dark

A thing is ``d``, ``r``, ``g`` or ``s`` and the token of a device, room, group or scene; a mark is a name's
(bot/home/naming.py), and an empty page is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from bot.home.house import Device, Group, House, Room, Scene
from bot.home.names_buttons import (
    AskName,
    AskNickname,
    DropName,
    FavouritesButton,
    NamesButton,
    NameThis,
    ShowFavourites,
    ShowNames,
    ShowPicture,
    Star,
    StarScenes,
)
from bot.home.naming import Thing
from bot.home.request import Sort
from bot.telegram.tokens import DEVICE_TOKEN, only, token

AnyButton = NamesButton | FavouritesButton | ShowNames | ShowPicture


def pack_names(button: AnyButton) -> str:
    match button:
        case AskName(thing=thing):
            return f"i:n:{_pack_thing(thing)}"
        case NameThis(token=open_, place=place):
            return f"i:p:{place}:{open_}"
        case DropName(mark=mark, page=page):
            return f"i:d:{mark}:{'' if page is None else page}"
        case AskNickname(mark=mark):
            return f"i:a:{mark}"
        case ShowNames(page=page):
            return f"i:l:{page}"
        case ShowPicture(dark=dark):
            return f"i:h:{'d' if dark else 'l'}"
        case ShowFavourites(page=page):
            return f"i:f:{page}"
        case StarScenes(page=page):
            return f"i:z:{page}"
        case Star(thing=thing, on=on, page=page):
            return f"i:s:{_pack_thing(thing)}:{int(on)}:{page}"
    assert_never(button)


def unpack_names(data: str, house: House) -> AnyButton | None:
    """The button behind what follows ``i:``; None for garbage and for what this house does not have."""
    sign, *parts = data.split(":")
    match sign, parts:
        case "n", [packed]:
            thing = _thing(packed, house)
            return AskName(thing) if thing else None
        case "p", [place, open_] if _is_count(place) and open_:
            return NameThis(open_, int(place))
        case "d", [mark, page] if _is_mark(mark) and (_is_count(page) or not page):
            return DropName(mark, int(page) if page else None)
        case "a", [mark] if _is_mark(mark):
            return AskNickname(mark)
        case "l", [page] if _is_count(page):
            return ShowNames(int(page))
        case "h", [("l" | "d") as shade]:
            return ShowPicture(shade == "d")
        case "f", [page] if _is_count(page):
            return ShowFavourites(int(page))
        case "z", [page] if _is_count(page):
            return StarScenes(int(page))
        case "s", [packed, ("0" | "1") as on, page] if _is_count(page):
            thing = _thing(packed, house)
            return Star(thing, on == "1", int(page)) if thing else None
        case _:
            return None


def _pack_thing(thing: Thing) -> str:
    return f"{thing.sort[0]}{token(thing.id, DEVICE_TOKEN)}"


def _thing(packed: str, house: House) -> Thing | None:
    bearers: dict[str, tuple[Sort, Sequence[Device | Room | Group | Scene]]] = {
        "d": (Sort.DEVICE, house.devices),
        "r": (Sort.ROOM, house.rooms),
        "g": (Sort.GROUP, house.groups),
        "s": (Sort.SCENE, house.scenes),
    }
    if packed[:1] not in bearers:
        return None
    sort, things = bearers[packed[0]]
    found = only(things, lambda thing: token(thing.id, DEVICE_TOKEN) == packed[1:])
    return Thing(sort, found.id) if found else None


def _is_mark(text: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{12}", text, re.ASCII) is not None


def _is_count(text: str) -> bool:
    return re.fullmatch(r"\d{1,4}", text, re.ASCII) is not None
