"""Only a name, or what is measured: "floor lamp", «температура в детской» ask to see what it is."""

from __future__ import annotations

from collections.abc import Sequence

from bot.home.request import Question
from bot.intents.ask import Inquiry
from bot.intents.wish import Wish
from bot.understanding.clause import Clause

BESIDE = ("small.please", "small.hello", "small.filler", "small.mark", "room.", "place.", "kind.")


TOLD = ("temperature", "humidity", "battery", "co2", "pressure", "power", "energy", "voltage", "pm2.5", "aqi")
"""What is measured: to name it is to ask for it."""


def read(clause: Clause) -> Sequence[Wish]:
    """A question for everything about what was named, where nothing else was said."""
    measured = clause.one_of("property")
    if measured in TOLD and _says_no_more(clause) and clause.all_of("property") == (measured,):
        return [Inquiry(Question(), measured)]
    named = bool(clause.target.phrases) and all(phrase.names for phrase in clause.target.phrases)
    named = named and not measured
    return [Inquiry(Question())] if named and _says_no_more(clause) else ()


def _says_no_more(clause: Clause) -> bool:
    says_more = clause.gaps or clause.numbers or clause.times or clause.target.excluded or clause.asks
    return not says_more and all(id_.startswith((*BESIDE, "property.")) for id_ in clause.ids)
