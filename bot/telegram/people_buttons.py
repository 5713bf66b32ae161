"""Callback data of buttons about people; all of it begins with ``u:`` and names the home.

u:l:<home>:<page>             who belongs to it      u:p:<home>:<person>            one of them
u:r:<home>:<person>:<role>    give a role            u:e:<home>:<person>:<stay>     say when a stay ends
u:x:<home>:<person>           remove, or leave       u:y:<home>:<token>             yes to that
u:i:<home>                    invitations            u:n:<home>:<offer>             a new link
u:c:<home>:<mark>             revoke a link
"""

from __future__ import annotations

import re

from bot.home.people import Offer, Stay
from bot.home.people_buttons import (
    Agree,
    AskRemoval,
    EndStay,
    GiveRole,
    Invite,
    LetIn,
    PeopleButton,
    Revoke,
    ShowInvitations,
    ShowPeople,
    ShowPerson,
)
from bot.home.roles import Role

SIGN = "u"
JOIN = f"{SIGN}:j"
NO = "-"
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
        case Agree(home=home, token=token):
            return f"{SIGN}:y:{home}:{token}"
        case ShowInvitations(home=home):
            return f"{SIGN}:i:{home}"
        case Invite(home=home, offer=offer):
            return f"{SIGN}:n:{home}:{_letter(offer)}"
        case Revoke(home=home, mark=mark):
            return f"{SIGN}:c:{home}:{mark}"
        case LetIn(home=home, token=token, offer=offer):
            return f"{SIGN}:a:{home}:{token}:{_letter(offer) if offer else NO}"


def unpack_people(packed: str) -> PeopleButton | None:
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
        case "y", [token] if TOKEN.fullmatch(token):
            return Agree(home, token)
        case "a", [token, offer] if TOKEN.fullmatch(token) and offer in {NO, *OFFERS}:
            return LetIn(home, token, OFFERS.get(offer))
        case "c", [mark] if TOKEN.fullmatch(mark):
            return Revoke(home, mark)
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
        case "r", [role] if role in ROLES:
            return GiveRole(home, person, ROLES[role])
        case "e", [stay] if stay in STAYS:
            return EndStay(home, person, STAYS[stay])
        case _:
            return None


def _letter(offer: Offer) -> str:
    return next(letter for letter, known in OFFERS.items() if known is offer)
