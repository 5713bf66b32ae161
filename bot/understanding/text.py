"""Cuts a text into tokens: words, single Chinese characters, numbers and marks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.understanding.chinese import simplified


class Script(StrEnum):
    LATIN = "latin"
    CYRILLIC = "cyrillic"
    HAN = "han"
    NUMBER = "number"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """``text`` as it was said, ``norm`` as it is compared; ``start`` and ``end`` count characters."""

    text: str
    norm: str
    script: Script
    start: int
    end: int


MAX_LENGTH = 1000
"""Characters read of one text."""

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)"
    r"|(?P<han>[\u3400-\u9fff])"
    r"|(?P<cyrillic>[\u0400-\u04ff]+)"
    r"|(?P<latin>[^\W\d_\u0400-\u04ff\u3400-\u9fff]+(?:'[^\W\d_\u0400-\u04ff\u3400-\u9fff]+)*)"
    r"|(?P<mark>[%°℃℉,.;:!?…\"«»“”‘()—–+\-−/&\n])"
)
MAX_WORD = 40
"""Characters by which words are compared."""

LONG_NAME = 60
"""Characters of a text that is worth remembering."""

_SCRIPTS = {script.value: script for script in Script}
_SAME = str.maketrans(
    {"ё": "е", "’": "'", "ʼ": "'", "`": "'", "，": ",", "。": ".", "；": ";", "：": ":", "！": "!", "？": "?",
     "、": ",", "％": "%", "“": '"', "”": '"', "«": '"', "»": '"', "「": '"', "」": '"', "−": "-", "–": "—",
     "\u200b": " ", "\ufe0f": " ", "\u00ad": " "}
) | dict.fromkeys(range(0xD800, 0xE000), " ")  # fmt: skip
"""Spellings of the same, and halves of surrogate pairs, which are no characters and no library takes."""


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of a text; what is neither word, number nor known mark (an emoji) is left out."""
    return _tokens_of_name(text) if len(text) <= LONG_NAME else _tokens(text)


@lru_cache(maxsize=4096)
def _tokens_of_name(text: str) -> tuple[Token, ...]:
    """Names are looked at again and again, long texts once."""
    return _tokens(text)


def _tokens(text: str) -> tuple[Token, ...]:
    raw = text[:MAX_LENGTH].translate(_SAME)
    found = []
    for match in _TOKEN.finditer(_folded(raw)):
        kind = match.lastgroup or "mark"
        norm = match.group()
        if norm == "-" and _joins(raw, match.start()):
            continue
        if kind == "number":
            norm = norm.replace(",", ".")
        start, end = match.span()
        found.append(Token(text[start:end], norm[:MAX_WORD], _SCRIPTS[kind], start, end))
    return tuple(found)


def _joins(text: str, at: int) -> bool:
    """Whether a hyphen stands between letters: «кто-то» is two words."""
    return text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()


def _folded(text: str) -> str:
    """Lower case, compatibility forms and simplified characters, one character for one."""
    if text.isascii():
        return text.lower()
    out = []
    for char in text:
        folded = unicodedata.normalize("NFKC", char).lower()
        out.append(folded if len(folded) == 1 else char.lower()[0])
    return simplified("".join(out)).replace("ё", "е")


def plain(text: str) -> str:
    """The words of a text in the form in which they are compared, without marks."""
    return " ".join(token.norm for token in tokens_of(text) if token.script is not Script.MARK)
