"""What may stand before a button's data: whose it is, ``@<person>:``, or its card's home, ``#<home>:``."""

from __future__ import annotations

import re

from bot.telegram.buttons.tokens import DATA_LIMIT, UnpackableError


def bind(data: str, person: int) -> str:
    """Data of a button that only this person may press: for cards that stand where anybody can see them."""
    bound = f"@{person}:{data}"
    if len(bound.encode()) > DATA_LIMIT:
        raise UnpackableError(f"{len(bound.encode())} bytes with whose it is")
    return bound


def unbind(data: str) -> tuple[str, int | None]:
    """The data without whose button it is, and who that is; None where anybody may press."""
    bound = re.fullmatch(r"@(\d{1,16}):(.*)", data, re.ASCII | re.DOTALL)
    return (bound[2], int(bound[1])) if bound else (data, None)


def mark(data: str, home: int) -> str | None:
    """Data of a button on a card that speaks for this home; None where it would grow too long."""
    marked = f"#{home}:{data}"
    return marked if len(marked.encode()) <= DATA_LIMIT else None


def unmark(data: str) -> tuple[str, int | None]:
    """The data without its home, and that home; None where the card speaks for none."""
    marked = re.fullmatch(r"#([1-9]\d{0,14}):(.*)", data, re.ASCII | re.DOTALL)
    return (marked[2], int(marked[1])) if marked else (data, None)
