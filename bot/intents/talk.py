"""The bot's own business, asked for by words: help, the list of devices, the language, never mind."""

from __future__ import annotations

from bot.home.request import Cancel, Manage, Request
from bot.understanding.clause import Clause

SMALL = ("small.", "link.", "talk.", "ask.")


def read(clause: Clause) -> Request | None:
    """A request of its own, when nothing but such words was said."""
    said = clause.all_of("talk")
    if not said or clause.gaps or clause.numbers or not clause.target.empty:
        return None
    if not all(id_.startswith(SMALL) for id_ in clause.ids):
        return None
    return Cancel() if said[0] == "cancel" else Manage(said[0])
