"""The forms under which a word is found: itself, its lemmas, its singular.

Two words are the same when any of their forms is (any-parse overlap). Russian verbs keep their mood
in the form: «включи» and «включить» are ``включить``, but «включил» is ``включить|past`` and
«включена» ``включить|state``, because only the first is an order. English nouns meet in ``light|n``,
which "light" and "lights" share; the verb of "switches" is not the verb of "switch".
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from bot.understanding.common_english import COMMON


@cache
def _morphology() -> Any:
    """Loaded at the first Russian word: it costs a tenth of a second."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=32768)
def forms(word: str) -> frozenset[str]:
    """All forms under which a normalised word may be found."""
    if "а" <= word[0] <= "я":
        return _russian(word)
    if "a" <= word[0] <= "z":
        return _english(word)
    return frozenset((word,))


def _russian(word: str) -> frozenset[str]:
    found = {word}
    for parse in _morphology().parse(word):
        if parse.tag.POS == "COMP":
            continue  # «холоднее» is not «холодно»: the one wishes what the other suffers from
        found.add(str(parse.normal_form).replace("ё", "е") + _mood(parse.tag))
    return frozenset(found)


def _mood(tag: Any) -> str:
    if tag.POS in ("PRTF", "PRTS"):
        return "|state"
    if tag.POS == "VERB" and tag.tense == "past":
        return "|past"
    if tag.POS == "GRND":
        return "|told"  # «обогрев» is a noun, and no order either where it is none
    if tag.POS == "VERB" and tag.mood == "indc" and not (tag.person == "1per" and tag.number == "plur"):
        return "|told"
    return ""


_PLURALS = (
    (re.compile(r"(.{2,})ies$"), r"\1y"),
    (re.compile(r"(.+)(ches|shes|sses|xes|zes)$"), None),
    (re.compile(r"(.{2,}[^su'])s$"), r"\1"),
)
_IRREGULAR = {"shelves": "shelf", "knives": "knife", "children": "child"}


SPELLINGS = {"xmas": "christmas", "nite": "night"}
"""Ways to write a word that are not the dictionary's."""


def _english(word: str) -> frozenset[str]:
    base = word[:-2] if word.endswith("'s") else word
    base = SPELLINGS.get(base) or re.sub(r"^(.{3,})lite(s?)$", r"\1light\2", base)
    return frozenset((word, base, base + "|n", (_singular(base) or base) + "|n"))


def _singular(word: str) -> str | None:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for pattern, replacement in _PLURALS:
        match = pattern.match(word)
        if match:
            return match.expand(replacement) if replacement else word[:-2]
    return None


@lru_cache(maxsize=16384)
def is_plural(word: str) -> bool:
    """Whether a word may be read as a plural: ``lights``, «лампы», «торшеров»."""
    if "a" <= word[0] <= "z":
        return not word.endswith("'s") and _singular(word) is not None
    if "а" <= word[0] <= "я":
        likeliest, *rest = _morphology().parse(word)
        if "Fixd" in likeliest.tag and "Pltm" not in likeliest.tag:
            return False  # «бра» is as many as one likes: asking is the safe way
        same = [likeliest, *(p for p in rest if p.normal_form == likeliest.normal_form)]
        return any(p.tag.number == "plur" and p.tag.case in ("nomn", "accs") for p in same) or all(
            p.tag.number == "plur" for p in same
        )
    return False


def commanded(word: str) -> frozenset[str]:
    """A Russian infinitive as it is said to one and to many: «включить» is «включи», «включите»."""
    found: set[str] = set()
    for parse in _morphology().parse(word) if "а" <= word[0] <= "я" else ():
        if parse.tag.POS == "INFN":
            said = (parse.inflect({"impr", number, "excl"}) for number in ("sing", "plur"))
            found.update(form.word.replace("ё", "е") for form in said if form)
    return frozenset(found)


_CASE = re.compile(r"[аяоеуюыийь]$")


def stem_of(word: str) -> str:
    """A Russian word without the vowel or sign that it ends in."""
    return _CASE.sub("", word)


@lru_cache(maxsize=4096)
def calls_somebody(word: str) -> bool:
    """Whether a Russian word is a first name as one is called by it: «Миша», but not «Миши»."""
    if not "а" <= word[0] <= "я" or not is_known(word):
        return False
    return any(
        "Name" in p.tag and p.tag.case in ("nomn", "voct") and p.tag.number == "sing" for p in parses(word)
    )


@lru_cache(maxsize=4096)
def names_thing(said: str) -> bool:
    """Whether a Russian noun stands as what something is done to: «телевизор», but not «телевизора»."""
    word = said.rpartition(" ")[2]
    if not "а" <= word[0] <= "я":
        return False
    return any(p.tag.POS == "NOUN" and p.tag.case in ("nomn", "accs") for p in parses(word))


@lru_cache(maxsize=4096)
def is_genitive_of_one(said: str) -> bool:
    """Whether a Russian noun may be what something of one thing is: «лампы» of «яркость лампы»."""
    word = said.rpartition(" ")[2]
    if not "а" <= word[0] <= "я":
        return False
    return any(p.tag.POS == "NOUN" and p.tag.case == "gent" and p.tag.number == "sing" for p in parses(word))


@lru_cache(maxsize=4096)
def is_adjective(word: str) -> bool:
    """Whether a Russian word may be an adjective."""
    return any(parse.tag.POS == "ADJF" for parse in parses(word))


@lru_cache(maxsize=4096)
def is_slang(word: str) -> bool:
    """Whether a Russian word is only said, and rarely written: «комп», «телик»."""
    return any("Slng" in parse.tag or "Infr" in parse.tag for parse in parses(word))


def parses(word: str) -> list[Any]:
    """Every way in which a Russian word may be read, likeliest first."""
    return list(_morphology().parse(word))


@lru_cache(maxsize=16384)
def is_known(word: str) -> bool:
    """Whether a Russian word is in the dictionary («включил» is no slip of «включи»), or an English one among
    the commonest: "live" is no slip of "lite"."""
    return word in COMMON or ("а" <= word[0] <= "я" and bool(_morphology().word_is_known(word)))
