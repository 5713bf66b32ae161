"""Buttons about names, favourites and the home's picture; all of their data begins with ``i:``.

    i:n:<thing>            ask for its name        i:p:<place>:<token>    this one gets the name
    i:d:<mark>:<page>      no longer called so     i:a:<mark>             in the vendor's app, too
    i:l:<page>             all names               i:f:<page>             favourites
    i:s:<thing>:<0|1>:<page>   star, or no star    i:z:<page>             stars of scenes
    i:h:<l|d>              the home as a picture, light or dark
    i:u:<mark>             take back what was just given

A thing is ``d``, ``r``, ``g`` or ``s`` and the token of a device, room, group or scene; a mark is a name's
(bot/home/naming.py), and an empty page is none.
"""

from __future__ import annotations

import re
from typing import assert_never

from bot.home.house import House
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
    UndoNaming,
)
from bot.telegram.buttons.tokens import is_count, pack_thing, thing_of

SIGNS = "i"
MARK = re.compile(r"[0-9a-f]{12}", re.ASCII)

NamingButton = NamesButton | FavouritesButton | ShowNames | ShowPicture


def pack(button: NamingButton) -> str:
    match button:
        case AskName(thing=thing):
            return f"i:n:{pack_thing(thing.sort, thing.id)}"
        case NameThis(token=open_, place=place):
            return f"i:p:{place}:{open_}"
        case DropName(mark=mark, page=page):
            return f"i:d:{mark}:{'' if page is None else page}"
        case AskNickname(mark=mark):
            return f"i:a:{mark}"
        case UndoNaming(mark=mark):
            return f"i:u:{mark}"
        case ShowNames(page=page):
            return f"i:l:{page}"
        case ShowPicture(dark=dark):
            return f"i:h:{'d' if dark else 'l'}"
        case ShowFavourites(page=page):
            return f"i:f:{page}"
        case StarScenes(page=page):
            return f"i:z:{page}"
        case Star(thing=thing, on=on, page=page):
            return f"i:s:{pack_thing(thing.sort, thing.id)}:{int(on)}:{page}"
    assert_never(button)


def unpack(parts: list[str], house: House) -> NamingButton | None:
    match parts[1:]:
        case ["n", packed] if thing := thing_of(packed, house):
            return AskName(thing)
        case ["p", place, open_] if is_count(place) and open_:
            return NameThis(open_, int(place))
        case ["d", mark, page] if MARK.fullmatch(mark) and (is_count(page) or not page):
            return DropName(mark, int(page) if page else None)
        case ["a", mark] if MARK.fullmatch(mark):
            return AskNickname(mark)
        case ["u", mark] if MARK.fullmatch(mark):
            return UndoNaming(mark)
        case ["l", page] if is_count(page):
            return ShowNames(int(page))
        case ["h", ("l" | "d") as shade]:
            return ShowPicture(shade == "d")
        case ["f", page] if is_count(page):
            return ShowFavourites(int(page))
        case ["z", page] if is_count(page):
            return StarScenes(int(page))
        case ["s", packed, ("0" | "1") as on, page] if is_count(page) and (thing := thing_of(packed, house)):
            return Star(thing, on == "1", int(page))
        case _:
            return None
