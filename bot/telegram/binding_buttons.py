"""Callback data of the buttons that bind a chat to a home or a room: what follows ``b:``.

c:<home>:<token>   speak of this home    h:<home>   bind the chat to it    u:   unbind
p:<page>           rooms to bind to      r:<room>   bind to it, or to none
"""

from __future__ import annotations

import re

from bot.home.binding_buttons import BindHome, BindingButton, BindRoom, ChooseHome, ShowRoomChoice, Unbind
from bot.home.house import House
from bot.telegram.tokens import only, token

ROOM_TOKEN = 8


def pack_binding(button: BindingButton) -> str:
    match button:
        case ChooseHome(home=home, token=open_):
            return f"c:{home}:{open_ or ''}"
        case BindHome(home=home):
            return f"h:{home}"
        case Unbind():
            return "u:"
        case ShowRoomChoice(page=page):
            return f"p:{page}"
        case BindRoom(room=room):
            return f"r:{token(room, ROOM_TOKEN) if room is not None else ''}"


def unpack_binding(packed: str, house: House) -> BindingButton | None:
    sign, _, rest = packed.partition(":")
    match sign:
        case "c":
            home, _, open_ = rest.partition(":")
            return ChooseHome(int(home), open_ or None) if _is_number(home) else None
        case "h":
            return BindHome(int(rest)) if _is_number(rest) else None
        case "u" if not rest and packed == "u:":
            return Unbind()
        case "p":
            return ShowRoomChoice(int(rest)) if re.fullmatch(r"\d{1,4}", rest, re.ASCII) else None
        case "r" if packed == "r:":
            return BindRoom(None)
        case "r":
            room = only(house.rooms, lambda r: token(r.id, ROOM_TOKEN) == rest)
            return BindRoom(room.id) if room else None
        case _:
            return None


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[1-9]\d{0,14}", text, re.ASCII) is not None
