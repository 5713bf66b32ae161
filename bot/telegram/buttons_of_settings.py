"""Callback data of journal, settings and forgetting: the sign is ``j``, a second letter says which."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from typing import assert_never

from bot.home.forgetting import AskForget, Forget, ForgetButton, KeepMe
from bot.home.house import House
from bot.home.journal_buttons import JournalButton, ShowJournal, ShowJournalFilters
from bot.home.preferences import Units
from bot.home.quiet import QuietHours
from bot.home.settings_buttons import (
    Scope,
    SetHomeLanguage,
    SetQuiet,
    SetReactions,
    SetSensitive,
    SettingsButton,
    SetUnits,
    SetZone,
    ShowSettings,
    Topic,
)
from bot.telegram.tokens import only, token

THING_TOKEN = 8  # characters, as for devices in bot/telegram/buttons.py

_SCOPES = {"p": Scope.PERSON, "h": Scope.HOME}
_TOPICS = {
    "a": Topic.ALL,
    "u": Topic.UNITS,
    "q": Topic.QUIET,
    "z": Topic.ZONE,
    "l": Topic.LANGUAGE,
    "s": Topic.SENSITIVE,
}
_UNITS: dict[str, Units | None] = {"": None, "c": Units.CELSIUS, "f": Units.FAHRENHEIT}
_FLAGS = {"0": False, "1": True}


Family = JournalButton | SettingsButton | ForgetButton


def pack_of_settings(button: Family) -> str:
    match button:
        case ShowJournal(person=person, device=device, room=room, bad=bad, before=before):
            return f"jl:{'b' if bad else ''}:{_number(person)}:{_thing(device, room)}:{_number(before)}"
        case ShowJournalFilters():
            return "jf:"
        case ShowSettings(topic=topic, scope=scope, page=page):
            return f"js:{_sign(topic, _TOPICS)}{_sign(scope, _SCOPES)}:{page}"
        case SetUnits(scope=scope, units=units):
            return f"ju:{_sign(scope, _SCOPES)}:{_sign(units, _UNITS)}"
        case SetQuiet(scope=scope, hours=hours):
            return f"jq:{_sign(scope, _SCOPES)}:{_hours(hours)}"
        case SetZone(scope=scope, zone=zone):
            return f"jz:{_sign(scope, _SCOPES)}:{zone or ''}"
        case SetHomeLanguage(language=language):
            return f"jg:{language}"
        case SetReactions(on=on):
            return f"jr:{_sign(on, _FLAGS)}"
        case SetSensitive(device=device, on=on, page=page):
            return f"jd:{token(device, THING_TOKEN)}:{_sign(on, _FLAGS)}:{page}"
        case AskForget():
            return "jx:"
        case Forget(asked=asked, homes=homes):
            return f"jx:{asked}:{homes}"
        case KeepMe():
            return "jk:"
    assert_never(button)


def unpack_of_settings(sign: str, rest: str, house: House) -> Family | None:
    match sign:
        case "jl":
            return _unpack_journal(rest.split(":"), house)
        case "jf" if not rest:
            return ShowJournalFilters()
        case "jg" if re.fullmatch(r"[a-z]{2,3}", rest, re.ASCII):
            return SetHomeLanguage(rest)
        case "jx" if not rest:
            return AskForget()
        case "jx" if forget := re.fullmatch(r"(\d{1,12}):([0-9a-f]{0,16})", rest, re.ASCII):
            return Forget(int(forget[1]), forget[2])
        case "jk" if not rest:
            return KeepMe()
        case "jr" if rest in _FLAGS:
            return SetReactions(_FLAGS[rest])
        case _:
            return _unpack_setting(sign, rest.split(":"), house)


def _unpack_setting(sign: str, parts: list[str], house: House) -> SettingsButton | None:
    match sign, parts:
        case "js", [what, page] if what[:1] in _TOPICS and what[1:] in _SCOPES and _is_page(page):
            return ShowSettings(_TOPICS[what[:1]], _SCOPES[what[1:]], int(page))
        case "ju", [scope, units] if scope in _SCOPES and units in _UNITS:
            return SetUnits(_SCOPES[scope], _UNITS[units])
        case "jq", [scope, ""] if scope in _SCOPES:
            return SetQuiet(_SCOPES[scope], None)
        case "jq", [scope, hours] if scope in _SCOPES and (read := _read_hours(hours)):
            return SetQuiet(_SCOPES[scope], read)
        case "jz", [scope, zone] if scope in _SCOPES and len(zone) <= 40:
            return SetZone(_SCOPES[scope], zone or None)
        case "jd", [which, on, page] if on in _FLAGS and _is_page(page):
            device = only(house.devices, lambda d: token(d.id, THING_TOKEN) == which)
            return SetSensitive(device.id, _FLAGS[on], int(page)) if device else None
        case _:
            return None


def _unpack_journal(parts: list[str], house: House) -> ShowJournal | None:
    if len(parts) != 4 or parts[0] not in ("", "b") or not (_is_number(parts[1]) and _is_number(parts[3])):
        return None
    device = room = None
    match parts[2][:1], parts[2][1:]:
        case "d", which:
            known = only(house.devices, lambda d: token(d.id, THING_TOKEN) == which)
            device = known.id if known else None
        case "r", which:
            place = only(house.rooms, lambda r: token(r.id, THING_TOKEN) == which)
            room = place.id if place else None
    if parts[2] and device is None and room is None:
        return None
    person, before = (int(part) if part else None for part in (parts[1], parts[3]))
    return ShowJournal(person, device, room, parts[0] == "b", before)


def _thing(device: str | None, room: str | None) -> str:
    if device is not None:
        return f"d{token(device, THING_TOKEN)}"
    return f"r{token(room, THING_TOKEN)}" if room is not None else ""


def _sign(value: object, signs: Mapping[str, object]) -> str:
    return next(sign for sign, known in signs.items() if known is value)


def _hours(hours: QuietHours | None) -> str:
    return "-".join(f"{at:%H%M}" for at in hours) if hours else ""


def _read_hours(text: str) -> QuietHours | None:
    parts = re.fullmatch(r"([01]\d|2[0-3])([0-5]\d)-([01]\d|2[0-3])([0-5]\d)", text, re.ASCII)
    if parts is None:
        return None
    from_hour, from_minute, to_hour, to_minute = (int(part) for part in parts.groups())
    return time(from_hour, from_minute), time(to_hour, to_minute)


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _is_number(text: str) -> bool:
    """A number that a database takes, or none."""
    return re.fullmatch(r"([1-9]\d{0,17})?", text, re.ASCII) is not None


def _is_page(text: str) -> bool:
    return re.fullmatch(r"\d{1,4}", text, re.ASCII) is not None
