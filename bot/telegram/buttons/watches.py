"""Buttons of watches: their sign is ``w``, a second letter says which.

    wl:              all watches              wp:<device>   what of a device can be watched
    wx:<watch>       end it                   wb:<device>:<capability>:<condition>   begin one
    ws:, wr:<watch>  be silent, tell again

A condition is ``+`` or ``-`` (becomes so, or no more), ``f`` (finishes), or ``>`` or ``<`` and a number.
"""

from __future__ import annotations

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
from bot.telegram.buttons.tokens import (
    KEY_TOKEN,
    UnpackableError,
    is_number,
    number,
    one_of,
    only,
    token,
)

SIGNS = "w"


def pack(button: WatchButton) -> str:
    match button:
        case ShowWatches():
            return "wl:"
        case StopWatch(watch=watch):
            return f"wx:{watch}"
        case SilenceWatch(watch=watch, silent=silent):
            return f"w{'s' if silent else 'r'}:{watch}"
        case ShowWatchable(device=device):
            return f"wp:{token(device)}"
        case BeginWatch(watch=Watch(readings=(reading,)) as begun):
            instance = token(reading.instance, KEY_TOKEN) if reading.instance else ""
            return f"wb:{token(reading.device)}:{instance}:{_condition(begun.condition)}"
        case BeginWatch():
            raise UnpackableError("a button watches one reading")
    assert_never(button)


def unpack(parts: list[str], house: House) -> WatchButton | None:
    match parts:
        case ["wl", ""]:
            return ShowWatches()
        case ["wp", which] if device := one_of(house.devices, which):
            return ShowWatchable(device.id)
        case ["wb", which, instance, told] if device := one_of(house.devices, which):
            condition = _unpack_condition(told)
            return _unpack_begin(device, instance, condition) if condition else None
        case ["wx", watch] if is_number(watch):
            return StopWatch(int(watch))
        case [("ws" | "wr") as sign, watch] if is_number(watch):
            return SilenceWatch(int(watch), sign == "ws")
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


def _unpack_begin(device: Device, packed: str, condition: Condition) -> BeginWatch | None:
    if not packed:
        finishes = isinstance(condition, Finishes)
        return BeginWatch(Watch((Reading(device.id),), condition, repeats=False)) if finishes else None
    instances = dict.fromkeys(key.instance for c in device.capabilities for key in keys(c))
    instance = only(instances, lambda name: token(name, KEY_TOKEN) == packed)
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
