"""Names that were typed wrong: stretches around what nothing explains, held against every name.

Words with a slip are put right one by one beforehand (``fuzzy.near_words``); this is for the rest: a
character lost, doubled or mixed up in a Chinese name, two words run together, "T" for "TV".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding.chinese import sound
from bot.understanding.names import Names
from bot.understanding.pieces import Gap, Mention
from bot.understanding.text import Script, Token

REACH = 6
"""How many tokens around a gap may belong to the same name."""


def repaired(tokens: Sequence[Token], gaps: Sequence[Gap], names: Names) -> Iterator[Mention]:
    """Mentions that would explain the gaps: names a slip or two away from what was said."""
    by_text = names.by_text()
    for start, end in _windows(tokens, gaps):
        said = "".join(token.norm for token in tokens[start:end])
        allowed = _slips(said)
        for text, distance, _ in process.extract(
            said, list(by_text), scorer=OSA.distance, score_cutoff=allowed, limit=3
        ):
            likeness = _likeness(said, text, int(distance))
            if likeness:
                bearers = tuple(dict.fromkeys(name.named for name in by_text[text]))
                score = 1.1 * (end - start) - 0.6 - 1.5 * (1 - likeness)
                yield Mention(start, end, score, bearers, likeness)


def miswritten(tokens: Sequence[Token], names: Names) -> Iterator[Mention]:
    """Chinese names of three characters or more that lack one, have one too many or one wrong.

    Single characters mostly mean something by themselves, so that such a slip leaves no gap.
    """
    chars = [token.norm if token.script is Script.HAN else "\n" for token in tokens]
    for text in names.sharing([char for char in chars if char != "\n"]):
        for start, end, distance in _places(chars, text):
            likeness = _likeness("".join(chars[start:end]), text, distance)
            bearers = tuple(dict.fromkeys(name.named for name in names.by_text()[text]))
            score = 1.05 * (end - start) - 0.5 - 1.5 * (1 - likeness)
            yield Mention(start, end, score, bearers, likeness)


def _places(chars: Sequence[str], name: str) -> Iterator[tuple[int, int, int]]:
    """Where a name stands with one slip, as (start, end, 1)."""
    for length in (len(name), len(name) - 1, len(name) + 1):
        for start in range(len(chars) - length + 1):
            said = "".join(chars[start : start + length])
            if OSA.distance(said, name, score_cutoff=1) == 1:
                yield start, start + length, 1


def _windows(tokens: Sequence[Token], gaps: Sequence[Gap]) -> set[tuple[int, int]]:
    """Stretches without marks that hold a gap."""
    found = set()
    for gap in gaps:
        for start in range(max(0, gap.start - REACH), gap.start + 1):
            for end in range(gap.end, min(len(tokens), gap.end + REACH) + 1):
                if all(token.script is not Script.MARK for token in tokens[start:end]):
                    found.add((start, end))
    return found


def _slips(said: str) -> int:
    """How many errors are looked for in a stretch: one, two in long ones."""
    return 2 if len(said) >= 8 or (len(said) >= 6 and _is_han(said)) else 1


def _likeness(said: str, name: str, distance: int) -> float:
    """How much alike the two are, 0 where they are too far apart for their length."""
    longest = max(len(said), len(name))
    if distance == 0:
        return 0.99
    if min(len(said), len(name)) <= 2:
        alike = sorted(said) == sorted(name) or _sounds(said) == _sounds(name)
        return 0.7 if alike or (not _is_han(said) and len(name) == 2) else 0.0
    if _is_han(said) and _sounds(said) == _sounds(name):
        return 0.9
    return 1 - distance / (longest + 1) if distance < longest / 2 else 0.0


def _sounds(text: str) -> tuple[str, ...]:
    return tuple(sound(char) if "\u3400" <= char <= "\u9fff" else char for char in text)


def _is_han(text: str) -> bool:
    return any("\u3400" <= char <= "\u9fff" for char in text)
