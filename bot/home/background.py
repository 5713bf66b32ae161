"""Which vendor calls nobody asked for: marked here by whoever makes them, counted apart where they leave.

The mark belongs to the present task and whatever it awaits or starts, so that no signature between a job and
the wire has to carry it. Background calls are the ones that an account's daily budget limits; what a person
asked for is never refused for the budget.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_BACKGROUND: ContextVar[bool] = ContextVar("background", default=False)


@contextmanager
def background() -> Iterator[None]:
    """Everything called inside is made on the program's own account, not for a waiting person."""
    before = _BACKGROUND.set(True)
    try:
        yield
    finally:
        _BACKGROUND.reset(before)


def is_background() -> bool:
    return _BACKGROUND.get()
