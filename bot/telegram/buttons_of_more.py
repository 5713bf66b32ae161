"""Callback data of what is under "More": their sign is ``e``, a second letter says which."""

from __future__ import annotations

import re
from typing import assert_never

from bot.home.capability import keys
from bot.home.house import Device, House
from bot.home.more_buttons import (
    MARK,
    AskRemoval,
    AskTag,
    AskValue,
    MoreButton,
    MoveToCloud,
    PauseCloudTimer,
    RemoveCloudTimer,
    RemoveTag,
    SetWidget,
    SetWidgetProperty,
    ShowCloudTimers,
    ShowEvents,
    ShowTags,
    ShowWidget,
)
from bot.telegram.tokens import only, token

THING_TOKEN = 8  # characters, as for devices in bot/telegram/buttons.py
KEY_TOKEN = 5

OF_A_DEVICE: dict[str, type[AskRemoval | ShowTags | AskTag | ShowWidget | ShowEvents | ShowCloudTimers]] = {
    "er": AskRemoval,
    "et": ShowTags,
    "ea": AskTag,
    "ew": ShowWidget,
    "eh": ShowEvents,
    "ec": ShowCloudTimers,
}
SIGNS = {type_: sign for sign, type_ in OF_A_DEVICE.items()}


def pack_of_more(button: MoreButton) -> str:
    device = token(button.device, THING_TOKEN)
    match button:
        case AskValue(key=key):
            return f"ev:{device}:{token(str(key), KEY_TOKEN)}"
        case RemoveTag(mark=mark):
            return f"ex:{device}:{mark}"
        case RemoveCloudTimer(mark=mark):
            return f"ed:{device}:{mark}"
        case SetWidget(shown=shown):
            return f"es:{device}:{shown:d}"
        case SetWidgetProperty(mark=mark, shown=shown):
            return f"eq:{device}:{mark}{shown:d}"
        case PauseCloudTimer(mark=mark, paused=paused):
            return f"ep:{device}:{mark}{paused:d}"
        case MoveToCloud(job=job):
            return f"em:{device}:{job}"
        case AskRemoval() | ShowTags() | AskTag() | ShowWidget() | ShowEvents() | ShowCloudTimers():
            return f"{SIGNS[type(button)]}:{device}"
    assert_never(button)


def unpack_of_more(sign: str, rest: str, house: House) -> MoreButton | None:
    which, _, what = rest.partition(":")
    device = only(house.devices, lambda d: token(d.id, THING_TOKEN) == which)
    if device is None:
        return None
    if sign in OF_A_DEVICE:
        return OF_A_DEVICE[sign](device.id) if rest == which else None
    return _with_more(sign, device, what)


def _with_more(sign: str, device: Device, what: str) -> MoreButton | None:
    marked = re.fullmatch(rf"([0-9a-f]{{{MARK}}})([01]?)", what)
    mark, flag = marked.groups() if marked else ("", "")
    match sign:
        case "ev":
            return _value(device, what)
        case "es" if what in ("0", "1"):
            return SetWidget(device.id, what == "1")
        case "em" if re.fullmatch(r"[1-9]\d{0,17}", what, re.ASCII):
            return MoveToCloud(device.id, int(what))
        case "ex" if mark and not flag:
            return RemoveTag(device.id, mark)
        case "ed" if mark and not flag:
            return RemoveCloudTimer(device.id, mark)
        case "eq" if flag:
            return SetWidgetProperty(device.id, mark, flag == "1")
        case "ep" if flag:
            return PauseCloudTimer(device.id, mark, flag == "1")
        case _:
            return None


def _value(device: Device, what: str) -> AskValue | None:
    offered = (key for capability in device.capabilities for key in keys(capability))
    key = only(offered, lambda k: token(str(k), KEY_TOKEN) == what)
    return AskValue(device.id, key) if key else None
