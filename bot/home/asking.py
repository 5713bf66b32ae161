"""What is asked for in a message that is to be replied to.

Members of the closed union in bot/home/outcome.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.home.capability import Key
from bot.home.fit import Reason


@dataclass(frozen=True)
class Asker:
    """Who alone may answer; ``name`` calls them where others read along."""

    person: int
    name: str
    alone: bool


@dataclass(frozen=True)
class ValueAsked:
    """A value for one capability is asked for, until the deadline; ``reason``: what was said did not fit."""

    device: str
    key: Key
    token: str
    deadline: datetime
    asker: Asker
    reason: Reason | None = None
