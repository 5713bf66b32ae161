"""Names that were typed wrong: stretches around what nothing explains, held against every name.

Words with a slip are put right one by one beforehand (``fuzzy.near_words``); this is for the rest: a
character lost, doubled or mixed up in a Chinese name, two words run together, "T" for "TV".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from bot.understanding.names import Names
from bot.understanding.pieces import AnyPiece, Concept, Gap, Mention
from bot.understanding.slips import Slips, is_han, is_other_thing, lacks_number, tells_apart
from bot.understanding.text import Script, Token

OBJECT = "把"
"""Never one character too many: "爸爸把床头灯关了" is said to him, and not of a 爸爸床头灯."""

REACH = 6
"""How many tokens around a gap may belong to the same name."""


def repaired(tokens: Sequence[Token], gaps: Sequence[Gap], names: Names) -> Iterator[Mention]:
    """Mentions that would explain the gaps: names a slip away from what was said."""
    slips = names.slips
    plain = _in_chinese(tokens)  # what is said in full there is no slip beside
    for start, end in sorted(_windows(tokens, gaps)):
        said = "".join(token.norm for token in tokens[start:end])
        for text in sorted(slips.near(said)):
            likeness = _likeness(said, text, slips)
            if likeness and (text not in plain or _is_stray(said, text)):
                yield _mention(names, text, start, end, likeness)


def _is_stray(said: str, name: str) -> bool:
    """Whether one character that tells nothing apart stands beside a name: a key was hit by accident."""
    if len(said) != len(name) + 1 or len(name) < 3 or name not in said:
        return False
    return not tells_apart(said.replace(name, ""))


def miswritten(tokens: Sequence[Token], names: Names, pieces: Sequence[AnyPiece]) -> Iterator[Mention]:
    """Chinese names of three characters or more that lack one, have one too many or one wrong.

    Single characters mostly mean something by themselves, so that such a slip leaves no gap. A noun that was
    said in full is what it is and ends where it ends: 洗碗机 is no slip of 洗衣机, and none of 次卧灯 is
    in "次卧空调".
    """
    nouns = [(p.start, p.end) for p in pieces if p.end - p.start > 1 and _is_noun(p)]
    chars = [token.norm if token.script is Script.HAN else "\n" for token in tokens]
    said = [char for char in chars if char != "\n"]
    for text in names.sharing(said) if len(said) > 1 else ():
        for length in (len(text), len(text) - 1, len(text) + 1):
            for start in range(len(chars) - length + 1):
                stretch = "".join(chars[start : start + length])
                end = start + length
                if any(_is_in_the_way(chars, noun, start, end, text) for noun in nouns):
                    continue
                if text in stretch or (length > len(text) and OBJECT in stretch):
                    continue  # what stands beside a name said in full is no slip: a "别", say
                if lacks_number(stretch, text) or is_other_thing(stretch, text):
                    continue
                if OSA.distance(stretch, text, score_cutoff=1) == 1:
                    yield _mention(names, text, start, end, 1 - 1 / (len(text) + 1))


def halved(tokens: Sequence[Token], gaps: Sequence[Gap], names: Names) -> Iterator[Mention]:
    """Chinese names of two characters of which one is missing or another one, where no other name has the
    character that is left: "关闭吊" for 吊扇. Doubtful enough to be told from what was said in full."""
    plain = _in_chinese(tokens)
    for gap in gaps:
        char = tokens[gap.start].norm
        texts = names.short_with(char)
        if len(texts) != 1:
            continue
        (text,) = texts
        if text in plain:
            continue
        beside = gap.start + 1 if text[0] == char else gap.start - 1
        lost = any(g.start == beside for g in gaps)  # another character stands in the place of the lost one
        start, end = min(gap.start, beside), max(gap.start, beside) + 1
        yield _mention(names, text, *((start, end) if lost else (gap.start, gap.end)), 0.6)


def _is_in_the_way(chars: Sequence[str], noun: tuple[int, int], start: int, end: int, name: str) -> bool:
    """Whether a noun crosses the ends of a stretch, or stands in it and not in the name."""
    first, last = noun
    if first < start < last or first < end < last:
        return True
    return start <= first and last <= end and "".join(chars[first:last]) not in name


def _is_noun(piece: AnyPiece) -> bool:
    return isinstance(piece, Concept) and piece.ids[0].startswith(("kind.", "room."))


def _in_chinese(tokens: Sequence[Token]) -> str:
    """The Chinese of a text; other words are told apart by spaces: in "xTV" no "TV" is said in full."""
    return "".join(token.norm if token.script is Script.HAN else "\n" for token in tokens)


def _mention(names: Names, text: str, start: int, end: int, likeness: float) -> Mention:
    bearers = tuple(dict.fromkeys(name.named for name in names.run_together[text]))
    score = 1.1 * (end - start) - 0.6 - 1.5 * (1 - likeness)
    return Mention(start, end, score, bearers, likeness)


def _windows(tokens: Sequence[Token], gaps: Sequence[Gap]) -> set[tuple[int, int]]:
    """Stretches without marks that hold a gap."""
    found = set()
    for gap in gaps:
        for start in range(max(0, gap.start - REACH), gap.start + 1):
            for end in range(gap.end, min(len(tokens), gap.end + REACH) + 1):
                if all(token.script is not Script.MARK for token in tokens[start:end]):
                    found.add((start, end))
    return found


def _likeness(said: str, name: str, slips: Slips) -> float:
    """How much alike the two are, 0 where they are too far apart for their length.

    Of two characters one is too much to be wrong, but for mixed up ones and those that sound alike.
    """
    if said == name:
        return 0.99
    if is_han(said) and slips.sounds_alike(said, name):
        return 0.9
    if min(len(said), len(name)) <= 2:
        return 0.7 if sorted(said) == sorted(name) or (not is_han(name) and len(name) == 2) else 0.0
    if is_other_thing(said, name) or (is_han(name) and lacks_number(said, name)):
        return 0.0
    return 1 - 1 / (max(len(said), len(name)) + 1)
