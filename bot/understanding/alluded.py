"""Names that are alluded to: places by whose they are («у Даши»), floors by their numbers («на втором»),
and words that mean something by themselves but are a part of a name there («станцию макс»)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.understanding.names import Name, Names
from bot.understanding.phrases import Forms
from bot.understanding.pieces import Holder, Mention
from bot.understanding.plurals import WORDS
from bot.understanding.said import Said
from bot.understanding.text import Token
from bot.understanding.words import forms

QUALITIES = ("change.", "mode.", "colour.", "white.", "shade.")
"""Sections whose words may also tell things apart."""

WHERE = frozenset(("у", "в", "во", "на", "in", "at"))
"""Words before a place."""

AS_PLACE = 0.05
"""How much likelier a part of a name is a place after such a word, and how much less without one."""

AT_NTH = ("ом", "ем")
"""How Russian ordinals end after «на», where something is."""

FLOOR_ALONE = 0.9


def apart(part: Mention, *, led: bool) -> Iterator[Mention]:
    """A part of names of things and of places is one or the other: «у Даши» is in «Комната Даши», whatever
    else is called after her. ``led``: it was said where."""
    places = tuple(named for named in part.named if named.holder in (Holder.ROOM, Holder.FLOOR))
    things = tuple(named for named in part.named if named not in places)
    if not places or not things:
        yield part
        return
    yield replace(part, named=things)
    yield replace(part, named=places, score=part.score + (AS_PLACE if led else -AS_PLACE))


def floors(
    tokens: Sequence[Token], row: Sequence[Forms], names: Names, ordinals: Collection[str]
) -> Iterator[Mention]:
    """«На втором»: the floor of that number, rather than a value. ``ordinals``: their forms."""
    for n, token in enumerate(tokens[1:], 1):
        if tokens[n - 1].norm not in WHERE or not token.norm.endswith(AT_NTH):
            continue
        if not row[n].isdisjoint(ordinals):
            named = (name.named for name in names.bearing(row[n]) if name.named.holder is Holder.FLOOR)
            if found := tuple(dict.fromkeys(named)):
                yield Mention(n, n + 1, 1.15, found, FLOOR_ALONE)


def told_apart(
    tokens: Sequence[Token], row: Sequence[Forms], concepts: Sequence[Said], names: Names
) -> Iterator[int]:
    """Words that stand in a name behind the word before them: the «Макс» of «станцию макс», where there is a
    «Яндекс Станция Макс»."""
    for start, end, ids in concepts:
        if start and end == start + 1 and ids[0].startswith(QUALITIES) and tokens[start].script in WORDS:
            long = (name for name in names.with_word(row[start - 1]) if len(name.words) > 2)
            if any(_stand_in(name, row[start - 1], row[start]) for name in long):
                yield start


def _stand_in(name: Name, first: Forms, second: Forms) -> bool:
    """Whether two words stand in a name, one after the other."""
    pairs = pairwise(name.words)
    return any(not forms(a).isdisjoint(first) and not forms(b).isdisjoint(second) for a, b in pairs)
