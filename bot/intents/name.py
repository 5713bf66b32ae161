"""Only a name: "floor lamp", «торшер», "客厅灯" asks to see what it is."""

from __future__ import annotations

from collections.abc import Sequence

from bot.home.request import Question
from bot.intents.ask import Inquiry
from bot.intents.wish import Wish
from bot.understanding.clause import Clause

BESIDE = ("small.please", "small.hello", "small.filler", "small.mark", "room.", "place.", "kind.")


def read(clause: Clause) -> Sequence[Wish]:
    """A question for everything about what was named, where nothing else was said."""
    named = bool(clause.target.phrases) and all(phrase.names for phrase in clause.target.phrases)
    says_more = clause.gaps or clause.numbers or clause.times or clause.target.excluded or clause.asks
    if not named or says_more or not all(id_.startswith(BESIDE) for id_ in clause.ids):
        return ()
    return [Inquiry(Question())]
