"""Buttons of one device, and of one thing that it can do.

s:<device>:<capability>:<value>   set          o:<device>          show
+:<device>:<capability>:<step>    step         m:<device>:<page>   more of it
~:<device>:<capability>           the other    f:<device>          reset, which asks first
c:<device>:<capability>:<page>    all choices
v:<device>:<capability>:<d|w|m>:<l|d>          history, light or dark; of no capability: the likeliest
"""

from __future__ import annotations

from typing import assert_never

from bot.home.button import AskReset, DeviceButton, Do, Show, ShowChoices, ShowHistory, ShowMore
from bot.home.capability import choices_of
from bot.home.command import Change, Command, Flip, SetTo, ShiftBy
from bot.home.history import Span
from bot.home.house import Device, House
from bot.telegram.buttons.tokens import is_count, key_of, key_token, number, one_of, token
from bot.telegram.buttons.values import pack_value, unpack_value

SIGNS = "s+~omfcv"


def pack(button: DeviceButton, house: House) -> str:
    match button:
        case Do(command=command):
            return _pack_command(command, house)
        case Show(device=device):
            return f"o:{token(device)}"
        case ShowMore(device=device, page=page):
            return f"m:{token(device)}:{page}"
        case AskReset(device=device):
            return f"f:{token(device)}"
        case ShowChoices(device=device, key=key, page=page):
            return f"c:{token(device)}:{key_token(key)}:{page}"
        case ShowHistory(device=device, key=likely, span=span, dark=dark):
            which = key_token(likely) if likely else ""
            return f"v:{token(device)}:{which}:{span[0]}:{'d' if dark else 'l'}"
    assert_never(button)


def unpack(parts: list[str], house: House) -> DeviceButton | None:
    device = one_of(house.devices, parts[1]) if len(parts) > 1 else None
    if device is None:
        return None
    match parts:
        case ["o", _]:
            return Show(device.id)
        case ["m", _, page] if is_count(page):
            return ShowMore(device.id, int(page))
        case ["f", _]:
            return AskReset(device.id)
        case ["c", _, which, page] if is_count(page) and (key := key_of(device, which)):
            return ShowChoices(device.id, key, int(page))
        case ["v", _, which, span, ("d" | "l") as shade]:
            return _unpack_history(device, which, span, shade == "d")
        case [("s" | "+" | "~") as sign, _, which, *rest]:
            command = _unpack_command(sign, device, which, rest)
            return Do(command) if command else None
        case _:
            return None


def _unpack_history(device: Device, which: str, letter: str, dark: bool) -> ShowHistory | None:
    span = next((span for span in Span if span[0] == letter), None)
    key = key_of(device, which)
    return ShowHistory(device.id, key, span, dark) if span and (key or not which) else None


def _pack_command(command: Command, house: House) -> str:
    where = f"{token(command.device)}:{key_token(command.key)}"
    match command.change:
        case SetTo(value=value):
            device = house.device(command.device)
            capability = device.capability(command.key) if device else None
            return f"s:{where}:{pack_value(value, choices_of(capability))}"
        case ShiftBy(step=step):
            return f"+:{where}:{float(step)!r}"
        case Flip():
            return f"~:{where}"
    assert_never(command.change)


def _unpack_command(sign: str, device: Device, which: str, rest: list[str]) -> Command | None:
    key = key_of(device, which)
    if key is None:
        return None
    change: Change | None = None
    match sign, rest:
        case "~", []:
            change = Flip()
        case "+", [step] if (told := number(step)) is not None:
            change = ShiftBy(told)
        case "s", [_, *_]:  # a value may hold what parts the data
            change = unpack_value(":".join(rest), choices_of(device.capability(key)))
    return Command(device.id, key, change) if change else None
