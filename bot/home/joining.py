"""How somebody who is in a group comes into its home: they ask, or are pointed at, and are let in or not.

The outcomes are members of the closed union in bot/home/outcome.py. Every moment is in the home's time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.home.people import Offer
from bot.home.roles import Role


class Knock(StrEnum):
    """What came of asking to be let in."""

    ASKED = "asked"
    ASKED_ALREADY = "asked_already"
    LIVES_HERE = "lives_here"
    NOT_NOW = "not_now"  # they were not let in lately
    TOO_MANY = "too_many"  # of others who wait for an answer
    NO_HOME = "no_home"


@dataclass(frozen=True)
class JoinAsked:
    """Somebody in a ``group`` asks to be let into the home: for who manages it, in private."""

    called: str
    name: str
    group: str
    token: str
    offers: tuple[Offer, ...]
    deadline: datetime


@dataclass(frozen=True)
class JoinDecided:
    """What became of it, for all who were asked; ``role`` is None where they were not let in."""

    called: str
    name: str
    by: str
    role: Role | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class JoinAnswered:
    """The same for who had asked; ``unheard``: nobody could be asked."""

    role: Role | None = None
    until: datetime | None = None
    unheard: bool = False


@dataclass(frozen=True)
class RoleOffered:
    """What shall somebody in the group be? Only the asker may say, once, until the deadline."""

    name: str
    token: str
    offers: tuple[Offer, ...]
    deadline: datetime


@dataclass(frozen=True)
class Welcomed:
    """Somebody belongs to the home now, for the group to read; ``already``: as before."""

    name: str
    role: Role
    until: datetime | None = None
    already: bool = False


@dataclass(frozen=True)
class CameIn:
    """Somebody has come in by a link: for who manages the home."""

    called: str
    name: str
    role: Role
    until: datetime | None = None


JoiningOutcome = JoinAsked | JoinDecided | JoinAnswered | RoleOffered | Welcomed | CameIn
