"""Ids and values in a few characters, for callback data, and back."""

from __future__ import annotations

import math
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any, TypeVar

from bot.home.capability import Capability, Choice, Color, Hsv, Mode
from bot.home.command import SetTo

DEVICE_TOKEN = 8  # characters of six bits: two of 5,000 devices share one in a house out of 20 million
VALUE_TOKEN = 8
LITERAL_LIMIT = 24  # a longer mode value is sent as its hash

Thing = TypeVar("Thing")


class UnpackableError(ValueError):
    """This button's value has no form in callback data: texts and structures are not for buttons."""


def pack_value(value: Any, choices: tuple[Choice, ...]) -> str:
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
            return f"={value}" if literal else f"@{token(value, VALUE_TOKEN)}"
        case _:
            raise UnpackableError(f"a value of type {type(value).__name__}")


def unpack_value(packed: str, choices: tuple[Choice, ...]) -> SetTo | None:
    sign, rest = packed[:1], packed[1:]
    match sign:
        case "t" | "f" if not rest:
            return SetTo(sign == "t")
        case "x" if not rest:
            return SetTo(None)
        case "#":
            told = number(rest)
            return None if told is None else SetTo(told)
        case "c":
            parts = [number(part) for part in rest.split(",")]
            return SetTo(Hsv(*parts)) if len(parts) == 3 and None not in parts else None  # type: ignore[arg-type]
        case "=":
            return SetTo(rest) if any(choice.value == rest for choice in choices) else None
        case "@":
            choice = only(choices, lambda c: token(c.value, VALUE_TOKEN) == rest)
            return SetTo(choice.value) if choice else None
        case _:
            return None


def choices_of(capability: Capability | None) -> tuple[Choice, ...]:
    match capability:
        case Mode(choices=choices) | Color(scenes=choices):
            return choices
        case _:
            return ()


def token(text: str, length: int) -> str:
    return urlsafe_b64encode(sha256(text.encode(errors="surrogatepass")).digest())[:length].decode()


def only(things: Iterable[Thing], fits: Callable[[Thing], bool]) -> Thing | None:
    """The one thing that fits; None when nothing does, or several."""
    found = [thing for thing in things if fits(thing)]
    return found[0] if len(found) == 1 else None


def number(text: str) -> float | None:
    if not re.fullmatch(r"-?\d{1,20}(\.\d{1,20})?(e[+-]?\d{1,3})?", text, re.ASCII):
        return None
    told = float(text)
    return told if math.isfinite(told) else None
