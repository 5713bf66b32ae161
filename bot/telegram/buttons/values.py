"""Values in a few characters, for callback data, and back."""

from __future__ import annotations

import math
from typing import Any

from bot.home.capability import Choice, Hsv
from bot.home.command import SetTo
from bot.telegram.buttons.tokens import UnpackableError, number, only, token

LITERAL_LIMIT = 24  # a longer mode value is sent as its hash


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
            return f"={value}" if literal else f"@{token(value)}"
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
            return _unpack_color([number(part) for part in rest.split(",")])
        case "=":
            return SetTo(rest) if any(choice.value == rest for choice in choices) else None
        case "@":
            choice = only(choices, lambda c: token(c.value) == rest)
            return SetTo(choice.value) if choice else None
        case _:
            return None


def _unpack_color(parts: list[float | None]) -> SetTo | None:
    match parts:
        case [float() as h, float() as s, float() as v]:
            return SetTo(Hsv(h, s, v))
        case _:
            return None
