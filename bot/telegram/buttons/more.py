"""Buttons of what is under "More": their sign is ``e``, a second letter says which, then comes the device."""

from __future__ import annotations

import re
from typing import assert_never

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
from bot.telegram.buttons.tokens import is_number, key_of, key_token, one_of, token

SIGNS = "e"

OF_A_DEVICE: dict[str, type[AskRemoval | ShowTags | AskTag | ShowWidget | ShowEvents | ShowCloudTimers]] = {
    "er": AskRemoval,
    "et": ShowTags,
    "ea": AskTag,
    "ew": ShowWidget,
    "eh": ShowEvents,
    "ec": ShowCloudTimers,
}
SIGN_OF = {type_: sign for sign, type_ in OF_A_DEVICE.items()}


def pack(button: MoreButton) -> str:
    device = token(button.device)
    match button:
        case AskValue(key=key):
            return f"ev:{device}:{key_token(key)}"
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
            return f"{SIGN_OF[type(button)]}:{device}"
    assert_never(button)


def unpack(parts: list[str], house: House) -> MoreButton | None:
    device = one_of(house.devices, parts[1]) if len(parts) > 1 else None
    match parts:
        case [sign, _] if device and sign in OF_A_DEVICE:
            return OF_A_DEVICE[sign](device.id)
        case [sign, _, what] if device:
            return _with_more(sign, device, what)
        case _:
            return None


def _with_more(sign: str, device: Device, what: str) -> MoreButton | None:
    marked = re.fullmatch(rf"([0-9a-f]{{{MARK}}})([01]?)", what)
    mark, flag = marked.groups() if marked else ("", "")
    match sign:
        case "ev" if key := key_of(device, what):
            return AskValue(device.id, key)
        case "es" if what in ("0", "1"):
            return SetWidget(device.id, what == "1")
        case "em" if is_number(what):
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
