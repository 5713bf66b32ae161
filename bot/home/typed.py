"""What a person types becomes a value of a capability: a number, a text, a moment, several named values.

Whether the value fits is decided afterwards (bot/home/fit.py), as for every other command.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import Any

from bot.home.capability import (
    Action,
    Array,
    Capability,
    Choice,
    Date,
    Lock,
    Mode,
    OnOff,
    Range,
    Struct,
    Text,
    Toggle,
    writable,
)
from bot.home.fit import Misfit, Reason

Truth = Callable[[str], bool | None]
"""Whether a text says on or off; None where it says neither."""

LINES = re.compile(r"[\n;；]")
ITEMS = re.compile(r"[\n;；,，、]")
NAMED = re.compile(r"\s*([^=:：＝]+?)\s*[=:：＝]\s*(.*)", re.DOTALL)
NEXT_NAMED = re.compile(r"[\n;；]|[,，、](?=[^,，、;；=:：＝\n]+[=:：＝])")
MOMENTS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%d.%m.%Y %H:%M", "%d.%m.%Y")


def can_be_typed(capability: Capability) -> bool:
    """Whether its value is asked for in a message: what has no buttons, and numbers between the steps."""
    match capability:
        case Range(relative_only=relative_only):
            return not relative_only and writable(capability)
        case Action(inputs=inputs):
            return bool(inputs)
        case Struct(fields=fields):
            return writable(capability) and bool(fields) and all(map(writable, fields))
        case Text() | Array() | Date():
            return writable(capability)
        case _:
            return False


def typed(capability: Capability, text: str, truth: Truth, zone: tzinfo) -> Any | Reason:
    """The value that a text means for a capability; a ``Reason`` where it means none."""
    match capability:
        case Text():
            return text.strip()
        case OnOff() | Toggle() | Lock():
            said = {"1": True, "0": False}.get(text.strip(), truth(text.strip()))
            return Reason(Misfit.WRONG_TYPE) if said is None else said
        case Range(limits=limits):
            number = _number(text)
            return Reason(Misfit.WRONG_TYPE, limits) if number is None else number
        case Mode(choices=choices):
            return _choice(text, choices)
        case Date():
            return _moment(text, zone)
        case Struct(fields=fields, value=value):
            return _named(fields, text, value or {}, truth, zone)
        case Action(inputs=inputs):
            return _named(inputs, text, {}, truth, zone)
        case Array(item=item):
            return _items(item, text, truth, zone)
        case _:
            return Reason(Misfit.WRONG_TYPE)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _number(text: str) -> float | None:
    """A number, perhaps with a decimal comma and a unit behind it."""
    found = re.fullmatch(r"([+\-−]?\d{1,15}(?:[.,]\d{1,9})?)\s*[^\d\s.,]{0,12}", _plain(text), re.ASCII)
    return float(found[1].replace(",", ".").replace("−", "-")) if found else None


def _choice(text: str, choices: tuple[Choice, ...]) -> str | Reason:
    said = _plain(text)
    fits = (c.value for c in choices if said in (_plain(c.name or c.value), _plain(c.value)))
    return next(fits, None) or Reason(Misfit.NOT_A_CHOICE, choices)


def _moment(text: str, zone: tzinfo) -> str | Reason:
    """A day, perhaps with a time of day, in the home's time."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    for form in MOMENTS:
        try:
            return datetime.strptime(plain, form).replace(tzinfo=zone).isoformat()
        except ValueError:
            continue
    return Reason(Misfit.WRONG_TYPE)


def _named(
    fields: tuple[Capability, ...], text: str, kept: Mapping[str, Any], truth: Truth, zone: tzinfo
) -> Mapping[str, Any] | Reason:
    """Lines such as ``name = value``, or the values alone in the order of the fields; what is not said
    stays as it is."""
    parts = [part for part in NEXT_NAMED.split(text) if part.strip()]
    pairs = [_pair(part, fields) for part in parts]
    said = {field.instance: (field, words) for field, words in filter(None, pairs)}
    if None in pairs and not said:
        bare = [text] if len(fields) == 1 else [part for part in LINES.split(text) if part.strip()]
        bare = bare if len(bare) == len(fields) else [part for part in ITEMS.split(text) if part.strip()]
        if len(bare) != len(fields):
            return Reason(Misfit.MISSING_INPUT, _names(fields))
        said = {field.instance: (field, words) for field, words in zip(fields, bare, strict=True)}
    elif None in pairs:
        return Reason(Misfit.MISSING_INPUT, _names(fields))
    values = {instance: typed(field, words, truth, zone) for instance, (field, words) in said.items()}
    bad = next((value for value in values.values() if isinstance(value, Reason)), None)
    return bad or {**{f.instance: kept[f.instance] for f in fields if f.instance in kept}, **values}


def _pair(part: str, fields: tuple[Capability, ...]) -> tuple[Capability, str] | None:
    found = NAMED.fullmatch(part)
    if found is None:
        return None
    said = _plain(found[1])
    fits = (f for f in fields if said in (_plain(f.instance), _plain(f.name or f.instance)))
    field = next(fits, None)
    return None if field is None else (field, found[2])


def _items(item: Capability | None, text: str, truth: Truth, zone: tzinfo) -> tuple[Any, ...] | Reason:
    """One item a line, or (where an item is no structure) several in a line."""
    separator = re.compile(r"\n") if isinstance(item, Struct) else ITEMS
    parts = [part.strip() for part in separator.split(text) if part.strip()]
    if item is None:
        return tuple(parts)
    values = [typed(item, part, truth, zone) for part in parts]
    return next((value for value in values if isinstance(value, Reason)), None) or tuple(values)


def _names(fields: tuple[Capability, ...]) -> tuple[str, ...]:
    return tuple(field.name or field.instance for field in fields)
