"""What was looked up for a request is not looked up for it a second time.

Dealing with a message or a press, several parts ask the memory who speaks, or of which home a chat is about.
Inside ``looking_once`` an answer holds until the end of it, or until the request changes something. This
belongs to the present task and whatever it awaits or starts, as in bot/home/background.py; what goes on after
the end looks for itself.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")


class _Answers:
    def __init__(self) -> None:
        self.known: dict[Hashable, Any] | None = {}  # None: it is over


_PRESENT: ContextVar[_Answers | None] = ContextVar("lookups", default=None)


@contextmanager
def looking_once() -> Iterator[None]:
    """Begins with nothing, also inside another one."""
    answers = _Answers()
    before = _PRESENT.set(answers)
    try:
        yield
    finally:
        answers.known = None
        _PRESENT.reset(before)


async def looked_up(what: Hashable, look: Callable[[], Awaitable[T]]) -> T:
    """What ``look`` answers, or has answered to the same before."""
    answers = _PRESENT.get()
    known = answers.known if answers else None
    if known is None:
        return await look()
    if what not in known:
        known[what] = await look()  # into what may have been forgotten meanwhile
    answer: T = known[what]
    return answer


def forget_lookups() -> None:
    """Something was changed, or is about to be."""
    answers = _PRESENT.get()
    if answers and answers.known is not None:
        answers.known = {}
