"""Finds names by what is left of them when one character is lost, and by how they sound.

Two texts one slip apart (a character lost, added, wrong, or two mixed up) share a form in which one
character is missing; so a dictionary of such forms finds them at once, however many names there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice, product

from rapidfuzz.distance import OSA

from bot.understanding.chinese import sounds

MOST_WAYS = 16
SORTS = frozenset("灯器壶扇门窗帘锁座箱柜炉床台毯泵阀表")
"""Last characters of Chinese words for things; 机 and 器 are said for one another."""

CONTRASTS = (
    "零一二三四五六七八九十两甲乙丙丁0123456789",
    "左右中", "上中下", "前中后", "大中小老新旧", "东西南北", "内外里",
    "主次客侧", "红橙黄绿青蓝紫白黑灰粉金银", "男女", "冷热暖温", "长短", "高低矮", "爸妈爷奶哥姐弟妹",
    "早午晚",
)  # fmt: skip
"""Characters by which things are told apart that are called alike: who says 右灯 does not mean 左灯."""

LONGEST = 40
"""Longer names are not looked for with slips."""


class Slips:
    """An index over the texts of names, made when the first slip is looked for."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = [text for text in texts if 2 <= len(text) <= LONGEST]

    def near(self, said: str) -> set[str]:
        """The names at most one slip away, or that sound the same in Chinese."""
        if not 1 <= len(said) <= LONGEST:
            return set()
        found = {text for form in _lacking(said) for text in self._by_form.get(hash(form), ())}
        near = {text for text in found if OSA.distance(said, text, score_cutoff=1) <= 1}
        if is_han(said):
            near.update(text for sound in _spoken(said) for text in self._by_sound.get(sound, ()))
        return near

    @staticmethod
    def sounds_alike(said: str, name: str) -> bool:
        return len(said) == len(name) and all(
            not _sounds(one).isdisjoint(_sounds(other)) for one, other in zip(said, name, strict=True)
        )

    @cached_property
    def _by_form(self) -> dict[int, tuple[str, ...]]:
        """By the hash of a form: the forms themselves would be most of the index, and a text that is found
        is compared anyhow."""
        forms: dict[int, tuple[str, ...]] = {}
        for text in self._texts:
            alone = (text,)
            for form in map(hash, _lacking(text)):
                forms[form] = (*forms[form], text) if form in forms else alone
        return forms

    @cached_property
    def _by_sound(self) -> dict[tuple[str, ...], set[str]]:
        found: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for text in self._texts:
            if is_han(text):
                for spoken in _spoken(text):
                    found[spoken].add(text)
        return found


def _lacking(text: str) -> set[str]:
    """The text, and the text without any one of its characters."""
    return {text, *(text[:n] + text[n + 1 :] for n in range(len(text)))}


def _sounds(char: str) -> frozenset[str]:
    return sounds(char) if is_han(char) else frozenset((char,))


def _spoken(text: str) -> Iterator[tuple[str, ...]]:
    """The ways to say a text, not all of them where many characters have several."""
    return islice(product(*map(_sounds, text)), MOST_WAYS)


def is_other_thing(said: str, name: str) -> bool:
    """Whether two Chinese words differ in what says the sort of thing, or which one: 热水器 is no slip of
    热水壶, nor 三号灯 of 二号灯."""
    if len(said) != len(name):
        return False
    apart = [n for n in range(len(said)) if said[n] != name[n]]
    if len(apart) != 1:
        return False
    one, other = said[apart[0]], name[apart[0]]
    sorts = apart[0] == len(said) - 1 and one in SORTS and other in SORTS
    return sorts or any(one in group and other in group for group in CONTRASTS)


def lacks_number(said: str, name: str) -> bool:
    """Whether the number of a name was not said: the "1" of "1号插座" is no character that got lost."""
    return any(char.isdigit() and char not in said for char in name)


def tells_apart(char: str) -> bool:
    """Whether things that are called alike are told apart by a character."""
    return char.isdigit() or any(char in group for group in CONTRASTS)


def is_han(text: str) -> bool:
    """Whether there is a Chinese character in the text."""
    return any("\u3400" <= char <= "\u9fff" for char in text)
