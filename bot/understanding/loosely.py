"""Chinese names that are said loosely: with words between ("爸爸那边的床头灯"), by whose the thing is
("天天的灯"), or two of them with their noun said once ("爸爸和妈妈的床头灯").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from bot.understanding.names import Names
from bot.understanding.phrases import Forms
from bot.understanding.pieces import Mention
from bot.understanding.said import Said
from bot.understanding.text import Script, Token

BETWEEN = tuple(
    sorted(
        (
            *(
                "".join(said)
                for said in product(("那", "这"), ("个", "盏", "台", "只", "边", "边的", "边那个"))
            ),
            *("那边那盏", "那边那台", "旁边的", "边上的", "屋里的", "房里的", "房间里的", "房间的", "那屋的"),
        ),
        key=len,
        reverse=True,
    )
)
"""What may stand between the words of a name and says nothing, the longest first."""

FIRST = frozenset(said[0] for said in BETWEEN)
BEFORE = 8
"""How many characters of a name may stand before such words."""

OWNERS = ("guard.person", "time.daily")
"""Whom names may speak of; "天天" is also a boy."""

OWNING = frozenset("的那屋房家边")
OWNED = ("kind.", "action.", "change.", "property.", "state.")
AND = frozenset(("和", "跟", "与", "同", "及", ","))
LONGEST_FIRST = 4


def interrupted(tokens: Sequence[Token], row: Sequence[Forms], names: Names) -> Iterator[Mention]:
    """Names with words between theirs."""
    begins = [n for n, token in enumerate(tokens) if n and token.norm in FIRST]
    if not begins:
        return
    text = "".join(token.norm if token.script is Script.HAN else "\n" for token in tokens)
    for start in begins:
        said = next((said for said in BETWEEN if text.startswith(said, start)), None)
        if said is None:
            continue
        after = start + len(said)
        rest = [*tokens[:start], *tokens[after:]]
        forms = [*row[:start], *row[after:]]
        for first in range(max(0, start - BEFORE), start):
            for end, found in names.at(rest, forms, first):
                if end > start:
                    named = tuple(dict.fromkeys(name.named for name in found))
                    last = end + len(said)
                    yield Mention(first, last, 1.15 * (last - first) - 0.2, named, 0.95)


def owned(tokens: Sequence[Token], row: Sequence[Forms], said: Sequence[Said], names: Names) -> set[int]:
    """The tokens that say whose a thing is, where names say so too: who says "奶奶的灯" calls nobody."""
    found: set[int] = set()
    for start, end, ids in said:
        if end == len(tokens) or tokens[end].norm not in OWNING or not ids[0].startswith(OWNERS):
            continue
        begins = {begin for begin, _, meant in said if any(id_.startswith(OWNED) for id_ in meant)}
        if not all(names.knows(word) for word in row[start:end]):
            continue
        if any(after in begins for after in range(end + 1, min(end + 4, len(tokens)))):
            found.update(range(start, end))
    return found


def shared(tokens: Sequence[Token], mentions: Sequence[Mention], names: Names) -> Iterator[Mention]:
    """The first of two names whose noun is said once, after the second: "爸爸和妈妈的床头灯"."""
    for mention in mentions:
        comma = mention.start - 1
        if comma < 1 or tokens[comma].norm not in AND or tokens[mention.start].script is not Script.HAN:
            continue
        texts = ["".join(token.norm for token in tokens[mention.start : mention.end])]
        texts += [named.name for named in mention.named]
        for start in range(max(0, comma - LONGEST_FIRST), comma):
            first = "".join(token.norm for token in tokens[start:comma])
            nouns = (text[cut:] for text in texts for cut in range(1, len(text)))
            bearers = [n.named for noun in nouns for n in names.run_together.get(first + noun, ())]
            if bearers and not set(bearers) & set(mention.named):
                score = 1.15 * (comma - start) + 0.1
                yield Mention(start, comma, score, tuple(dict.fromkeys(bearers)), 0.95)
