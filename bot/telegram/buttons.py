"""Callback data: a button in at most 64 bytes, and back.

Nothing is remembered about a button. Its data holds a short token of the device (a hash of its id)
and of the capability, and the value to reach, so that a press on an old card, a second press or a
restart does no harm. Data may be forged: whoever presses is checked at the press (bot/assistant.py),
and a token that fits no device, or two, is no button at all.

    s:<device>:<capability>:<value>   set          o:<device>          show
    +:<device>:<capability>:<step>    step         g:<page>            page of the home
    ~:<device>:<capability>           the other    p:<place>:<token>   pick an option
    y:<token>, n:<token>              yes, no      l:<language>        speak this language
    d:<job>                           call off     h:<job>, r:<job>    pause, go on with a plan
    t:                                all plans    f:<device>          reset, which asks first
"""

from __future__ import annotations

import math
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any, TypeVar

from bot.home.button import AskReset, Button, CallOff, Decide, Do, Pause, Pick, Show, ShowPlans, Speak, Turn
from bot.home.capability import Capability, Choice, Color, Hsv, Key, Mode, keys
from bot.home.command import Change, Command, Flip, SetTo, ShiftBy
from bot.home.house import Device, House

DATA_LIMIT = 64  # bytes: https://core.telegram.org/bots/api#inlinekeyboardbutton
DEVICE_TOKEN = 8  # characters of six bits: two of 5,000 devices share one in a house out of 20 million
KEY_TOKEN = 5
VALUE_TOKEN = 8
LITERAL_LIMIT = 24  # a longer mode value is sent as its hash

Thing = TypeVar("Thing")


class UnpackableError(ValueError):
    """This button's value has no form in callback data: texts and structures are not for buttons."""


def pack(button: Button, house: House) -> str:
    """The callback data of a button on a card of ``house``.

    A command's unit and whether its step was said are not kept. Raises ``UnpackableError``.
    """
    match button:
        case Do(command=command):
            data = _pack_command(command, house)
        case Show(device=device):
            data = f"o:{_token(device, DEVICE_TOKEN)}"
        case Turn(page=page):
            data = f"g:{page}"
        case Pick(token=token, place=place):
            data = f"p:{place}:{token}"
        case Decide(token=token, yes=yes):
            data = f"{'y' if yes else 'n'}:{token}"
        case AskReset(device=device):
            data = f"f:{_token(device, DEVICE_TOKEN)}"
        case CallOff(job=job):
            data = f"d:{job}"
        case Pause(job=job, paused=paused):
            data = f"{'h' if paused else 'r'}:{job}"
        case ShowPlans():
            data = "t:"
        case Speak(language=language):
            data = f"l:{language}"
    if len(data.encode()) > DATA_LIMIT:
        raise UnpackableError(f"{len(data.encode())} bytes for {type(button).__name__}")
    return data


def bind(data: str, person: int) -> str:
    """Data of a button that only this person may press: for cards that stand where anybody can see them."""
    bound = f"@{person}:{data}"
    if len(bound.encode()) > DATA_LIMIT:
        raise UnpackableError(f"{len(bound.encode())} bytes with whose it is")
    return bound


def unbind(data: str) -> tuple[str, int | None]:
    """The data without whose button it is, and who that is; None where anybody may press."""
    bound = re.fullmatch(r"@(\d{1,16}):(.*)", data, re.ASCII | re.DOTALL)
    return (bound[2], int(bound[1])) if bound else (data, None)


def unpack(data: str, house: House) -> Button | None:
    """The button behind some callback data; None for garbage and for what this house does not have."""
    sign, _, rest = data.partition(":")
    match sign:
        case "s" | "+" | "~":
            command = _unpack_command(sign, rest.split(":", 2), house)
            return Do(command) if command else None
        case "o":
            device = _only(house.devices, lambda d: _token(d.id, DEVICE_TOKEN) == rest)
            return Show(device.id) if device else None
        case "g":
            return Turn(int(rest)) if _is_count(rest) else None
        case "p":
            place, _, token = rest.partition(":")
            return Pick(token, int(place)) if _is_count(place) and token else None
        case "y" | "n":
            return Decide(rest, sign == "y") if rest else None
        case "f":
            device = _only(house.devices, lambda d: _token(d.id, DEVICE_TOKEN) == rest)
            return AskReset(device.id) if device else None
        case "d":
            return CallOff(int(rest)) if _is_number_of_job(rest) else None
        case "h" | "r":
            return Pause(int(rest), sign == "h") if _is_number_of_job(rest) else None
        case "t":
            return None if rest else ShowPlans()
        case "l":
            return Speak(rest) if rest else None
        case _:
            return None


