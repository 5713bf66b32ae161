"""Whoever is measured: a sentence and a home in, a frame of docs/understand-format.md out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.home.house import House

Frame = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """One turn of a conversation in a home; ``home`` names the house, ``session`` the conversation."""

    text: str
    language: str
    home: str
    house: House
    room: str | None = None
    overheard: bool = False
    session: str | None = None
    now: datetime | None = None


class Contender(Protocol):
    """``name`` stands in the tables, ``version`` once above them."""

    name: str
    version: str

    def answer(self, said: Said) -> Frame:
        """What would be done; ``ms`` is how long that took, without the reading of a home seen before."""
