"""Buttons of settings, of the journal, and of what the bot knows of somebody.

Their sign is ``j``, a second letter says which; ``l:<language>`` is to be spoken to in this language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from typing import assert_never

from bot.home.button import Speak
from bot.home.forgetting import AskForget, Forget, ForgetButton, KeepMe
from bot.home.house import House
from bot.home.journal_buttons import JournalButton, ShowJournal, ShowJournalFilters
from bot.home.preferences import Units
from bot.home.quiet import QuietHours
from bot.home.request import Sort
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
from bot.telegram.buttons.tokens import is_count, is_number, one_of, pack_thing, thing_of, token

SIGNS = "jl"

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
_ASKED = re.compile(r"\d{1,12}", re.ASCII)
_HOMES = re.compile(r"[0-9a-f]{0,16}", re.ASCII)

OwnButton = Speak | JournalButton | SettingsButton | ForgetButton


def pack(button: OwnButton) -> str:
    match button:
        case Speak(language=language):
            return f"l:{language}"
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
            return f"jd:{token(device)}:{_sign(on, _FLAGS)}:{page}"
        case AskForget():
            return "jx:"
        case Forget(asked=asked, homes=homes):
            return f"jx:{asked}:{homes}"
        case KeepMe():
            return "jk:"
    assert_never(button)


def unpack(parts: list[str], house: House) -> OwnButton | None:
    match parts:
        case ["l", language] if language:
            return Speak(language)
        case ["jl", ("" | "b") as bad, person, thing, before]:
            return _unpack_journal(bad, person, thing, before, house)
        case ["jf", ""]:
            return ShowJournalFilters()
        case ["jx", ""]:
            return AskForget()
        case ["jx", asked, homes] if _ASKED.fullmatch(asked) and _HOMES.fullmatch(homes):
            return Forget(int(asked), homes)
        case ["jk", ""]:
            return KeepMe()
        case _:
            return _unpack_setting(parts, house)


def _unpack_setting(parts: list[str], house: House) -> SettingsButton | None:
    match parts:
        case ["js", what, page] if what[:1] in _TOPICS and what[1:] in _SCOPES and is_count(page):
            return ShowSettings(_TOPICS[what[:1]], _SCOPES[what[1:]], int(page))
        case ["jg", language] if re.fullmatch(r"[a-z]{2,3}", language, re.ASCII):
            return SetHomeLanguage(language)
        case ["jr", on] if on in _FLAGS:
            return SetReactions(_FLAGS[on])
        case ["ju", scope, units] if scope in _SCOPES and units in _UNITS:
            return SetUnits(_SCOPES[scope], _UNITS[units])
        case ["jq", scope, ""] if scope in _SCOPES:
            return SetQuiet(_SCOPES[scope], None)
        case ["jq", scope, hours] if scope in _SCOPES and (read := _read_hours(hours)):
            return SetQuiet(_SCOPES[scope], read)
        case ["jz", scope, zone] if scope in _SCOPES and len(zone) <= 40:
            return SetZone(_SCOPES[scope], zone or None)
        case ["jd", which, on, page] if on in _FLAGS and is_count(page):
            device = one_of(house.devices, which)
            return SetSensitive(device.id, _FLAGS[on], int(page)) if device else None
        case _:
            return None


def _unpack_journal(bad: str, person: str, packed: str, before: str, house: House) -> ShowJournal | None:
    thing = thing_of(packed, house)
    device = thing.id if thing and thing.sort is Sort.DEVICE else None
    room = thing.id if thing and thing.sort is Sort.ROOM else None
    if packed and device is None and room is None:
        return None
    if not all(is_number(told) for told in (person, before) if told):
        return None
    whose, older = (int(told) if told else None for told in (person, before))
    return ShowJournal(whose, device, room, bad == "b", older)


def _thing(device: str | None, room: str | None) -> str:
    if device is not None:
        return pack_thing(Sort.DEVICE, device)
    return pack_thing(Sort.ROOM, room) if room is not None else ""


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
