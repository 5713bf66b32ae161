"""Buttons about the people of the home that their card speaks for."""

from __future__ import annotations

from dataclasses import dataclass

from bot.home.people import Offer, Stay
from bot.home.roles import Role


@dataclass(frozen=True)
class ShowPeople:
    page: int = 0


@dataclass(frozen=True)
class ShowPerson:
    person: int


@dataclass(frozen=True)
class GiveRole:
    """Make somebody this; to make an owner asks first."""

    person: int
    role: Role


@dataclass(frozen=True)
class EndStay:
    """Say when somebody's stay ends."""

    person: int
    stay: Stay


@dataclass(frozen=True)
class AskRemoval:
    """Somebody is to belong to the home no more, perhaps oneself; asks first."""

    person: int


@dataclass(frozen=True)
class Agree:
    """Say yes to what is to be done to somebody's place in the home."""

    token: str


@dataclass(frozen=True)
class ShowInvitations:
    pass


@dataclass(frozen=True)
class Invite:
    """Make a link for somebody to come in by."""

    offer: Offer


@dataclass(frozen=True)
class Revoke:
    """Make a link useless; ``mark`` names it."""

    mark: str


@dataclass(frozen=True)
class ShowLimits:
    person: int
    page: int = 0


@dataclass(frozen=True)
class Limit:
    """Let somebody reach a room or a device (the other is None), or no more."""

    person: int
    room: str | None
    device: str | None
    within: bool
    page: int = 0


@dataclass(frozen=True)
class Unlimit:
    """Let somebody reach everything."""

    person: int


@dataclass(frozen=True)
class LetIn:
    """Let somebody in who asked, or who was pointed at; None: do not."""

    token: str
    offer: Offer | None


OfOnePerson = ShowPerson | GiveRole | EndStay | AskRemoval | ShowLimits | Limit | Unlimit
"""Buttons about one of the home's people."""

PeopleButton = OfOnePerson | ShowPeople | Agree | ShowInvitations | Invite | Revoke | LetIn
