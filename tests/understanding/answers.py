"""What a phrase file expects, and what a frame does: both as the same few words.

An expected answer is one or several alternatives, ``a or b``; tests/understanding/phrases/README.md has the
notation. Curtains by their switch or their position are the same thing, and switching on beside a setting
says nothing (rule 13 of docs/understand-format.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.home.capability import OnOff
from bot.home.house import Device, House

Frame = dict[str, Any]
When = tuple[tuple[str, str], ...]

ITEM = re.compile(r"(?P<who>[^.]+)\.(?P<instance>\w+)(?P<change>[=+!-])(?P<value>.*)")
CHANGES = {"=": "set", "+": "shift", "-": "shift", "!": "flip"}
MONTH = "2026-11-"


@dataclass(frozen=True)
class Effect:
    """One change of one device; ``value`` is None where any will do (an action, a step of no said size)."""

    device: str
    instance: str
    change: str
    value: Any = None
    sign: int = 0


@dataclass(frozen=True)
class Answer:
    """An outcome and what belongs to it; ``asked`` holds what is read, ``detail`` a code, scene or intent."""

    outcome: str
    effects: frozenset[Effect] = frozenset()
    asked: frozenset[tuple[str, str]] = frozenset()
    candidates: frozenset[str] = frozenset()
    detail: str | None = None
    when: When = ()


def expected(text: str, house: House) -> tuple[Answer, ...]:
    """The alternatives of a phrase file; ``ValueError`` where the notation is broken."""
    return tuple(_alternative(part.strip(), house) for part in text.split(" or "))


def _alternative(text: str, house: House) -> Answer:
    text, *times = text.split(" @")
    when = tuple(sorted(_time(time) for time in times))
    head, colon, rest = text.partition(":")
    match head if colon else text:
        case "scene":
            return Answer("act", detail=rest, when=when)
        case "ask":
            asked = (_asked(item, house) for item in rest.split(";"))
            return Answer("report", asked=frozenset(pair for pairs in asked for pair in pairs))
        case "which":
            named = (who for item in rest.split(",") for who in _who(item.strip(), house))
            return Answer("clarify", candidates=frozenset(named))
        case "cannot":
            return Answer("unsupported", detail=rest or None)
        case "manage":
            return Answer("manage", detail=rest)
        case "not_found" | "not_understood" | "cancel" | "ignored" as outcome:
            return Answer(outcome)
    effects = [effect for item in text.split(";") for effect in _effects(item.strip(), house)]
    return Answer("act", frozenset(_without_implied(effects)), when=when)


def _time(text: str) -> tuple[str, str]:
    name, _, value = text.partition(":")
    match name:
        case "in" | "for":
            return f"{name}_seconds", value
        case "at":
            return "at", MONTH + value
        case "every":
            return "every", " ".join(_days(field) for field in value.split())
    raise ValueError(f"no time: {text}")


def _days(field: str) -> str:
    """A field of a cron expression with its lists and ranges spelt out, and Sunday as 7."""
    days: set[int] = set()
    for part in field.split(","):
        low, _, high = part.partition("-")
        if not low.isdigit():
            return field
        days |= set(range(int(low), int(high or low) + 1))
    return ",".join(map(str, sorted(days)))


def _asked(item: str, house: House) -> Iterator[tuple[str, str]]:
    who, _, instance = item.strip().partition(".")
    return ((device, instance) for device in _who(who, house))


def _effects(item: str, house: House) -> Iterator[Effect]:
    found = ITEM.fullmatch(item)
    if found is None:
        raise ValueError(f"no answer: {item}")
    sign = {"+": 1, "-": -1}.get(found["change"], 0)
    for id_ in _who(found["who"], house):
        value = _value(found["value"])
        if sign and isinstance(value, float):
            value *= sign
        device = house.device(id_)
        if found["instance"] == "on" and device and device.is_a("openable"):
            yield Effect(id_, "open", "set", 100.0 if value else 0.0)
        else:
            yield Effect(id_, found["instance"], CHANGES[found["change"]], value, sign)


def _value(text: str) -> Any:
    match text:
        case "true" | "false":
            return text == "true"
        case "" | "none":
            return None
    try:
        return float(text)
    except ValueError:
        return text


def _who(who: str, house: House) -> tuple[str, ...]:
    """``lamp`` is a device; ``lights`` and ``all`` are sets, of a room or floor (``@``), but some (``-``)."""
    named, *without = who.split("-")
    kind, _, place = named.partition("@")
    if kind not in ("lights", "all"):
        if house.device(who) is None:
            raise ValueError(f"no device: {who}")
        return (who,)
    return tuple(d.id for d in _members(kind, place, house) if d.id not in without)


def _members(kind: str, place: str, house: House) -> Iterator[Device]:
    rooms = {r.id for r in house.rooms if place in ("", r.id) or floor_id(r.floor, house) == place}
    for device in house.devices:
        switched = any(isinstance(c, OnOff) for c in device.capabilities)
        meant = device.is_a("light") if kind == "lights" else switched and not device.is_a("openable")
        if meant and device.room in rooms:
            yield device


def floor_id(floor: str | None, house: House) -> str:
    """``downstairs`` is the floor that comes first in the house, ``upstairs`` the other."""
    floors = list(dict.fromkeys(room.floor for room in house.rooms if room.floor))
    return ("downstairs", "upstairs")[floors.index(floor)] if floor in floors else ""


def of_frame(frame: Frame, house: House) -> Answer:
    """What an output line of ``housemate understand`` does."""
    match frame.get("outcome"):
        case "act" if frame.get("scene"):
            return Answer("act", detail=frame["scene"], when=_when(frame))
        case "act":
            effects = [_done(command, house) for command in frame["commands"]]
            return Answer("act", frozenset(_without_implied(effects)), when=_when(frame))
        case "report":
            return Answer(
                "report", asked=frozenset((r["device"], r["instance"] or "") for r in frame["report"])
            )
        case "clarify":
            return Answer("clarify", candidates=frozenset(frame["candidates"]))
        case "unsupported":
            return Answer("unsupported", detail=frame["reason"]["code"])
        case "manage":
            return Answer("manage", detail=frame["manage"]["intent"])
    return Answer(str(frame.get("outcome")))


def _done(command: Frame, house: House) -> Effect:
    device, value = house.device(command["device"]), command.get("value")
    if command["kind"] == "on_off" and device and device.is_a("openable") and isinstance(value, bool):
        return Effect(command["device"], "open", "set", 100.0 if value else 0.0)
    if isinstance(value, dict):
        value = float(value.get("h", 0))
    elif isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    sign = (1 if value > 0 else -1) if command["change"] == "shift" and isinstance(value, float) else 0
    return Effect(command["device"], command["instance"], command["change"], value, sign)


def _when(frame: Frame) -> When:
    """The time that all commands share, or ``differing``."""
    whens = {_spelt(command.get("when") or frame.get("when")) for command in frame["commands"] or [frame]}
    return whens.pop() if len(whens) == 1 else (("differing", ""),)


def _spelt(when: Frame | None) -> When:
    told = {name: str(value) for name, value in (when or {}).items() if value is not None}
    if "every" in told:
        told["every"] = " ".join(_days(field) for field in told["every"].split())
    return tuple(sorted(told.items()))


def _without_implied(effects: Iterable[Effect]) -> Iterator[Effect]:
    """Without the switching on that setting something implies."""
    effects = list(effects)
    for effect in effects:
        others = any(e.device == effect.device and e.instance != "on" for e in effects)
        if not (effect.instance == "on" and effect.value is True and others):
            yield effect
