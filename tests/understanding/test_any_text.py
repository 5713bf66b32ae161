"""Whatever people paste: it is read in time, and nothing in it ends as an error."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import cache
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.homes import generated
from bot.home.house import House
from bot.home.request import Clarify, Ignored, NotUnderstood, Option, Request
from bot.understanding.context import Context
from bot.understanding.lexicon import load_all
from tests.intents.test_understander import NOON, understander

LANGUAGES = ("en", "ru", "zh")
LONGEST = 1000
PLAIN = "turn on the kitchen left lamp"
TIMES_PLAIN = 200
"""How many times as long as a plain one the worst text may take: 50 ms where that takes a quarter of one."""

REPEATED = (
    "one ", "twenty ", "and ", "and the bedroom ", "turn on ", "lamp ", "left ", "kitchen left lamp ",
    "lights ", "all ", "except ", "in ten minutes ", "at seven ", "every monday ", "not ", "if ",
    "xyzzy ", "aaaa ", "ktichen lfet lmap ", "blorp snarf ", "kitchenleftlamp", "a", "1", "1 ", ", ", "-",
    ".", "50 % ", "half past ", "turn on the kitchen left lamp and ", "включи ", "торшер ",
    "левый торшер кухня ", "пять ", "и ", "кроме ", "лювый торшр ", "через десять минут ", "полвосьмого ",
    "без десяти восемь ", "абракадабра ", "drk.xb ", "vkljuchi torsher ", "打开", "厨房左边台灯",
    "厨房左台灯", "厨左灯", "灯", "一", "十", "百", "都", "除了", "点", "明天早上八点", "每周一",
    "周一三五", "十分钟后", "百分之三十", "打開", "曱甴", "😀", "\u200b", "\n", "İ", "ﷺ", "\ud800", "①",
    "½", "१", "Ⅷ", "a\u0301", "\0", "한국어 ",
)  # fmt: skip


@cache
def house(language: str) -> House:
    return generated(language, 100)


def read(text: str, language: str = "en", *, overheard: bool = False) -> Request:
    context = Context(language, NOON, overheard=overheard)
    return understander().understand(text, house(language), context).request


@cache
def words() -> tuple[str, ...]:
    said = [phrase for lexicon in load_all().values() for _, phrase in lexicon.phrases]
    return (*said, *(d.name for language in LANGUAGES for d in house(language).devices[:20]))


def pasted() -> st.SearchStrategy[str]:
    """Any characters, also those that are none, and any words of the lexicons and of the home."""
    characters = st.text(st.characters(exclude_categories=()), max_size=LONGEST)
    spoken = st.lists(st.sampled_from(words()), max_size=40)
    return st.one_of(characters, spoken.map(" ".join), spoken.map("".join)).map(lambda text: text[:LONGEST])


@settings(max_examples=150, deadline=None)
@given(pasted(), st.sampled_from(LANGUAGES), st.booleans())
def test_no_text_ends_as_an_error(text: str, language: str, overheard: bool) -> None:
    assert read(text, language, overheard=overheard) is not None


@settings(max_examples=75, deadline=None)
@given(pasted())
def test_no_answer_to_a_question_ends_as_an_error(text: str) -> None:
    asked = read("turn on the lamp")
    assert isinstance(asked, Clarify)
    options: tuple[Option, ...] = asked.options
    assert set(understander().chosen(text, house("en"), options)) <= set(range(len(options)))


@pytest.fixture(scope="module")
def plain() -> Iterator[float]:
    """Seconds of the processor for a plain sentence."""
    for language in LANGUAGES:
        read(house(language).devices[0].name, language)
    gc.collect()
    gc.freeze()
    yield min(cpu_seconds(PLAIN, "en", times=20) for _ in range(5))
    gc.unfreeze()


def cpu_seconds(text: str, language: str, times: int = 1) -> float:
    started = process_time()
    for _ in range(times):
        read(text, language)
    return (process_time() - started) / times


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("repeated", REPEATED)
def test_a_thousand_characters_of_anything_are_read_in_time(
    repeated: str, language: str, plain: float
) -> None:
    text = (repeated * LONGEST)[:LONGEST]
    assert min(cpu_seconds(text, language) for _ in range(3)) < TIMES_PLAIN * plain


def test_of_a_letter_nothing_is_done() -> None:
    order = "turn on the kitchen left lamp. "
    letter = "Dear all, " + "we were in the mountains and it was lovely. " * 30
    assert isinstance(read(order * 60), NotUnderstood)
    assert isinstance(read(order + letter), NotUnderstood)
    assert isinstance(read(order + letter, overheard=True), Ignored)
