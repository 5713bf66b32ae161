"""Who may found a home in the chat, and what a home without accounts can begin with.

Members of the closed union in bot/home/outcome.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MOST_OWNED = 10
"""Homes that one person may own before they found no other."""

DEMO = "demo"
"""The cloud of stand-in devices, which wants no login."""


class Open(StrEnum):
    """Who may found a home of their own in the chat."""

    INVITED = "invited"  # whoever has the operator's link
    ANYONE = "anyone"


@dataclass(frozen=True)
class HomeOffered:
    """Whoever has no home may found one."""


@dataclass(frozen=True)
class DemoReady:
    """The house has the demo home's devices now."""


class Misnamed(StrEnum):
    """Why a home cannot be called so."""

    UNFIT = "unfit"  # there is nothing to read, or too much for a button
    TAKEN = "taken"  # by another home of the same person


@dataclass(frozen=True)
class HomeNameAsked:
    """How a home shall be called, by a reply until the deadline; ``called``: how it is called so far.

    It is one more home where that is None. ``wrong``: what was replied before cannot be its name.
    """

    called: str | None
    token: str
    deadline: datetime
    wrong: Misnamed | None = None


@dataclass(frozen=True)
class HomeNamed:
    """A home has another name now."""

    called: str


FoundingOutcome = HomeOffered | DemoReady | HomeNameAsked | HomeNamed
