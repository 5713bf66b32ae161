"""Buttons about the people of a home. Each names its home: who belongs to several may press an old card."""

from __future__ import annotations

from dataclasses import dataclass

from bot.home.people import Offer, Stay
from bot.home.roles import Role


@dataclass(frozen=True)
class ShowPeople:
    home: int
    page: int = 0


@dataclass(frozen=True)
class ShowPerson:
    home: int
    person: int


@dataclass(frozen=True)
class GiveRole:
    """Make somebody this; to make an owner asks first."""

    home: int
    person: int
    role: Role


@dataclass(frozen=True)
class EndStay:
    """Say when somebody's stay ends."""

    home: int
    person: int
    stay: Stay


@dataclass(frozen=True)
class AskRemoval:
    """Somebody is to belong to the home no more, perhaps oneself; asks first."""

    home: int
    person: int


@dataclass(frozen=True)
class Agree:
    """Say yes to what is to be done to somebody's place in the home."""

    home: int
    token: str


@dataclass(frozen=True)
class ShowInvitations:
    home: int


@dataclass(frozen=True)
class Invite:
    """Make a link for somebody to come in by."""

    home: int
    offer: Offer


@dataclass(frozen=True)
class Revoke:
    """Make a link useless; ``mark`` names it."""

    home: int
    mark: str


@dataclass(frozen=True)
class ShowLimits:
    home: int
    person: int
    page: int = 0


@dataclass(frozen=True)
class Limit:
    """Let somebody reach a room or a device (the other is None), or no more."""

    home: int
    person: int
    room: str | None
    device: str | None
    within: bool
    page: int = 0


@dataclass(frozen=True)
class Unlimit:
    """Let somebody reach everything."""

    home: int
    person: int


@dataclass(frozen=True)
class LetIn:
    """Let somebody in who asked, or who was pointed at; None: do not."""

    home: int
    token: str
    offer: Offer | None


OfOnePerson = ShowPerson | GiveRole | EndStay | AskRemoval | ShowLimits | Limit | Unlimit
"""Buttons about one of the home's people."""

PeopleButton = OfOnePerson | ShowPeople | Agree | ShowInvitations | Invite | Revoke | LetIn
