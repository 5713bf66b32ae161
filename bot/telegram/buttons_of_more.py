"""Callback data of what is under "More": their sign is ``e``, a second letter says which."""

from __future__ import annotations

from bot.home.capability import keys
from bot.home.house import Device, House
from bot.home.more_buttons import AskValue, MoreButton
from bot.telegram.tokens import only, token

THING_TOKEN = 8  # characters, as for devices in bot/telegram/buttons.py
KEY_TOKEN = 5


def pack_of_more(button: MoreButton) -> str:
    match button:
        case AskValue(device=device, key=key):
            return f"ev:{token(device, THING_TOKEN)}:{token(str(key), KEY_TOKEN)}"


def unpack_of_more(sign: str, rest: str, house: House) -> MoreButton | None:
    which, _, what = rest.partition(":")
    device = only(house.devices, lambda d: token(d.id, THING_TOKEN) == which)
    if device is None:
        return None
    match sign:
        case "ev":
            return _value(device, what)
        case _:
            return None


def _value(device: Device, what: str) -> AskValue | None:
    offered = (key for capability in device.capabilities for key in keys(capability))
    key = only(offered, lambda k: token(str(k), KEY_TOKEN) == what)
    return AskValue(device.id, key) if key else None
