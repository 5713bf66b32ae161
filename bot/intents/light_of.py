"""The lamp that is a part of something else: "油烟机的灯打开", "the hood's light on"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.home.capability import Key, Toggle
from bot.home.command import Command, SetTo
from bot.home.fit import Misfit, Reason
from bot.home.house import Device
from bot.home.request import Question
from bot.intents.switch import LIT
from bot.intents.wish import Fulfilment, Wish
from bot.understanding.clause import Clause
from bot.understanding.spoken import Phrase

BACKLIGHT = Key("toggle", "backlight")


@dataclass(frozen=True)
class LightOf:
    """``passes_over``: the kind that is said beside the name and is no kind of the thing."""

    value: bool
    question: Question | None = None
    passes_over: str = "light"

    def on(self, device: Device) -> Fulfilment:
        if device.is_a("light") or not isinstance(device.capability(BACKLIGHT), Toggle):
            return Reason(Misfit.NO_CAPABILITY, tuple(c.name or c.instance for c in device.capabilities))
        return (Command(device.id, BACKLIGHT, SetTo(self.value)),)

    def suits(self, device: Device) -> bool:
        return not isinstance(self.on(device), Reason)


def read(clause: Clause) -> Sequence[Wish]:
    phrases = clause.target.phrases
    named = phrases and all(map(_has_light, phrases))
    lit = [value for value, ids in LIT.items() if clause.has(*ids)]
    verbs = ("turn_on", "turn_off", "open", "close")
    if not named or len(lit) != 1 or clause.asks or clause.numbers:
        return ()
    if not clause.says_only(*(f"action.{verb}" for verb in verbs), "state"):
        return ()
    return [LightOf(lit[0])]


def _has_light(phrase: Phrase) -> bool:
    """Whether a light is spoken of, and what it belongs to."""
    kinds = [kind.id for kind in phrase.kinds]
    return kinds[-1:] == ["light"] and bool(phrase.names or kinds[:-1])
