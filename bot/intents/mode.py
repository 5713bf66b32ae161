"""Modes by name: "set the air conditioner to cool", «вентилятор на среднюю», "风扇调到高档"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.home.capability import Choice, Key, Mode
from bot.home.command import Command, SetTo, ShiftBy
from bot.home.fit import Misfit, Reason
from bot.home.house import Device
from bot.home.request import Question
from bot.intents.properties import instances
from bot.intents.switch import Switch
from bot.intents.wish import Fulfilment, Wish
from bot.understanding.clause import Clause

SAME: dict[str, tuple[str, ...]] = {
    "low": ("low", "min", "slow", "quiet", "one"),
    "medium": ("medium", "mid", "normal", "two"),
    "high": ("high", "max", "fast", "turbo", "three"),
    "heat": ("heat", "heating"),
    "cool": ("cool", "cooling"),
    "night": ("night", "sleep"),
    "auto": ("auto", "automatic"),
    "quiet": ("quiet", "silent", "low"),
    "turbo": ("turbo", "boost", "high"),
}
"""The vendors' words for a mode, nearest first."""


@dataclass(frozen=True)
class Choose:
    """``mode`` is the lexicon's; ``instances`` narrow down which of a device's modes is meant."""

    mode: str
    instances: tuple[str, ...] = ()
    question: Question | None = None

    def on(self, device: Device) -> Fulfilment:
        modes = [c for c in device.capabilities if isinstance(c, Mode) and not c.read_only]
        modes = [m for m in modes if m.instance in self.instances] or modes
        if not modes:
            return Reason(Misfit.NO_CAPABILITY, tuple(c.name or c.instance for c in device.capabilities))
        for value in SAME.get(self.mode, (self.mode,)):
            for mode in modes:
                if any(choice.value == value for choice in mode.choices):
                    return (Command(device.id, Key("mode", mode.instance), SetTo(value)),)
        return Reason(Misfit.NOT_A_CHOICE, _all_choices(modes))

    def suits(self, device: Device) -> bool:
        return not isinstance(self.on(device), Reason)


@dataclass(frozen=True)
class Heat:
    """ "Put the heating on": a heater is switched on, and where there is none an air conditioner heats."""

    question: Question | None = None

    def on(self, device: Device) -> Fulfilment:
        return Switch(True).on(device) if _is_heater(device) else Choose("heat").on(device)

    def suits(self, device: Device) -> bool:
        return device.is_a("thermostat") and not isinstance(self.on(device), Reason)

    def prefers(self, device: Device) -> bool:
        return _is_heater(device)


def _is_heater(device: Device) -> bool:
    return device.is_a("thermostat") and not device.is_a("thermostat.ac")


@dataclass(frozen=True)
class NextMode:
    """A step through an ordered mode: "faster" for a fan that knows low, medium and high."""

    direction: int
    instances: tuple[str, ...]
    question: Question | None = None

    def on(self, device: Device) -> Fulfilment:
        modes = {c.instance: c for c in device.capabilities if isinstance(c, Mode)}
        found = next((modes[i] for i in self.instances if i in modes), None)
        if found is None:
            return Reason(Misfit.NO_CAPABILITY, tuple(c.name or c.instance for c in device.capabilities))
        return (Command(device.id, Key("mode", found.instance), ShiftBy(self.direction, sized=False)),)

    def suits(self, device: Device) -> bool:
        return not isinstance(self.on(device), Reason)


def nth(device: Device, number: float) -> tuple[Command, ...]:
    """ "The second speed" of a device whose speeds are modes; the automatic one is not counted."""
    for mode in (c for c in device.capabilities if isinstance(c, Mode) and not c.read_only):
        speeds = [choice.value for choice in mode.choices if choice.value not in ("auto", "0")]
        if mode.instance in instances("speed") and number in range(1, len(speeds) + 1):
            return (Command(device.id, Key("mode", mode.instance), SetTo(speeds[int(number) - 1])),)
    return ()


def outermost(device: Device, end: str) -> tuple[Command, ...]:
    """The first or the last speed of a device whose maker numbers them; none where it does not."""
    for mode in (c for c in device.capabilities if isinstance(c, Mode) and not c.read_only):
        numbered = mode.choices and all(choice.value.isdigit() for choice in mode.choices)
        if mode.instance in instances("speed") and numbered and end in ("max", "min"):
            speeds = [choice.value for choice in mode.choices if choice.value != "0"]
            if speeds:
                value = max(speeds, key=int) if end == "max" else min(speeds, key=int)
                return (Command(device.id, Key("mode", mode.instance), SetTo(value)),)
    return ()


def _all_choices(modes: Sequence[Mode]) -> tuple[Choice, ...]:
    return tuple(choice for mode in modes for choice in mode.choices)


SAYS = ("action.set", "action.turn_on", "action.run", "change", "mode", "property", "state.on")


def read(clause: Clause) -> Sequence[Wish]:
    if clause.asks or clause.numbers or clause.is_bare or not clause.says_only(*SAYS):
        return ()
    property_, mode = clause.one_of("property"), clause.one_of("mode")
    about_rooms = all(phrase.only_places for phrase in clause.target.phrases)
    direction = 1 if clause.has("change.up") else -1 if clause.has("change.down") else None
    if mode and direction and property_ is None:
        return ()  # "turn the heating up" makes it warmer, and chooses no mode
    if mode == "heat" and clause.target.empty and clause.has("state.on", "action.turn_on"):
        return [Heat()]
    if mode and (property_ or clause.target.empty or not about_rooms):
        return [Choose(mode, instances(property_) if property_ else ())]
    if direction and property_ == "speed":
        return [NextMode(direction, instances("speed"))]
    return ()
