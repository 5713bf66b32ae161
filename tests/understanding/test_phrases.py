"""The project's own sentences: what each asks for, and that chatter asks for nothing.

A group of sentences must be understood as well as ever before (tests/understanding/record.py); the failure
lists what the rest of it was taken for. Frozen sentences are counted and never shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from bot.home.capability import keys
from tests.understanding.answers import Answer, Effect, expected, of_frame
from tests.understanding.phrase_book import LANGUAGES, Phrase, chatter, commands, everything, home
from tests.understanding.record import Record
from tests.understanding.saying import answered, judged

AT_LEAST = 300
FROZEN_SHARE = 0.3

GROUPS = sorted({(phrase.language, phrase.group) for phrase in everything() if phrase.expected})
CHATTER_GROUPS = sorted({(phrase.language, phrase.group) for phrase in everything() if not phrase.expected})


@pytest.fixture(scope="module")
def record() -> Iterator[Record]:
    record = Record()
    yield record
    record.save()


def told(answer: Answer) -> str:
    """An answer in one line, for those who look at a failure."""
    match answer.outcome:
        case "act":
            return answer.detail or "; ".join(sorted(map(_told_effect, answer.effects))) + str(
                answer.when or ""
            )
        case "report":
            return "ask:" + "; ".join(sorted(f"{device}.{instance}" for device, instance in answer.asked))
        case "clarify":
            return "which:" + ",".join(sorted(answer.candidates))
    return f"{answer.outcome} {answer.detail or ''}".strip()


def _told_effect(effect: Effect) -> str:
    return f"{effect.device}.{effect.instance} {effect.change} {effect.value}"


def table(missed: Iterable[Phrase]) -> str:
    """Every sentence that failed, what it asks for and what it was taken for."""
    rows = []
    for phrase in missed:
        got = of_frame(answered(phrase), home(phrase.language, phrase.home))
        rows.append(f"  {phrase.text}\n      asks   {phrase.expected or 'nothing'}\n      taken  {told(got)}")
    return "\n".join(["", *rows])


@pytest.mark.parametrize(("language", "group"), GROUPS)
def test_a_group_is_understood_as_well_as_ever(language: str, group: str, record: Record) -> None:
    phrases = [p for p in commands(language) if p.group == group and not p.frozen]
    missed = [phrase for phrase in phrases if not judged(phrase).right]
    right = len(phrases) - len(missed)
    record.reach(language, group, right)
    assert right >= record.least(language, group), table(missed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_frozen_sentences_are_understood_as_well_as_ever(language: str, record: Record) -> None:
    right = sum(judged(phrase).right for phrase in commands(language) if phrase.frozen)
    record.reach(language, "frozen", right)
    assert right >= record.least(language, "frozen")


@pytest.mark.parametrize("overheard", [False, True], ids=["private", "overheard"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_chatter_is_never_acted_on(language: str, overheard: bool, record: Record) -> None:
    kind = "acts when overheard" if overheard else "acts"
    acted = {p for p in chatter(language) if not p.frozen and judged(p, overheard=overheard).acted}
    record.acted(language, kind, {phrase.text for phrase in acted})
    new = [phrase for phrase in acted if phrase.text not in record.known(language, kind)]
    assert not new, table(new)


@pytest.mark.parametrize("overheard", [False, True], ids=["private", "overheard"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_frozen_chatter_is_acted_on_no_more_than_ever(language: str, overheard: bool, record: Record) -> None:
    group = "frozen chatter, overheard" if overheard else "frozen chatter"
    right = sum(judged(p, overheard=overheard).right for p in chatter(language) if p.frozen)
    record.reach(language, group, right)
    assert right >= record.least(language, group)


@pytest.mark.parametrize(("language", "group"), CHATTER_GROUPS)
def test_the_bot_keeps_out_of_talk_as_well_as_ever(language: str, group: str, record: Record) -> None:
    """Overheard, talk is to be ignored altogether: not even answered that it was not understood."""
    phrases = [p for p in chatter(language) if p.group == group and not p.frozen]
    loud = [p for p in phrases if answered(p, overheard=True)["outcome"] != "ignored"]
    name = f"talk {group}"
    record.reach(language, name, len(phrases) - len(loud))
    assert len(phrases) - len(loud) >= record.least(language, name), table(loud)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_sentences(language: str) -> None:
    for phrases in (commands(language), chatter(language)):
        assert len(phrases) >= AT_LEAST
        assert sum(phrase.frozen for phrase in phrases) >= FROZEN_SHARE * len(phrases)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_there_twice(language: str) -> None:
    said = Counter((p.home, p.room, p.text) for p in (*commands(language), *chatter(language)))
    assert [text for text, times in said.items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_expected_answers_are_about_things_that_are_there(language: str) -> None:
    for phrase in commands(language):
        house = home(language, phrase.home)
        effects = (e for answer in expected(phrase.expected or "", house) for e in answer.effects)
        for effect in effects:
            device = house.device(effect.device)
            assert device is not None
            instances = {key.instance for capability in device.capabilities for key in keys(capability)}
            assert effect.instance in instances, f"{phrase.text}: {effect}"
