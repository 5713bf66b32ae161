"""Buttons about people; all of their data begins with ``u:`` and names the home.

u:l:<home>:<page>             who belongs to it      u:p:<home>:<person>            one of them
u:r:<home>:<person>:<role>    give a role            u:e:<home>:<person>:<stay>     say when a stay ends
u:x:<home>:<person>           remove, or leave       u:y:<home>:<token>             yes to that
u:i:<home>                    invitations            u:n:<home>:<offer>             a new link
u:c:<home>:<mark>             revoke a link          u:a:<home>:<token>:<offer>     let in, or (``-``) do not
u:b:<home>:<person>:<page>    what is reached        u:f:<home>:<person>            everything
u:t:<home>:<person>:<page>:<thing>:<0|1>             reach a room or a device, or no more

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
        case ShowPeople(home=home, page=page):
            return f"u:l:{home}:{page}"
        case ShowPerson(home=home, person=person):
            return f"u:p:{home}:{person}"
        case GiveRole(home=home, person=person, role=role):
            return f"u:r:{home}:{person}:{role[0]}"
        case EndStay(home=home, person=person, stay=stay):
            return f"u:e:{home}:{person}:{stay[0]}"
        case AskRemoval(home=home, person=person):
            return f"u:x:{home}:{person}"
        case ShowLimits(home=home, person=person, page=page):
            return f"u:b:{home}:{person}:{page}"
        case Limit(home=home, person=person, page=page):
            of = (Sort.DEVICE, button.device) if button.device else (Sort.ROOM, button.room or "")
            return f"u:t:{home}:{person}:{page}:{pack_thing(*of)}:{int(button.within)}"
        case Unlimit(home=home, person=person):
            return f"u:f:{home}:{person}"
        case Agree(home=home, token=open_):
            return f"u:y:{home}:{open_}"
        case ShowInvitations(home=home):
            return f"u:i:{home}"
        case Invite(home=home, offer=offer):
            return f"u:n:{home}:{_letter(offer)}"
        case Revoke(home=home, mark=mark):
            return f"u:c:{home}:{mark}"
        case LetIn(home=home, token=open_, offer=offer):
            return f"u:a:{home}:{open_}:{_letter(offer) if offer else NO}"
    assert_never(button)


def unpack(parts: list[str], house: House) -> PeopleButton | None:
    match parts[1:]:
        case [kind, home, *rest] if is_number(home, DIGITS):
            return _of_home(kind, int(home), rest) or _of_one_person(kind, int(home), rest, house)
        case _:
            return None


def _of_home(kind: str, home: int, rest: list[str]) -> PeopleButton | None:
    match kind, rest:
        case "l", [page] if is_count(page):
            return ShowPeople(home, int(page))
        case "i", []:
            return ShowInvitations(home)
        case "n", [offer] if offer in OFFERS:
            return Invite(home, OFFERS[offer])
        case "y", [open_] if QUESTION.fullmatch(open_):
            return Agree(home, open_)
        case "a", [open_, offer] if QUESTION.fullmatch(open_) and offer in {NO, *OFFERS}:
            return LetIn(home, open_, OFFERS.get(offer))
        case "c", [mark] if QUESTION.fullmatch(mark):
            return Revoke(home, mark)
        case _:
            return None


def _of_one_person(kind: str, home: int, rest: list[str], house: House) -> PeopleButton | None:
    if not rest or not is_number(rest[0], DIGITS):
        return None
    person = int(rest[0])
    match kind, rest[1:]:
        case "p", []:
            return ShowPerson(home, person)
        case "x", []:
            return AskRemoval(home, person)
        case "f", []:
            return Unlimit(home, person)
        case "b", [page] if is_count(page):
            return ShowLimits(home, person, int(page))
        case "t", [page, packed, ("0" | "1") as within] if is_count(page):
            return _limit(home, person, int(page), thing_of(packed, house), within == "1")
        case "r", [role] if role in ROLES:
            return GiveRole(home, person, ROLES[role])
        case "e", [stay] if stay in STAYS:
            return EndStay(home, person, STAYS[stay])
        case _:
            return None


def _limit(home: int, person: int, page: int, thing: Thing | None, within: bool) -> Limit | None:
    """What it is about must be in this house."""
    match thing:
        case Thing(Sort.ROOM, room):
            return Limit(home, person, room, None, within, page)
        case Thing(Sort.DEVICE, device):
            return Limit(home, person, None, device, within, page)
        case _:
            return None


def _letter(offer: Offer) -> str:
    return next(letter for letter, known in OFFERS.items() if known is offer)
