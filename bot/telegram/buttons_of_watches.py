"""Callback data of watches: their sign is ``w``, a second letter says which.

    wl:              all watches              wp:<device>   what of a device can be watched
    wx:<watch>       end it                   wb:<device>:<capability>:<condition>   begin one
    ws:, wr:<watch>  be silent, tell again

A condition is ``+`` or ``-`` (becomes so, or no more), ``f`` (finishes), or ``>`` or ``<`` and a number.
"""

from __future__ import annotations

import re
from typing import assert_never

from bot.home.capability import keys
from bot.home.house import Device, House
from bot.home.request import Above, Becomes, Below, Changes, Condition, Finishes, Reading, Watch
from bot.home.watch_buttons import (
    BeginWatch,
    ShowWatchable,
    ShowWatches,
    SilenceWatch,
    StopWatch,
    WatchButton,
)
from bot.telegram.tokens import UnpackableError, number, only, token

THING_TOKEN = 8  # characters, as for devices in bot/telegram/buttons.py
INSTANCE_TOKEN = 5


def pack_of_watches(button: WatchButton) -> str:
    match button:
        case ShowWatches():
            return "wl:"
        case StopWatch(watch=watch):
            return f"wx:{watch}"
        case SilenceWatch(watch=watch, silent=silent):
            return f"w{'s' if silent else 'r'}:{watch}"
        case ShowWatchable(device=device):
            return f"wp:{token(device, THING_TOKEN)}"
        case BeginWatch(watch=Watch(readings=(reading,)) as begun):
            instance = token(reading.instance, INSTANCE_TOKEN) if reading.instance else ""
            return f"wb:{token(reading.device, THING_TOKEN)}:{instance}:{_condition(begun.condition)}"
        case BeginWatch():
            raise UnpackableError("a button watches one reading")
    assert_never(button)


def unpack_of_watches(sign: str, rest: str, house: House) -> WatchButton | None:
    match sign:
        case "wl":
            return None if rest else ShowWatches()
        case "wp":
            device = _device(rest, house)
            return ShowWatchable(device.id) if device else None
        case "wb":
            return _unpack_begin(rest.split(":"), house)
        case "wx" | "ws" | "wr" if re.fullmatch(r"[1-9]\d{0,17}", rest, re.ASCII):
            return StopWatch(int(rest)) if sign == "wx" else SilenceWatch(int(rest), sign == "ws")
        case _:
            return None


def _condition(condition: Condition) -> str:
    match condition:
        case Becomes(value=value):
            return "+" if value else "-"
        case Above(limit=limit):
            return f">{limit!r}"
        case Below(limit=limit):
            return f"<{limit!r}"
        case Finishes():
            return "f"
        case Changes():
            return "c"
    assert_never(condition)


def _unpack_begin(parts: list[str], house: House) -> BeginWatch | None:
    device = _device(parts[0], house) if len(parts) == 3 else None
    condition = _unpack_condition(parts[2]) if len(parts) == 3 else None
    if device is None or condition is None:
        return None
    if not parts[1]:
        finishes = isinstance(condition, Finishes)
        return BeginWatch(Watch((Reading(device.id),), condition, repeats=False)) if finishes else None
    instances = dict.fromkeys(key.instance for c in device.capabilities for key in keys(c))
    instance = only(list(instances), lambda name: token(name, INSTANCE_TOKEN) == parts[1])
    if instance is None or isinstance(condition, Finishes):
        return None
    return BeginWatch(Watch((Reading(device.id, instance),), condition))


def _unpack_condition(text: str) -> Condition | None:
    match text[:1], text[1:]:
        case "+" | "-" as sign, "":
            return Becomes(sign == "+")
        case "f", "":
            return Finishes()
        case "c", "":
            return Changes()
        case ">", limit if (above := number(limit)) is not None:
            return Above(above)
        case "<", limit if (below := number(limit)) is not None:
            return Below(below)
        case _:
            return None


def _device(packed: str, house: House) -> Device | None:
    return only(house.devices, lambda d: token(d.id, THING_TOKEN) == packed)
