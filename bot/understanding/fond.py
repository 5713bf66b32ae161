"""Names said fondly, cut short, or as whose they are: «черепашка» is the «Ночник-черепаха», «комп» the
«Компьютер», «настолка» the «Настольная лампа», «Мишин» what is in «Комната Миши», "dino" the "Dinosaur lamp".

Looked for only where nothing else explains a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.understanding.brands import heard_as
from bot.understanding.names import Names
from bot.understanding.pieces import Gap, Mention
from bot.understanding.text import Token
from bot.understanding.words import forms, is_adjective, is_known, is_slang, parses, stem_of

LIKENESS = 0.7
SHORTEST = 3
"""Letters of a stem below which it tells nothing."""

_FOND = re.compile(r"(?:[оеёи]?чк|ушк|юшк|ышк|[оеё]шк|[ое]ньк|ишк|к)[аио]$|(?:ч?ик|[оеё]к)$")
_WHOSE = re.compile(r"[иы]н(?:а|о|у|ой|ого|ому|ым|ом|ы|ых|ыми)?$")
_OF_ADJECTIVE = re.compile(r"к(?:а|у|и|е|ой|ою)$")
_SOFTENED = {"ш": "х", "ч": "кц", "ж": "г"}
"""Consonants that stand before such endings for others: «черепаха», «черепашка»."""


def fond(tokens: Sequence[Token], gaps: Sequence[Gap], names: Names) -> Iterator[Mention]:
    """Mentions that would explain the gaps, where only one word of all names is meant."""
    for gap in gaps:
        said = tokens[gap.start].norm
        if len(said) <= SHORTEST:
            continue
        lemmas = [forms(word) for word in _meant(said, names)]
        if not lemmas or not frozenset.intersection(*lemmas):
            continue
        bearing = names.with_word(lemmas[0])
        if bearing:
            named = tuple(dict.fromkeys(name.named for name in bearing))
            yield Mention(gap.start, gap.end, 0.5 + LIKENESS / len(bearing[0].words), named, LIKENESS)


def _meant(said: str, names: Names) -> set[str]:
    """The words of names that may have been said so; of a Latin word, by how it begins."""
    if not "а" <= said[0] <= "я":
        return {word for word in names.words if word.startswith(said)}
    if makers := heard_as(said, names.by_sound):
        return makers
    if compounds := {word for end in _ends(said) for word in names.words if word.endswith(end)}:
        return compounds
    found = {word for stem in _stems(said) for word in names.by_stem.get(stem, ())}
    for opening, adjective in _openings(said):
        begun = (word for word in names.words if word.startswith(opening))
        found.update(word for word in begun if not adjective or is_adjective(word))
    return found


@lru_cache(maxsize=8192)
def _stems(said: str) -> frozenset[str]:
    """What a name's word may be without its ending."""
    found: set[str] = set()
    analysed = parses(said)
    if not is_known(said):
        found.add(stem_of(said))  # «икею» of «Икеа»
    if any("Poss" in parse.tag or "Surn" in parse.tag for parse in analysed):
        found.add(_WHOSE.sub("", said))
    for lemma in {said} | {str(p.normal_form).replace("ё", "е") for p in analysed if p.tag.POS == "NOUN"}:
        stem = _FOND.sub("", lemma)
        if stem != lemma:
            found.add(stem)
            found.update(f"{stem[:-1]}{hard}" for hard in _SOFTENED.get(stem[-1:], ""))
            if lemma.endswith(("очка", "ечка")):
                found.add(f"{stem}к")  # «елочка» of «елка»
    return frozenset(stem for stem in found if len(stem) >= SHORTEST)


@lru_cache(maxsize=8192)
def _ends(said: str) -> frozenset[str]:
    """What a compound may end in: «камин» is an «Электрокамин», «косилка» a «Газонокосилка»."""
    nouns = (p for p in parses(said) if p.tag.POS == "NOUN")
    return frozenset(word for p in nouns if len(word := str(p.normal_form)) > SHORTEST)


@lru_cache(maxsize=8192)
def _openings(said: str) -> tuple[tuple[str, bool], ...]:
    """What a name's word may begin with, and whether that has to be an adjective."""
    if is_known(said) and not is_slang(said):
        return ()
    stem = _OF_ADJECTIVE.sub("", said)
    if stem != said and len(stem) > SHORTEST + 1:
        return ((stem, True),)
    return () if stem_of(said) != said else ((said, False),)
