"""Makers' names as Russians write them by ear: «хайер» is "Haier", «редмонд» "Redmond", «элджи» "LG".

Both ways to write a name are brought to the consonants that are heard; vowels are written too variously.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.understanding.words import forms, is_known

SURE_CONSONANTS = 3
"""So many consonants that are the same make a name; of fewer, the vowels have to be near as well."""

_RUSSIAN = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdezijklmnoprstufhie", strict=True))
    | {"ж": "j", "ц": "s", "ч": "s", "ш": "s", "щ": "s", "ю": "ju", "я": "ja", "ь": "", "ъ": ""}
)
_HEARD = ((re.compile(r"дж"), "ж"), (re.compile(r"кс"), "х"))
_WRITTEN = (
    (re.compile(r"tion"), "sn"),
    (re.compile(r"sch|sh|ch(?!r)|x(?=i)|^x|c(?=[eiy])"), "s"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"gh(?=t)|(?<=[aeiou])h(?=[^aeiou]|$)|(?<=[^s])e$"), ""),
    (re.compile(r"ck|q|ch?"), "k"),
    (re.compile(r"g(?=[eiy])"), "j"),
    (re.compile(r"x"), "h"),
    (re.compile(r"w"), "v"),
    (re.compile(r"y(?=[aeiou])"), "j"),
    (re.compile(r"ee|y"), "i"),
    (re.compile(r"oo"), "u"),
)
_NAMES = "эй би си ди и эф джи эйч ай джей кей эл эм эн о пи кью ар эс ти ю ви даблю икс уай зет"
_LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", _NAMES.split(" "), strict=True))
MOST_LETTERS = 4
_VOWELS = re.compile(r"[aeiouj]")
_TWICE = re.compile(r"(.)\1")


def by_sound(words: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Latin words by their consonants, and short ones by how their letters are called."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        found[_bones(_written(word))].append(word)
        if len(word) <= MOST_LETTERS:
            found["".join(_LETTERS.get(letter, "?") for letter in word)].append(word)
    return found


def heard_as(said: str, sounds: Mapping[str, Sequence[str]]) -> set[str]:
    """The Latin words that a Russian one, in whatever case, may be."""
    found = set(sounds.get(said, ()))
    for spoken in {form for form in forms(said) if "|" not in form} if sounds else ():
        heard = _heard(spoken)
        found.update(w for w in sounds.get(_bones(heard), ()) if _is_near(spoken, heard, _written(w)))
    return found


def _is_near(said: str, heard: str, written: str) -> bool:
    bones, apart = _bones(heard), OSA.distance(written, heard)
    if len(bones) < 2:
        return False
    if is_known(said):  # «лад» is no "LED"
        return apart == 0 if len(bones) < SURE_CONSONANTS else apart <= 2
    return len(bones) >= SURE_CONSONANTS or apart <= 2


@lru_cache(maxsize=4096)
def _heard(word: str) -> str:
    for pattern, sound in _HEARD:
        word = pattern.sub(sound, word)
    return _TWICE.sub(r"\1", word.translate(_RUSSIAN))


@lru_cache(maxsize=4096)
def _written(word: str) -> str:
    for pattern, sound in _WRITTEN:
        word = pattern.sub(sound, word)
    return _TWICE.sub(r"\1", word) or "-"


def _bones(sounds: str) -> str:
    """The first sound and all consonants."""
    return sounds[:1] + _VOWELS.sub("", sounds[1:])
