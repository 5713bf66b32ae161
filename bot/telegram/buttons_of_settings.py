"""Callback data of the journal and the settings: their sign is ``j``, a second letter says which."""

from __future__ import annotations

import re
from typing import assert_never

from bot.home.house import House
from bot.home.journal_buttons import JournalButton, ShowJournal, ShowJournalFilters
from bot.telegram.tokens import only, token

THING_TOKEN = 8  # characters, as for devices in bot/telegram/buttons.py


def pack_of_settings(button: JournalButton) -> str:
    match button:
        case ShowJournal(person=person, device=device, room=room, bad=bad, before=before):
            return f"jl:{'b' if bad else ''}:{_number(person)}:{_thing(device, room)}:{_number(before)}"
        case ShowJournalFilters():
            return "jf:"
    assert_never(button)


def unpack_of_settings(sign: str, rest: str, house: House) -> JournalButton | None:
    match sign:
        case "jl":
            return _unpack_journal(rest.split(":"), house)
        case "jf" if not rest:
            return ShowJournalFilters()
        case _:
            return None


def _unpack_journal(parts: list[str], house: House) -> ShowJournal | None:
    if len(parts) != 4 or parts[0] not in ("", "b") or not (_is_number(parts[1]) and _is_number(parts[3])):
        return None
    device = room = None
    match parts[2][:1], parts[2][1:]:
        case "", _:
            pass
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


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _is_number(text: str) -> bool:
    """A number that a database takes, or none."""
    return re.fullmatch(r"([1-9]\d{0,17})?", text, re.ASCII) is not None
