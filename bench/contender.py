"""Whoever is measured: a sentence and a home in, a frame of docs/understand-format.md out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import Any, Protocol

from bot.home.house import House
from bot.intents import Understander
from bot.understand import Line, Run
from bot.understanding.lexicon import load_all

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
    name: str

    def answer(self, said: Said) -> Frame:
        """What would be done; ``ms`` is how long that took, without the reading of a home seen before."""


@dataclass
class Housemate:
    """The program itself, as ``housemate understand`` runs it."""

    name: str = "Housemate"
    run: Run = field(default_factory=lambda: Run(Understander(load_all()), None, explain=False))

    def answer(self, said: Said) -> Frame:
        self.run.houses[said.home] = said.house
        line = Line(said.text, said.language, said.overheard, said.session, said.room, said.now, said.home)
        started = perf_counter()
        frame = self.run.answer(line)
        return frame | {"ms": (perf_counter() - started) * 1000}
