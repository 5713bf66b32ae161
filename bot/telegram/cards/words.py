"""Names and values of capabilities in the reader's language.

A name of ours comes first (``range.brightness``, ``choice.auto``), then the vendor's, then the
vendor's identifier: nothing is hidden for want of a word. Labels are written to stand inside a line.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.home.capability import (
    Array,
    Capability,
    Choice,
    Color,
    Date,
    Event,
    Hsv,
    Key,
    Lock,
    Mode,
    OnOff,
    Range,
    Sensor,
    Struct,
    Toggle,
)
from bot.home.house import Device
from bot.i18n import Language
from bot.telegram.card import tidy

ORDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

# Hue in degrees up to which a colour is called by a name; after the last one it is red again.
HUES = (
    (15, "red"),
    (33, "orange"),
    (65, "yellow"),
    (160, "green"),
    (200, "cyan"),
    (250, "blue"),
    (290, "violet"),
    (345, "pink"),
)
LISTED_LIMIT = 8  # fields of a structure and items of a list that are shown
WORDS_LIMIT = 200  # characters of a vendor's text
PALE = 12  # percent of saturation under which a colour is white


def capitalized(text: str) -> str:
    """A label as the beginning of a line."""
    return text[:1].upper() + text[1:]


def label(capability: Capability, instance: str, language: Language) -> str:
    """What a capability is called: "brightness"."""
    ours = language.find(str(Key(capability.kind, instance)))
    return ours or tidy(capability.name or "") or tidy(instance.replace("_", " ")) or capability.kind


def choice_name(choice: Choice, instance: str, language: Language) -> str:
    """What one value of a mode, a scene or an event is called: the vendor's name where the reader can
    read it, else ours, else the raw value. Where both are the same word it is ours, which is written to
    stand inside a line.

    ``one`` to ``ten`` are only places in a list: there the vendor's name says more than ours in any script.
    """
    ours = language.find(f"choice.{instance}.{choice.value}") or language.find(f"choice.{choice.value}")
    theirs = tidy(choice.name or "")
    if ours and theirs.casefold() == ours.casefold():
        return ours
    readable = language.writes(theirs) or choice.value in ORDINALS
    first, second = (theirs, ours) if readable else (ours, theirs)
    return first or second or tidy(choice.value.replace("_", " ")) or "…"


def color_name(color: Hsv) -> str:
    """The nearest colour that people have a word for: the end of a ``color_name.*`` id."""
    if color.s < PALE:
        return "white"
    return next((name for limit, name in HUES if color.h <= limit), "red")


def is_openable(device: Device) -> bool:
    """Whether on and off mean open and closed (docs/understand-format.md, rule 13)."""
    return device.is_a("openable")


def switch_word(device: Device, on: bool) -> str:
    """The id of the word for a main switch's state."""
    if is_openable(device):
        return "state.open" if on else "state.closed"
    return "state.on" if on else "state.off"


def value_text(device: Device, capability: Capability, language: Language) -> str:
    """The value that a capability has, as people say it."""
    match capability:
        case _ if capability.value is None:
            return language.say("state.unknown")
        case OnOff(value=bool(on)):
            return language.say(switch_word(device, on))
        case Toggle(value=on):
            return language.say("state.toggle_on" if on else "state.toggle_off")
        case Lock(value=locked):
            return language.say("state.locked" if locked else "state.unlocked")
        case Range(value=float() | int() as number, unit=unit):
            return language.number(number, unit)
        case Sensor(value=float() | int() as number, unit=unit):
            return language.number(number, unit)
        case Mode(value=str(value), choices=choices) | Event(value=str(value), choices=choices):
            return _chosen(value, choices, capability.instance, language)
        case Sensor(value=str(value)):
            return _chosen(value, (), capability.instance, language)
        case Color():
            return _light_text(capability, language)
        case Date(value=str(moment)):
            return _moment_text(moment, language)
        case Struct(value=Mapping() as value, fields=fields):
            return _fields_text(value, fields, language)
        case Array(value=tuple(items)):
            return language.list(_plain(item, language) for item in items[:LISTED_LIMIT])
        case _:
            return tidy(str(capability.value), WORDS_LIMIT)


def _chosen(value: str, choices: tuple[Choice, ...], instance: str, language: Language) -> str:
    choice = next((c for c in choices if c.value == value), Choice(value))
    return choice_name(choice, instance, language)


def _light_text(color: Color, language: Language) -> str:
    match color.value:
        case Hsv() as lit:
            return language.say(f"color_name.{color_name(lit)}")
        case int() | float() as kelvin:
            return language.number(kelvin, "kelvin")
        case scene:
            return _chosen(str(scene), color.scenes, "scene", language)


def _moment_text(value: str, language: Language) -> str:
    try:
        return language.time(datetime.fromisoformat(value))
    except ValueError:
        return tidy(value)


def _fields_text(value: Mapping[str, Any], fields: tuple[Capability, ...], language: Language) -> str:
    named = {field.instance: label(field, field.instance, language) for field in fields}
    return language.list(
        language.say("value.pair", label=named.get(key, tidy(key)), value=_plain(item, language))
        for key, item in list(value.items())[:LISTED_LIMIT]
    )


def _plain(value: Any, language: Language) -> str:
    match value:
        case bool():
            return language.say("state.toggle_on" if value else "state.toggle_off")
        case int() | float():
            return language.number(value)
        case _:
            return tidy(str(value))


def light_instance(color: Color) -> str:
    """Which of a colour's instances its present value belongs to."""
    match color.value:
        case Hsv():
            return "color"
        case int() | float():
            return "temperature_k"
        case str():
            return "scene"
        case None:
            return "color" if color.colors else "temperature_k" if color.temperature_k else "scene"
