"""The bot's own business, asked for by words: help, devices, the language, never mind; and politeness."""

from __future__ import annotations

from bot.home.request import Cancel, Manage, Request
from bot.understanding.clause import Clause

SMALL = ("small.", "link.", "talk.", "ask.")


def read(clause: Clause) -> Request | None:
    """A request of its own, when nothing but such words was said."""
    if clause.gaps or clause.numbers or not clause.target.empty:
        return None
    if clause.times and not clause.has("talk.timers", "talk.cancel_timers"):
        return None  # "no, at nine"
    if not all(id_.startswith(SMALL) for id_ in clause.ids):
        return None
    said = clause.all_of("talk")
    if not said:
        return _polite(clause)
    match said[0]:
        case "cancel":
            return Cancel(revokes="undo" in said)
        case "cancel_timers":
            return Manage("timers", {"cancel": True})
        case intent:
            return Manage(intent)


def read_watches(clause: Clause) -> Request | None:
    """ "Stop watching the window": of which watches that may be, the list shows, and ends them at a tap."""
    quiet = (*SMALL, "kind.", "room.", "place.")
    if "watch" in clause.all_of("talk") and all(id_.startswith(quiet) for id_ in clause.ids):
        return None if clause.gaps or clause.numbers else Manage("watch")
    return None


def read_why(clause: Clause) -> Request | None:
    """«Почему ты выключил свет», "why did the fan come on": what was done last is explained, whatever it was
    done to."""
    quiet = (*SMALL, "kind.", "room.", "place.", "pick.", "action.", "state.")
    if "why" in clause.all_of("talk") and all(id_.startswith(quiet) for id_ in clause.ids):
        return None if clause.gaps or clause.numbers else Manage("why")
    return None


def _polite(clause: Clause) -> Request | None:
    """Thanks and greetings are answered; with anything beside them they are passed over."""
    if not all(id_.startswith("small.") for id_ in clause.ids):
        return None
    if clause.has("small.thanks"):
        return Manage("thanks")
    return Manage("hello") if clause.has("small.hello") else None
