"""Wishes without a verb: "it's too dark in here", «холодно», "有点热" (rule 7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.home.capability import Key
from bot.home.fit import Reason
from bot.home.house import Device
from bot.home.request import Question
from bot.intents.adjust import Adjust
from bot.intents.amount import Amount
from bot.intents.properties import instances
from bot.intents.switch import Switch
from bot.intents.wish import Fulfilment, Wish
from bot.understanding.clause import Clause
from bot.understanding.kinds import ANYTHING

REMEDIES: dict[str, tuple[str, int]] = {
    "bright": ("brightness", -1),
    "cold": ("temperature", 1),
    "hot": ("temperature", -1),
    "loud": ("volume", -1),
    "quiet": ("volume", 1),
    "dry": ("humidity", 1),
}

PLAYERS = ("media_device", "speaker", "smart_speaker")
HELPERS: dict[str, tuple[str, ...]] = {
    "brightness": ("light",),
    "temperature": ("thermostat",),
    "volume": PLAYERS,
    "humidity": ("humidifier",),
}
"""The types whose devices can change what is felt."""


SWITCHED_ON = {"cold": "heater", "hot": "fan", "dry": "humidifier"}
"""The kinds of what helps by running, where nothing in the room can be set."""


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


@dataclass(frozen=True)
class Freshen:
    """Where it is stuffy the ventilation is switched on."""

    question: Question | None = None

    def on(self, device: Device) -> Fulfilment:
        return Switch(True).on(device)

    def suits(self, device: Device) -> bool:
        return any(device.is_a(type_) for type_ in ("ventilation", "purifier"))


@dataclass(frozen=True)
class Relieve:
    """Climate, sound or damp is changed by the devices made for it: no kettle helps against the cold.

    ``helper``: the kind of what helps as well by being switched on, on whatever socket it hangs.
    """

    adjust: Adjust
    types: tuple[str, ...]
    helper: str | None = None
    question: Question | None = None
    reaches_far: bool = True
    """Whether it helps in a room where there is nothing of the sort to change it next door."""

    def on(self, device: Device) -> Fulfilment:
        runs = device.type in ANYTHING or device.is_a("ventilation.fan")
        return Switch(True).on(device) if runs else self.adjust.on(device)

    def suits(self, device: Device) -> bool:
        return any(device.is_a(type_) for type_ in self.types) and not isinstance(self.on(device), Reason)

    def favours(self, device: Device) -> bool:
        """What runs already is what people feel."""
        switch = device.capability(Key("on_off", "on"))
        return switch is not None and switch.value is True


def read(clause: Clause) -> Sequence[Wish]:
    feeling = clause.one_of("wish")
    if feeling is None or clause.asks or clause.numbers or not clause.says_only("wish", "change.little"):
        return ()
    if feeling == "dark":
        return [Lighten()]
    if feeling == "stuffy":
        return [Freshen()]
    if feeling not in REMEDIES:
        return ()
    property_, direction = REMEDIES[feeling]
    relief = Adjust(instances(property_), Amount(direction=direction))
    return [Relieve(relief, HELPERS[property_], SWITCHED_ON.get(feeling))]
