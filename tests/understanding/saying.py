"""Says a phrase to the program, turn by turn, as ``housemate understand`` would hear it."""

from __future__ import annotations

from functools import cache

from bot.intents import Understander
from bot.understand import Line, Run
from bot.understanding.lexicon import load_all
from tests.understanding.answers import Frame
from tests.understanding.phrase_book import NOON, Phrase, home
from tests.understanding.verdict import Verdict, verdict


@cache
def understander() -> Understander:
    return Understander(load_all())


def answered(phrase: Phrase, *, overheard: bool = False) -> Frame:
    """The frame of the last turn."""
    run = Run(understander(), None, explain=False, houses={phrase.home: home(phrase.language, phrase.home)})
    frames = [
        run.answer(Line(turn, phrase.language, overheard, "said", phrase.room, NOON, phrase.home))
        for turn in phrase.turns
    ]
    return frames[-1]


@cache
def judged(phrase: Phrase, *, overheard: bool = False) -> Verdict:
    return verdict(phrase, answered(phrase, overheard=overheard), home(phrase.language, phrase.home))
