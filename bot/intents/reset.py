"""Factory resets: "factory reset the lamp", «сбрось лампу до заводских настроек», "把灯恢复出厂设置"."""

from __future__ import annotations

from bot.home.request import Manage, Request
from bot.understanding.clause import Clause
from bot.understanding.pieces import Holder

QUIET = ("small.", "link.", "talk.reset", "kind.", "room.", "place.", "change.down")


def read(clause: Clause) -> Request | None:
    """A request of its own, when a reset of something was said; of what, is asked where it is unclear."""
    if not clause.has("talk.reset") or clause.gaps or clause.numbers or clause.asks or clause.target.empty:
        return None
    if not all(id_.startswith(QUIET) for id_ in clause.ids):
        return None
    phrases = clause.target.phrases
    names = [named for phrase in phrases for name in phrase.names for named in name.named]
    devices = {named.id for named in names if named.holder is Holder.DEVICE}
    if len(phrases) != 1 or len(devices) != 1 or len(names) != 1:
        return Manage("reset")
    return Manage("reset", {"device": devices.pop()})
