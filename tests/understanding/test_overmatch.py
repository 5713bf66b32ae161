"""No intent takes another's sentences: what a phrase asks for and what was done belong to one intent.

Only what was done (or told) counts here: a sentence that was not understood was stolen by nobody. The
intents are the modules of bot/intents; which one a command belongs to is told by what it changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from bot.home.capability import keys
from bot.home.house import House
from tests.understanding.answers import Answer, expected, of_frame
from tests.understanding.phrase_book import LANGUAGES, Phrase, commands, home
from tests.understanding.record import Record
from tests.understanding.saying import answered

BY_KIND = {
    "on_off": "switch",
    "range": "adjust",
    "color": "colour",
    "mode": "mode",
    "toggle": "mode",
    "lock": "operate",
    "action": "operate",
}
BY_OUTCOME = {"report": "ask", "manage": "talk", "cancel": "talk"}


@pytest.fixture(scope="module")
def record() -> Iterator[Record]:
    record = Record()
    yield record
    record.save()


def intents(answer: Answer, house: House) -> frozenset[str]:
    """The intents that an answer belongs to; none where nothing was done or told."""
    if answer.outcome == "act" and answer.detail:
        return frozenset({"scene"})
    if answer.outcome != "act":
        return frozenset({BY_OUTCOME[answer.outcome]}) if answer.outcome in BY_OUTCOME else frozenset()
    return frozenset(_intent(effect.device, effect.instance, house) for effect in answer.effects)


def _intent(id_: str, instance: str, house: House) -> str:
    device = house.device(id_)
    kinds = {key.instance: key.kind for c in (device.capabilities if device else ()) for key in keys(c)}
    return "operate" if instance == "open" else BY_KIND[kinds[instance]]


def stolen(phrase: Phrase) -> tuple[frozenset[str], frozenset[str]] | None:
    """Whose sentence it is and who took it; None where nobody did."""
    house = home(phrase.language, phrase.home)
    wanted = [intents(answer, house) for answer in expected(phrase.expected or "", house)]
    got = intents(of_frame(answered(phrase), house), house)
    if not got or not any(wanted) or any(got <= want for want in wanted):
        return None
    return frozenset().union(*wanted), got


def table(thefts: Iterable[tuple[frozenset[str], frozenset[str]]]) -> str:
    """How often an intent's sentences (rows) were taken by which other (columns)."""
    counts = Counter((" ".join(sorted(of)), " ".join(sorted(by - of))) for of, by in thefts)
    return "\n".join(f"  {of:20} taken by {by:20} {times}" for (of, by), times in sorted(counts.items()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_intent_takes_the_sentences_of_another(language: str, record: Record) -> None:
    found = {p: theft for p in commands(language) if not p.frozen and (theft := stolen(p))}
    record.acted(language, "stolen", {phrase.text for phrase in found})
    new = {p: theft for p, theft in found.items() if p.text not in record.known(language, "stolen")}
    texts = "\n".join(f"  {phrase.text}: {phrase.expected}" for phrase in new)
    assert not new, f"\n{table(new.values())}\n{texts}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_frozen_sentences_are_taken_no_more_than_ever(language: str, record: Record) -> None:
    frozen = [phrase for phrase in commands(language) if phrase.frozen]
    kept = sum(stolen(phrase) is None for phrase in frozen)
    record.reach(language, "frozen, not taken", kept)
    assert kept >= record.least(language, "frozen, not taken")


def test_a_theft_is_seen() -> None:
    house = home("en", "house")
    (off,), (dark,) = expected("chandelier.on=false", house), expected("chandelier.brightness-", house)
    assert intents(off, house) == {"switch"}
    assert intents(dark, house) == {"adjust"}
    assert "switch" in table([(intents(off, house), intents(dark, house))])
