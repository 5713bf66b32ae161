"""What the present work was caused by, so that every line of the log can say it.

The name belongs to the present task and whatever it awaits or starts: it goes from an update of Telegram to
the last call of a vendor without being handed on by anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

NOTHING = "-"
_CAUSE: ContextVar[str] = ContextVar("cause", default=NOTHING)


@contextmanager
def caused_by(name: str) -> Iterator[None]:
    """Everything logged inside, and by what is started inside, bears this name: ``u100000123``."""
    before = _CAUSE.set(name)
    try:
        yield
    finally:
        _CAUSE.reset(before)


def cause() -> str:
    return _CAUSE.get()
