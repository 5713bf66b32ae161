"""Names said fondly, cut short, or as whose they are: «черепашка» is the «Ночник-черепаха», «комп» the
«Компьютер», «настолка» the «Настольная лампа», «Мишин» what is in «Комната Миши», "dino" the "Dinosaur lamp".

Looked for only where nothing else explains a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.understanding.names import Names
from bot.understanding.pieces import Gap, Mention
from bot.understanding.text import Token
from bot.understanding.words import forms, is_adjective, is_known, is_slang, parses

LIKENESS = 0.7
SHORTEST = 3
"""Letters of a stem below which it tells nothing."""

_FOND = re.compile(r"(?:[оеёи]?чк|ушк|юшк|ышк|[оеё]шк|[ое]ньк|ишк|к)[аио]$|(?:ч?ик|[оеё]к)$")
_WHOSE = re.compile(r"[иы]н(?:а|о|у|ой|ого|ому|ым|ом|ы|ых|ыми)?$")
_CASE = re.compile(r"[аяоеёуюыийь]$")
_OF_ADJECTIVE = re.compile(r"к(?:а|у|и|е|ой|ою)$")
_SOFTENED = {"ш": "х", "ч": "кц", "ж": "г"}
"""Consonants that stand before such endings for others: «черепаха», «черепашка»."""


def fond(tokens: Sequence[Token], gaps: Sequence[Gap], names: Names) -> Iterator[Mention]:
    """Mentions that would explain the gaps, where only one word of all names is meant."""
    for gap in gaps:
        said = tokens[gap.start].norm
        if len(said) <= SHORTEST:
            continue
        if "а" <= said[0] <= "я":
            stems, openings = frozenset(_stems(said)), tuple(_openings(said))
            meant = {word for word in names.words if _is_meant(word, stems, openings)}
        else:
            meant = {word for word in names.words if word.startswith(said)}
        lemmas = [forms(word) for word in meant]
        if not lemmas or not frozenset.intersection(*lemmas):
            continue
        bearing = names.with_word(lemmas[0])
        if bearing:
            named = tuple(dict.fromkeys(name.named for name in bearing))
            yield Mention(gap.start, gap.end, 0.5 + LIKENESS / len(bearing[0].words), named, LIKENESS)


def _is_meant(word: str, stems: frozenset[str], openings: Sequence[tuple[str, bool]]) -> bool:
    if not "а" <= word[0] <= "я":
        return False
    if any(
        word.startswith(opening) and (not adjective or is_adjective(word)) for opening, adjective in openings
    ):
        return True
    return bool(stems) and any(_CASE.sub("", form) in stems for form in forms(word))


def _stems(said: str) -> Iterator[str]:
    """What a name's word may be without its ending."""
    if not is_known(said):
        yield from _long(_CASE.sub("", said))  # «икею» of «Икеа»
    if any("Poss" in parse.tag or "Surn" in parse.tag for parse in parses(said)):
        yield from _long(_WHOSE.sub("", said))
    for lemma in {said} | {str(p.normal_form).replace("ё", "е") for p in parses(said) if p.tag.POS == "NOUN"}:
        stem = _FOND.sub("", lemma)
        if stem != lemma:
            yield from _long(stem)
            yield from (
                f"{stem[:-1]}{hard}" for hard in _SOFTENED.get(stem[-1:], "") if len(stem) >= SHORTEST
            )
            if lemma.endswith(("очка", "ечка")):
                yield from _long(f"{stem}к")  # «елочка» of «елка»


def _openings(said: str) -> Iterator[tuple[str, bool]]:
    """What a name's word may begin with, and whether that has to be an adjective."""
    if is_known(said) and not is_slang(said):
        return
    if len(said) > SHORTEST and not _CASE.search(said):
        yield said, False
    stem = _OF_ADJECTIVE.sub("", said)
    if stem != said and len(stem) > SHORTEST + 1:
        yield stem, True


def _long(stem: str) -> Iterator[str]:
    if len(stem) >= SHORTEST:
        yield stem
