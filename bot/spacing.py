"""A space between Chinese and a name in other letters, where a sentence and a value meet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter

OPENING, CLOSING = re.compile(r"(<[a-z][^<>]*>)+$"), re.compile(r"^(</[a-z]+>)+")
TAGS_BEFORE, TAGS_AFTER = re.compile(r"^(</?[a-z][^<>]*>)+"), re.compile(r"(</?[a-z][^<>]*>)+$")
HAN = re.compile(r"[\u3400-\u9fff]")


def filled(sentence: str, values: Mapping[str, str]) -> str:
    """``str.format_map`` that puts a space wherever a Chinese character and another script's letter meet.

    Tags between them are seen through: the space stands outside what they mark.
    """
    text = ""
    for piece in _pieces(sentence, values):
        before, after = TAGS_AFTER.sub("", text)[-1:], TAGS_BEFORE.sub("", piece)[:1]
        if not _touch(before, after):
            text += piece
        elif closing := CLOSING.match(piece):
            text += f"{closing[0]} {piece[closing.end() :]}"
        elif opening := OPENING.search(text):
            text = f"{text[: opening.start()]} {opening[0]}{piece}"
        else:
            text += f" {piece}"
    return text


def _pieces(sentence: str, values: Mapping[str, str]) -> Iterator[str]:
    for literal, name, _, _ in Formatter().parse(sentence):
        yield literal
        if name is not None:
            yield values[name]


def _touch(before: str, after: str) -> bool:
    letters = (_is_han(before), _is_other_letter(after)), (_is_other_letter(before), _is_han(after))
    return any(left and right for left, right in letters)


def _is_han(sign: str) -> bool:
    return HAN.match(sign) is not None


def _is_other_letter(sign: str) -> bool:
    return sign.isalpha() and not _is_han(sign)
