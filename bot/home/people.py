"""The people of a home: what they can be invited as, and what is shown of them.

The outcomes are members of the closed union in bot/home/outcome.py. Every moment is in the reader's time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.home.roles import Reach, Role, may_decide_on

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
OWNER_LINK_LIVES = timedelta(minutes=15)


class Offer(StrEnum):
    """What somebody can be let in as."""

    MEMBER = "member"
    GUEST_DAY = "guest_day"
    GUEST_WEEK = "guest_week"
    ADMIN = "admin"

    @property
    def role(self) -> Role:
        return Role.GUEST if self in (Offer.GUEST_DAY, Offer.GUEST_WEEK) else Role(self.value)

    @property
    def lasts(self) -> timedelta | None:
        """For how long; None for good."""
        return {Offer.GUEST_DAY: DAY, Offer.GUEST_WEEK: WEEK}.get(self)


class Stay(StrEnum):
    """For how long somebody may stay what they are, from now on."""

    DAY = "day"
    WEEK = "week"
    ALWAYS = "always"

    @property
    def lasts(self) -> timedelta | None:
        return {Stay.DAY: DAY, Stay.WEEK: WEEK}.get(self)


def offers_of(role: Role) -> tuple[Offer, ...]:
    """What somebody may let others in as."""
    return tuple(offer for offer in Offer if may_decide_on(role, offer.role))


@dataclass(frozen=True)
class Resident:
    """One of the people of a home; ``until`` and ``reach`` are None for whoever is not limited so."""

    person: int
    name: str
    role: Role
    until: datetime | None = None
    reach: Reach | None = None


@dataclass(frozen=True)
class PeopleListed:
    """Who belongs to the home, which is ``called`` so."""

    called: str
    people: tuple[Resident, ...]
    page: int = 0


@dataclass(frozen=True)
class PersonShown:
    """One of them, and what the reader may do: give these roles, and (``changes``) end or limit the stay.

    ``is_reader``: it is the reader.
    """

    resident: Resident
    gives: tuple[Role, ...] = ()
    changes: bool = False
    is_reader: bool = False


@dataclass(frozen=True)
class OwnPlace:
    """What the reader is in the home, for those who do not manage it."""

    called: str
    resident: Resident


class Matter(StrEnum):
    """What is asked about before it is done to somebody's place in a home."""

    REMOVE = "remove"
    LEAVE = "leave"
    MAKE_OWNER = "make_owner"


@dataclass(frozen=True)
class ConfirmMatter:
    """Only the asker may say yes, once, until the deadline. ``called`` is the home's name."""

    matter: Matter
    resident: Resident
    called: str
    token: str
    deadline: datetime


@dataclass(frozen=True)
class Departed:
    """Somebody belongs to the home no more; ``by_themselves``: it is the reader, who has left."""

    name: str
    called: str
    by_themselves: bool = False


@dataclass(frozen=True)
class LimitsShown:
    """What somebody is limited to, room by room and device by device."""

    resident: Resident
    page: int = 0


@dataclass(frozen=True)
class OpenLink:
    """An invitation that nobody has used yet; ``mark`` names it."""

    mark: str
    role: Role
    expires: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class InvitationsShown:
    """What the reader may invite people as, and the links that are good now."""

    called: str
    offers: tuple[Offer, ...]
    links: tuple[OpenLink, ...] = ()


@dataclass(frozen=True)
class LinkMade:
    """A link that lets one person in, once, until it ``expires``; who comes in may stay ``until`` then."""

    offer: Offer
    link: str
    expires: datetime
    until: datetime | None = None


PeopleOutcome = PeopleListed | PersonShown | OwnPlace | ConfirmMatter | Departed
InvitationOutcome = InvitationsShown | LinkMade
