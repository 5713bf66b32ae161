"""What a home and its people have decided for themselves; None is what is not decided."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.home.quiet import QuietHours


class Units(StrEnum):
    """Of temperatures. Where nothing is decided they are shown as the device tells them."""

    CELSIUS = "celsius"
    FAHRENHEIT = "fahrenheit"


@dataclass(frozen=True)
class HomeSettings:
    """During ``quiet`` hours only what cannot wait makes a sound; ``sensitive`` devices ask first."""

    quiet: QuietHours | None = None
    reactions: bool | None = None
    units: str | None = None
    sensitive: tuple[str, ...] = ()


@dataclass(frozen=True)
class PersonSettings:
    """What is not decided is as the home has it."""

    timezone: str | None = None
    units: str | None = None
    quiet: QuietHours | None = None


# A language tag with the reader's units: "en-x-f" (the private use of BCP 47), so that wherever a card's
# language is kept its units are, too.
_SUBTAGS = {Units.CELSIUS: "c", Units.FAHRENHEIT: "f"}
_TAGGED = re.compile(r"(.*)-x-([cf])", re.ASCII)


def with_units(language: str, units: str | None) -> str:
    """The tag of a language in which temperatures are shown in these units."""
    known = next((subtag for unit, subtag in _SUBTAGS.items() if unit == units), None)
    return f"{language or 'en'}-x-{known}" if known else language


def units_of(tag: str) -> tuple[str, Units | None]:
    """The language of a tag, and its units."""
    tagged = _TAGGED.fullmatch(tag)
    if tagged is None:
        return tag, None
    return tagged[1], next(unit for unit, subtag in _SUBTAGS.items() if subtag == tagged[2])


def converted(value: float, unit: str | None, units: Units | None) -> tuple[float, str | None]:
    """A temperature in the units that are wanted; whatever else as it is."""
    match unit, units:
        case "celsius", Units.FAHRENHEIT:
            return value * 1.8 + 32, "fahrenheit"
        case "fahrenheit", Units.CELSIUS:
            return (value - 32) / 1.8, "celsius"
        case _:
            return value, unit


def is_zone(name: str) -> bool:
    """Whether there is a time zone of that IANA name."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_+\-/]{0,39}", name):
        return False
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # a folder, or nothing: ZoneInfoNotFoundError is a KeyError
        return False
    return True