def _pack_command(command: Command, house: House) -> str:
    where = f"{_token(command.device, DEVICE_TOKEN)}:{_token(str(command.key), KEY_TOKEN)}"
    match command.change:
        case SetTo(value=value):
            device = house.device(command.device)
            capability = device.capability(command.key) if device else None
            return f"s:{where}:{_pack_value(value, _choices(capability))}"
        case ShiftBy(step=step):
            return f"+:{where}:{float(step)!r}"
        case Flip():
            return f"~:{where}"


def _unpack_command(sign: str, parts: list[str], house: House) -> Command | None:
    if len(parts) != (2 if sign == "~" else 3):
        return None
    device = _only(house.devices, lambda d: _token(d.id, DEVICE_TOKEN) == parts[0])
    key = _only(_keys(device), lambda k: _token(str(k), KEY_TOKEN) == parts[1]) if device else None
    if device is None or key is None:
        return None
    change: Change | None = Flip() if sign == "~" else None
    if sign == "s":
        change = _unpack_value(parts[2], _choices(device.capability(key)))
    elif sign == "+" and (step := _number(parts[2])) is not None:
        change = ShiftBy(step)
    return Command(device.id, key, change) if change else None


def _pack_value(value: Any, choices: tuple[Choice, ...]) -> str:
    match value:
        case bool():
            return "t" if value else "f"
        case None:
            return "x"
        case int() | float() if math.isfinite(value):
            return f"#{float(value)!r}"
        case Hsv(h=h, s=s, v=v):
            return f"c{h:.6g},{s:.6g},{v:.6g}"
        case str() if any(choice.value == value for choice in choices):
            literal = value.isascii() and len(value) <= LITERAL_LIMIT
            return f"={value}" if literal else f"@{_token(value, VALUE_TOKEN)}"
        case _:
            raise UnpackableError(f"a value of type {type(value).__name__}")


def _unpack_value(packed: str, choices: tuple[Choice, ...]) -> SetTo | None:
    sign, rest = packed[:1], packed[1:]
    match sign:
        case "t" | "f" if not rest:
            return SetTo(sign == "t")
        case "x" if not rest:
            return SetTo(None)
        case "#":
            number = _number(rest)
            return None if number is None else SetTo(number)
        case "c":
            parts = [_number(part) for part in rest.split(",")]
            return SetTo(Hsv(*parts)) if len(parts) == 3 and None not in parts else None  # type: ignore[arg-type]
        case "=":
            return SetTo(rest) if any(choice.value == rest for choice in choices) else None
        case "@":
            choice = _only(choices, lambda c: _token(c.value, VALUE_TOKEN) == rest)
            return SetTo(choice.value) if choice else None
        case _:
            return None


def _keys(device: Device) -> list[Key]:
    return [key for capability in device.capabilities for key in keys(capability)]


def _choices(capability: Capability | None) -> tuple[Choice, ...]:
    match capability:
        case Mode(choices=choices) | Color(scenes=choices):
            return choices
        case _:
            return ()


def _token(text: str, length: int) -> str:
    return urlsafe_b64encode(sha256(text.encode(errors="surrogatepass")).digest())[:length].decode()


def _only(things: Iterable[Thing], fits: Callable[[Thing], bool]) -> Thing | None:
    """The one thing that fits; None when nothing does, or several."""
    found = [thing for thing in things if fits(thing)]
    return found[0] if len(found) == 1 else None


def _number(text: str) -> float | None:
    if not re.fullmatch(r"-?\d{1,20}(\.\d{1,20})?(e[+-]?\d{1,3})?", text, re.ASCII):
        return None
    number = float(text)
    return number if math.isfinite(number) else None


def _is_number_of_job(text: str) -> bool:
    return re.fullmatch(r"[1-9]\d{0,17}", text, re.ASCII) is not None


def _is_count(text: str) -> bool:
    return re.fullmatch(r"\d{1,4}", text, re.ASCII) is not None
