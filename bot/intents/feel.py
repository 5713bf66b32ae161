"""Wishes without a verb: "it's too dark in here", «холодно», "有点热" (rule 7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.home.capability import Key
from bot.home.fit import Reason
from bot.home.house import Device
from bot.home.request import Question
from bot.intents.adjust import Adjust, Amount
from bot.intents.properties import instances
from bot.intents.switch import Switch
from bot.intents.wish import Fulfilment, Wish
from bot.understanding.clause import Clause

REMEDIES: dict[str, tuple[str, int]] = {
    "bright": ("brightness", -1),
    "cold": ("temperature", 1),
    "hot": ("temperature", -1),
    "loud": ("volume", -1),
    "quiet": ("volume", 1),
    "dry": ("humidity", 1),
}


@dataclass(frozen=True)
class Lighten:
    """Where it is too dark the lamps are switched on; those that burn already become brighter."""

    question: Question | None = None

    def on(self, device: Device) -> Fulfilment:
        burning = device.capability(Key("on_off", "on"))
        if burning is not None and burning.value is True:
            return Adjust(("brightness",), Amount(direction=1)).on(device)
        return Switch(True).on(device)

    def suits(self, device: Device) -> bool:
        return device.is_a("light") and not isinstance(self.on(device), Reason)


def read(clause: Clause) -> Sequence[Wish]:
    feeling = clause.one_of("wish")
    if feeling is None or clause.asks or clause.numbers or not clause.says_only("wish"):
        return ()
    if feeling == "dark":
        return [Lighten()]
    if feeling not in REMEDIES:
        return ()
    property_, direction = REMEDIES[feeling]
    return [Adjust(instances(property_), Amount(direction=direction))]
