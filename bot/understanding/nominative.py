"""A Russian name as it stands by itself: «Бобом» and «в Боба» are «Боб», «Синей птицей» is «Синяя птица»."""

from __future__ import annotations

from typing import Any

from bot.understanding.words import parses

NOUNS, ADJECTIVES = ("NOUN",), ("ADJF", "PRTF")
GIVEN, TAKEN = "ablt", "accs"  # «назови Бобом», «переименуй в Боба»
RARE = {"Supr", "Cmp2"}


def nominative(name: str) -> str:
    """The name in the nominative: its first noun, the adjectives before it, the names beside it."""
    words = name.split()
    head = next((n for n in range(len(words)) if not _leads_to_noun(words, n)), len(words))
    noun = _in_case(words[head], NOUNS + ADJECTIVES) if head < len(words) else None
    if noun is None:
        return name
    before = [_agreeing(word, noun) for word in words[:head]]
    said = [*before, _written(words[head], noun.inflect({"nomn"}) or noun)]
    rest = words[head + 1 :]
    while rest and noun.tag.case == GIVEN and (beside := _beside(rest[0])):
        said.append(_written(rest.pop(0), beside))
    return " ".join((*said, *rest))


def _leads_to_noun(words: list[str], n: int) -> bool:
    """Whether a word is an adjective before a noun in the same case."""
    if n + 1 >= len(words) or not any(reading.tag.POS in ADJECTIVES for reading in _readings(words[n])):
        return False
    return _leads_to_noun(words, n + 1) or _in_case(words[n + 1], NOUNS) is not None


def _beside(word: str) -> Any:
    """A name beside the name, «Марией Ивановной», in the nominative; None for anything else."""
    found = _in_case(word, NOUNS)
    return found.inflect({"nomn"}) if found is not None and found.tag.case == GIVEN else None


def _in_case(word: str, parts: tuple[str, ...]) -> Any:
    """The likeliest reading of a word in a case in which names are given; None where there is none, or where
    the word is known to be a nominative."""
    readings = [reading for reading in _readings(word) if reading.tag.POS in parts]
    if any(reading.tag.case == "nomn" and reading.is_known for reading in readings):
        return None
    for case in (GIVEN, TAKEN):
        found = [r for r in readings if r.tag.case == case and not RARE & set(r.tag.grammemes)]
        if found:
            return min(found, key=lambda reading: reading.tag.number == "plur")
    return None


def _readings(word: str) -> list[Any]:
    """None of an abbreviation, nor of what is no Russian word."""
    lower = word.lower()
    if (word.isupper() and len(word) > 1) or not all("а" <= char <= "я" or char in "ё-" for char in lower):
        return []
    return parses(lower)


def _agreeing(word: str, noun: Any) -> str:
    gender = {noun.tag.gender} if noun.tag.number == "sing" else set()
    for reading in sorted(_readings(word), key=_is_comparative):
        tag = reading.tag
        same = tag.POS in ADJECTIVES and tag.case == noun.tag.case and tag.number == noun.tag.number
        if same and not RARE & set(tag.grammemes):
            inflected = reading.inflect({"nomn", noun.tag.number, *gender} - {None})
            if inflected:
                return _written(word, inflected)
    return word


def _is_comparative(reading: Any) -> bool:
    """«Большим» is of «большой» sooner than of «больший»."""
    return str(reading.normal_form).endswith("ьший")


def _written(word: str, form: Any) -> str:
    """The form, with a capital where the word has one."""
    written = str(form.word)
    return written[:1].upper() + written[1:] if word[:1].isupper() else written
