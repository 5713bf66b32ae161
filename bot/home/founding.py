"""Who may found a home in the chat, and what a home without accounts can begin with.

Members of the closed union in bot/home/outcome.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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


FoundingOutcome = HomeOffered | DemoReady
