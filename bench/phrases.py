"""The project's own phrases, said to a contender and judged as the tests judge them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.contender import Contender, Frame, Said
from bench.counting import Share, share
from tests.understanding.phrase_book import NOON, Phrase, chatter, commands, home
from tests.understanding.verdict import Verdict, verdict


@dataclass(frozen=True)
class PhraseScore:
    """How one language's sentences were answered."""

    meant: Share
    right: Share
    harmful: Share
    acted: Share
    acted_overheard: Share
    answered_overheard: Share
    """Overheard chatter that got any answer at all, be it only that it was not understood."""


def answered(contender: Contender, phrase: Phrase, *, overheard: bool = False) -> Frame:
    """The frame of the last turn; every phrase is a conversation of its own."""
    house = home(phrase.language, phrase.home)
    frame: Frame = {}
    for turn in phrase.turns:
        session = f"{phrase.group} {phrase.text} {overheard}"
        name = f"{phrase.language}-{phrase.home}"
        frame = contender.answer(
            Said(turn, phrase.language, name, house, phrase.room, overheard, session, NOON)
        )
    return frame


def score(contender: Contender, language: str, *, frozen: bool) -> PhraseScore:
    asked = [p for p in commands(language) if p.frozen == frozen]
    idle = [p for p in chatter(language) if p.frozen == frozen]
    orders, private = _verdicts(contender, asked), _verdicts(contender, idle)
    overheard = _verdicts(contender, idle, overheard=True)
    return PhraseScore(
        share([v.meant for v in orders]),
        share([v.right for v in orders]),
        share([v.harmful for v in orders]),
        share([v.acted for v in private]),
        share([v.acted for v in overheard]),
        share([not v.quiet for v in overheard]),
    )


def by_group(contender: Contender, language: str) -> dict[str, Share]:
    """The share of right answers of every group of phrases that may be looked at."""
    groups: dict[str, list[Phrase]] = {}
    for phrase in commands(language):
        if not phrase.frozen:
            groups.setdefault(phrase.group, []).append(phrase)
    return {name: share([v.right for v in _verdicts(contender, group)]) for name, group in groups.items()}


def _verdicts(
    contender: Contender, phrases: Iterable[Phrase], *, overheard: bool = False
) -> Sequence[Verdict]:
    return [
        verdict(phrase, answered(contender, phrase, overheard=overheard), home(phrase.language, phrase.home))
        for phrase in phrases
    ]
