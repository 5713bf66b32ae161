"""The program itself, as ``housemate understand`` runs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import perf_counter

from bench.contender import Frame, Said
from bot import __version__
from bot.intents import Understander
from bot.understand import Line, Run
from bot.understanding.lexicon import load_all


@dataclass
class Housemate:
    """One run; it remembers the homes that it saw last and every session."""

    name: str = "Housemate"
    version: str = __version__
    run: Run = field(default_factory=lambda: Run(Understander(load_all()), None, explain=False))

    def answer(self, said: Said) -> Frame:
        self.run.houses[said.home] = said.house
        line = Line(said.text, said.language, said.overheard, said.session, said.room, said.now, said.home)
        started = perf_counter()
        frame = self.run.answer(line)
        return frame | {"ms": (perf_counter() - started) * 1000}
