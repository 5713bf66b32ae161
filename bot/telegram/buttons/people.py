"""Buttons about the people of a home; all of their data begins with ``u:``.

u:l:<page>             who belongs to it      u:p:<person>           one of them
u:r:<person>:<role>    give a role            u:e:<person>:<stay>    say when a stay ends
u:x:<person>           remove, or leave       u:y:<token>            yes to that
u:i                    invitations            u:n:<offer>            a new link
u:c:<mark>             revoke a link          u:a:<token>:<offer>    let in, or (``-``) do not
u:b:<person>:<page>    what is reached        u:f:<person>           everything
u:t:<person>:<page>:<thing>:<0|1>             reach a room or a device, or no more

``u:j`` is to be let in (bot/telegram/doorbell.py).
"""

from __future__ import annotations

from typing import assert_never

from bot.home.house import House
from bot.home.naming import Thing
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
from bot.home.request import Sort
from bot.home.roles import Role
from bot.telegram.buttons.tokens import QUESTION, is_count, is_number, pack_thing, thing_of

SIGNS = "u"
JOIN = "u:j"
NO = "-"
DIGITS = 16  # Telegram's ids of people have 52 bits
OFFERS = {"m": Offer.MEMBER, "d": Offer.GUEST_DAY, "w": Offer.GUEST_WEEK, "a": Offer.ADMIN}
ROLES = {role[0]: role for role in Role}
STAYS = {stay[0]: stay for stay in Stay}


def pack(button: PeopleButton) -> str:
    match button:
        case ShowPeople(page=page):
            return f"u:l:{page}"
        case ShowPerson(person=person):
            return f"u:p:{person}"
        case GiveRole(person=person, role=role):
            return f"u:r:{person}:{role[0]}"
        case EndStay(person=person, stay=stay):
            return f"u:e:{person}:{stay[0]}"
        case AskRemoval(person=person):
            return f"u:x:{person}"
        case ShowLimits(person=person, page=page):
            return f"u:b:{person}:{page}"
        case Limit(person=person, page=page):
            of = (Sort.DEVICE, button.device) if button.device else (Sort.ROOM, button.room or "")
            return f"u:t:{person}:{page}:{pack_thing(*of)}:{int(button.within)}"
        case Unlimit(person=person):
            return f"u:f:{person}"
        case Agree(token=open_):
            return f"u:y:{open_}"
        case ShowInvitations():
            return "u:i"
        case Invite(offer=offer):
            return f"u:n:{_letter(offer)}"
        case Revoke(mark=mark):
            return f"u:c:{mark}"
        case LetIn(token=open_, offer=offer):
            return f"u:a:{open_}:{_letter(offer) if offer else NO}"
    assert_never(button)


def unpack(parts: list[str], house: House) -> PeopleButton | None:
    match parts[1:]:
        case ["l", page] if is_count(page):
            return ShowPeople(int(page))
        case ["i"]:
            return ShowInvitations()
        case ["n", offer] if offer in OFFERS:
            return Invite(OFFERS[offer])
        case ["y", open_] if QUESTION.fullmatch(open_):
            return Agree(open_)
        case ["a", open_, offer] if QUESTION.fullmatch(open_) and offer in {NO, *OFFERS}:
            return LetIn(open_, OFFERS.get(offer))
        case ["c", mark] if QUESTION.fullmatch(mark):
            return Revoke(mark)
        case [kind, person, *rest] if is_number(person, DIGITS):
            return _of_one_person(kind, int(person), rest, house)
        case _:
            return None


def _of_one_person(kind: str, person: int, rest: list[str], house: House) -> PeopleButton | None:
    match kind, rest:
        case "p", []:
            return ShowPerson(person)
        case "x", []:
            return AskRemoval(person)
        case "f", []:
            return Unlimit(person)
        case "b", [page] if is_count(page):
            return ShowLimits(person, int(page))
        case "t", [page, packed, ("0" | "1") as within] if is_count(page):
            return _limit(person, int(page), thing_of(packed, house), within == "1")
        case "r", [role] if role in ROLES:
            return GiveRole(person, ROLES[role])
        case "e", [stay] if stay in STAYS:
            return EndStay(person, STAYS[stay])
        case _:
            return None


def _limit(person: int, page: int, thing: Thing | None, within: bool) -> Limit | None:
    """What it is about must be in this house."""
    match thing:
        case Thing(Sort.ROOM, room):
            return Limit(person, room, None, within, page)
        case Thing(Sort.DEVICE, device):
            return Limit(person, None, device, within, page)
        case _:
            return None


def _letter(offer: Offer) -> str:
    return next(letter for letter, known in OFFERS.items() if known is offer)
