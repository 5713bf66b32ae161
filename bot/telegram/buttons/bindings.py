"""Buttons that bind a chat to a home or a room; all of their data begins with ``b:``.

b:c:<home>:<token>   speak of this home    b:h:<home>   bind the chat to it    b:u:   unbind
b:p:<page>           rooms to bind to      b:r:<room>   bind to it, or to none
"""

from __future__ import annotations

from typing import assert_never

from bot.home.binding_buttons import BindHome, BindingButton, BindRoom, ChooseHome, ShowRoomChoice, Unbind
from bot.home.house import House
from bot.telegram.buttons.tokens import HOME_DIGITS, is_count, is_number, one_of, token

SIGNS = "b"


def pack(button: BindingButton) -> str:
    match button:
        case ChooseHome(home=home, token=open_):
            return f"b:c:{home}:{open_ or ''}"
        case BindHome(home=home):
            return f"b:h:{home}"
        case Unbind():
            return "b:u:"
        case ShowRoomChoice(page=page):
            return f"b:p:{page}"
        case BindRoom(room=room):
            return f"b:r:{token(room) if room is not None else ''}"
    assert_never(button)


def unpack(parts: list[str], house: House) -> BindingButton | None:
    match parts[1:]:
        case ["c", home, open_] if is_number(home, HOME_DIGITS):
            return ChooseHome(int(home), open_ or None)
        case ["h", home] if is_number(home, HOME_DIGITS):
            return BindHome(int(home))
        case ["u", ""]:
            return Unbind()
        case ["p", page] if is_count(page):
            return ShowRoomChoice(int(page))
        case ["r", ""]:
            return BindRoom(None)
        case ["r", which] if room := one_of(house.rooms, which):
            return BindRoom(room.id)
        case _:
            return None
