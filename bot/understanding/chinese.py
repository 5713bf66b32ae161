"""What Chinese needs: traditional characters made simplified, and how a character sounds.

opencc and pypinyin are loaded when the first text that needs them appears: most processes start
without them.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any


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
def sound(char: str) -> str:
    """The sound of a character without its tone, with the endings and beginnings that typing mixes up
    made one (``zh`` and ``z``, ``ing`` and ``in``)."""
    from pypinyin import lazy_pinyin

    said = str(lazy_pinyin(char)[0])
    for strict, loose in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if said.startswith(strict):
            said = loose + said[2:]
    return said[:-1] if said.endswith(("ang", "eng", "ing")) else said
