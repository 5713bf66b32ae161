"""Callback data of buttons about people; all of it begins with ``u:`` and names the home.

u:l:<home>:<page>             who belongs to it      u:p:<home>:<person>            one of them
u:r:<home>:<person>:<role>    give a role            u:e:<home>:<person>:<stay>     say when a stay ends
u:x:<home>:<person>           remove, or leave       u:y:<home>:<token>             yes to that
u:i:<home>                    invitations            u:n:<home>:<offer>             a new link
u:c:<home>:<mark>             revoke a link
"""

from __future__ import annotations

import re

from bot.home.house import House
from bot.home.people import Offer, Stay
from bot.home.people_buttons import (
    Agree,
    AskRemoval,
    EndStay,
    GiveRole,
    Invite,
    LetIn,
    Limit,
    PeopleButton,
    Revoke,
    ShowInvitations,
    ShowLimits,
    ShowPeople,
    ShowPerson,
    Unlimit,
)
from bot.home.roles import Role
from bot.telegram.tokens import only, token

SIGN = "u"
JOIN = f"{SIGN}:j"
NO = "-"
THING = 8  # characters of the hash of a room or a device
TOKEN = re.compile(r"[A-Za-z0-9_-]{1,16}")
NUMBER = re.compile(r"[1-9]\d{0,15}", re.ASCII)  # Telegram's ids of people have 52 bits
COUNT = re.compile(r"\d{1,4}", re.ASCII)
OFFERS = {"m": Offer.MEMBER, "d": Offer.GUEST_DAY, "w": Offer.GUEST_WEEK, "a": Offer.ADMIN}
ROLES = {role[0]: role for role in Role}
STAYS = {stay[0]: stay for stay in Stay}


def pack_people(button: PeopleButton) -> str:
    match button:
        case ShowPeople(home=home, page=page):
            return f"{SIGN}:l:{home}:{page}"
        case ShowPerson(home=home, person=person):
            return f"{SIGN}:p:{home}:{person}"
        case GiveRole(home=home, person=person, role=role):
            return f"{SIGN}:r:{home}:{person}:{role[0]}"
        case EndStay(home=home, person=person, stay=stay):
            return f"{SIGN}:e:{home}:{person}:{stay[0]}"
        case AskRemoval(home=home, person=person):
            return f"{SIGN}:x:{home}:{person}"
        case ShowLimits(home=home, person=person, page=page):
            return f"{SIGN}:b:{home}:{person}:{page}"
        case Limit(home=home, person=person, page=page):
            thing = (
                f"d{token(button.device, THING)}" if button.device else f"r{token(button.room or '', THING)}"
            )
            return f"{SIGN}:t:{home}:{person}:{page}:{thing}:{int(button.within)}"
        case Unlimit(home=home, person=person):
            return f"{SIGN}:f:{home}:{person}"
        case Agree(home=home, token=open_):
            return f"{SIGN}:y:{home}:{open_}"
        case ShowInvitations(home=home):
            return f"{SIGN}:i:{home}"
        case Invite(home=home, offer=offer):
            return f"{SIGN}:n:{home}:{_letter(offer)}"
        case Revoke(home=home, mark=mark):
            return f"{SIGN}:c:{home}:{mark}"
        case LetIn(home=home, token=open_, offer=offer):
            return f"{SIGN}:a:{home}:{open_}:{_letter(offer) if offer else NO}"


def unpack_people(packed: str, house: House) -> PeopleButton | None:
    """The button behind what follows the sign; None for garbage."""
    kind, *parts = packed.split(":")
    if not parts or not NUMBER.fullmatch(parts[0]):
        return None
    home, rest = int(parts[0]), parts[1:]
    match kind, rest:
        case "l", [page] if COUNT.fullmatch(page):
            return ShowPeople(home, int(page))
        case "i", []:
            return ShowInvitations(home)
        case "n", [offer] if offer in OFFERS:
            return Invite(home, OFFERS[offer])
        case "y", [open_] if TOKEN.fullmatch(open_):
            return Agree(home, open_)
        case "a", [open_, offer] if TOKEN.fullmatch(open_) and offer in {NO, *OFFERS}:
            return LetIn(home, open_, OFFERS.get(offer))
        case "c", [mark] if TOKEN.fullmatch(mark):
            return Revoke(home, mark)
        case "t", [person, *more] if NUMBER.fullmatch(person):
            return _limit(home, int(person), more, house)
        case _, [person, *more] if NUMBER.fullmatch(person):
            return _of_one_person(kind, home, int(person), more)
        case _:
            return None


def _of_one_person(kind: str, home: int, person: int, rest: list[str]) -> PeopleButton | None:
    match kind, rest:
        case "p", []:
            return ShowPerson(home, person)
        case "x", []:
            return AskRemoval(home, person)
        case "f", []:
            return Unlimit(home, person)
        case "b", [page] if COUNT.fullmatch(page):
            return ShowLimits(home, person, int(page))
        case "r", [role] if role in ROLES:
            return GiveRole(home, person, ROLES[role])
        case "e", [stay] if stay in STAYS:
            return EndStay(home, person, STAYS[stay])
        case _:
            return None


def _limit(home: int, person: int, rest: list[str], house: House) -> Limit | None:
    """What it is about must be in this house."""
    match rest:
        case [page, thing, ("0" | "1") as within] if COUNT.fullmatch(page):
            room = only(house.rooms, lambda r: _room(r.id) == thing)
            device = only(house.devices, lambda d: _device(d.id) == thing)
            if room is None and device is None:
                return None
            ids = room.id if room else None, device.id if device else None
            return Limit(home, person, *ids, within == "1", int(page))
        case _:
            return None


def _letter(offer: Offer) -> str:
    return next(letter for letter, known in OFFERS.items() if known is offer)


def _room(id_: str) -> str:
    return f"r{token(id_, THING)}"


def _device(id_: str) -> str:
    return f"d{token(id_, THING)}"
