"""What Chinese needs: traditional characters made simplified, and how a character sounds.

opencc and pypinyin are loaded when the first text that needs them appears: most processes start
without them.
"""

from __future__ import annotations

import os
from functools import cache, lru_cache
from typing import Any

# pypinyin's own switches, read when it is imported: its phrases would take 45 MB, and single characters,
# which is all that we ask about, need none of them.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """The text in simplified characters, of the same length; other scripts pass through."""
    if not any("\u3400" <= char <= "\u9fff" for char in text):
        return text
    converted: str = _converter().convert(text)
    return converted if len(converted) == len(text) else text


@lru_cache(maxsize=8192)
def sounds(char: str) -> frozenset[str]:
    """How a character may be read, without tones, and with the beginnings and endings that typing mixes
    up made one (``zh`` and ``z``, ``ing`` and ``in``)."""
    return frozenset(_loose(said) for said in spellings(char))


@lru_cache(maxsize=8192)
def spellings(char: str) -> tuple[str, ...]:
    """How a character is typed in Latin letters, without tones; the usual way first."""
    from pypinyin import Style, pinyin

    return tuple(dict.fromkeys(pinyin(char, style=Style.NORMAL, heteronym=True)[0]))


def _loose(said: str) -> str:
    for strict, loose in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if said.startswith(strict):
            said = loose + said[2:]
    return said[:-1] if said.endswith(("ang", "eng", "ing")) else said
