"""Colours between one domain colour and the structs of thing models: HSVColor, RGBColor, HSLColor.

A struct is a colour by its members, whatever it is called. Members are scaled to their own limits: a
hue that goes to 100 is a hundredth of the circle a step.
"""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.clouds.aliyun.data_types import NUMBERS, Member, Type
from bot.clouds.aliyun.values import from_wire, to_wire
from bot.home.capability import Hsv

Triple = tuple[float, float, float]


@dataclass(frozen=True)
class Spelling:
    """A way to write a colour: the members' initials in order, their full scales, and both ways."""

    initials: str
    scales: Triple
    to_hsv: Callable[[float, float, float], Hsv]
    of_hsv: Callable[[Hsv], Triple]


def _of_hsl(h: float, s: float, light: float) -> Hsv:
    rgb = colorsys.hls_to_rgb(h / 360, light / 100, s / 100)
    return Hsv.of_rgb(*(part * 255 for part in rgb))


def _to_hsl(color: Hsv) -> Triple:
    h, light, s = colorsys.rgb_to_hls(*colorsys.hsv_to_rgb(color.h / 360, color.s / 100, color.v / 100))
    return h * 360, s * 100, light * 100


# Best first: what says most about the colour with the least rounding.
SPELLINGS = (
    Spelling("hsv", (360, 100, 100), Hsv, lambda color: (color.h, color.s, color.v)),
    Spelling("rgb", (255, 255, 255), Hsv.of_rgb, lambda color: color.rgb()),
    Spelling("hsl", (360, 100, 100), _of_hsl, _to_hsl),
)


def spelling_of(type_: Type) -> Spelling | None:
    """How this type writes colours; None when it is none."""
    if type_.name != "struct" or any(member.type.name not in NUMBERS for member in type_.members):
        return None
    initials = sorted(member.identifier[:1].lower() for member in type_.members)
    return next((spelling for spelling in SPELLINGS if initials == sorted(spelling.initials)), None)


def color_from_wire(type_: Type, told: Any) -> Hsv | None:
    spelling, values = spelling_of(type_), from_wire(type_, told)
    if spelling is None or values is None or None in values.values():
        return None
    parts = (
        _scaled(values[member.identifier], _top(member, scale), scale)
        for member, scale in _ordered(type_, spelling)
    )
    return spelling.to_hsv(*parts)


def color_to_wire(type_: Type, color: Hsv) -> Mapping[str, Any]:
    """The whole struct. Raises ``ValueError`` for a type that is no colour."""
    spelling = spelling_of(type_)
    if spelling is None:
        raise ValueError("not a colour")
    parts = zip(_ordered(type_, spelling), spelling.of_hsv(color), strict=True)
    return {
        member.identifier: to_wire(member.type, _scaled(part, scale, _top(member, scale)))
        for (member, scale), part in parts
    }


def _ordered(type_: Type, spelling: Spelling) -> list[tuple[Member, float]]:
    by_initial = {member.identifier[:1].lower(): member for member in type_.members}
    return [(by_initial[i], scale) for i, scale in zip(spelling.initials, spelling.scales, strict=True)]


def _top(member: Member, scale: float) -> float:
    return member.type.limits.max if member.type.limits and member.type.limits.max > 0 else scale


def _scaled(value: float, top: float, new_top: float) -> float:
    return value if top == new_top else value / top * new_top
