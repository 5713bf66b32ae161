"""Wishes without a verb: "it's too dark in here", «холодно», "有点热" (rule 7)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.intents.adjust import Adjust, Amount
from bot.intents.properties import instances
from bot.intents.switch import Switch
from bot.intents.wish import Wish
from bot.understanding.clause import Clause

REMEDIES: dict[str, tuple[str, int]] = {
    "bright": ("brightness", -1),
    "cold": ("temperature", 1),
    "hot": ("temperature", -1),
    "loud": ("volume", -1),
    "quiet": ("volume", 1),
    "dry": ("humidity", 1),
}


def read(clause: Clause) -> Sequence[Wish]:
    feeling = clause.one_of("wish")
    if feeling is None or clause.asks or clause.numbers or not clause.says_only("wish"):
        return ()
    if feeling == "dark":
        return [Adjust(("brightness",), Amount(direction=1)), Switch(True)]
    if feeling not in REMEDIES:
        return ()
    property_, direction = REMEDIES[feeling]
    return [Adjust(instances(property_), Amount(direction=direction))]
