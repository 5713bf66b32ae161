"""Lexicons are checked when they are read, and every language has words for every concept."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.home.errors import LexiconError
from bot.understanding.concepts import CLOSED
from bot.understanding.lexicon import Lexicon, load_all, locales_folder
from bot.understanding.text import tokens_of

LEXICONS = load_all()
SILENT = {
    "small.glow": ("en", "zh"),  # verbs that are said of lamps alone
    "fraction.point": {"zh"},  # read with the number: 二十点五
    "unit.tenth": {"en", "ru"},
    "unit.percent_of": {"en", "ru"},
    "link.of": {"ru"},
    "guard.idiom": {"ru", "zh"},
    "pick.excepted": {"ru"},  # nothing stands after what is left out
    "small.reason": {"en", "ru"},  # there such words are talk beside the order
    "pick.one": {"en", "ru"},  # a number, or an article
    "pick.spared": {"en", "ru"},  # there a verb with "not" before it
    "link.object": {"en", "ru"},  # 把, before what something is done to
    "link.rather": {"en", "ru"},  # what calls off takes back as well
    "ask.is": {"ru", "zh"},
    "state": {"ru", "zh"},  # there a participle only tells; see ``being``
    "being": {"en"},
    "time": {"en", "ru", "zh"},  # a grammar with ways of its own for every language
}
"""Concepts that a language says in another way."""


def test_every_locale_has_a_lexicon() -> None:
    assert {"en", "ru", "zh"} <= set(LEXICONS)
    assert set(LEXICONS) == {path.name for path in locales_folder().iterdir() if path.is_dir()}


@pytest.mark.parametrize("language", sorted(LEXICONS))
def test_a_language_can_say_every_concept(language: str) -> None:
    said = {id_ for ids, _ in LEXICONS[language].phrases for id_ in ids}
    wanted = {f"{section}.{name}" for section, names in CLOSED.items() for name in names}
    silent = {
        id_ for id_ in wanted for key in (id_, id_.partition(".")[0]) if language in SILENT.get(key, ())
    }
    assert not wanted - said - silent - {"small.mark"}


@pytest.mark.parametrize("section", ["kind", "room", "property", "colour", "white", "mode"])
def test_languages_name_the_same_kinds_rooms_and_colours(section: str) -> None:
    said = {
        language: {
            i for ids, _ in lexicon.phrases for i in ids if i.startswith(section + ".") and "/" not in i
        }
        for language, lexicon in LEXICONS.items()
    }
    everything = set.union(*said.values())
    for language, known in said.items():
        assert len(everything - known) <= 0.25 * len(everything), (language, sorted(everything - known))


@pytest.mark.parametrize("language", sorted(LEXICONS))
def test_every_phrase_has_words(language: str) -> None:
    assert all(tokens_of(phrase) for _, phrase in LEXICONS[language].phrases)


@pytest.mark.parametrize("language", sorted(LEXICONS))
def test_no_phrase_is_written_twice_under_one_concept(language: str) -> None:
    phrases = LEXICONS[language].phrases
    assert sorted({p for p in phrases if phrases.count(p) > 1}) == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[action]\nfly = ['fly']", "action.fly: unknown concept"),
        ("[both]\n'action.set + action.fly' = ['x']", "unknown concept action.fly"),
        ("[action]\nset = 'set'", "action.set: expected a list"),
        ("[action]\nset = ['']", "action.set: expected a list"),
        ("action = 3", "action: expected a section"),
        ("[numbers]\none = '1'", "numbers.one: expected a number"),
        ("[action", "lexicon.toml"),
    ],
)
def test_a_slip_of_the_pen_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "xx" / "lexicon.toml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=complaint):
        Lexicon.load(path)


def test_a_lexicon_knows_its_language(tmp_path: Path) -> None:
    path = tmp_path / "de" / "lexicon.toml"
    path.parent.mkdir()
    path.write_text("[action]\nset = ['stell']\n[numbers]\neins = 1", encoding="utf-8")
    lexicon = Lexicon.load(path)
    assert lexicon.language == "de"
    assert lexicon.phrases == ((("action.set",), "stell"),)
    assert lexicon.numbers == {"eins": 1}
