"""Colours and whites of light: "make it red", «тёплый белый», "4000 K", "灯调成蓝色"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.home.capability import Color, Hsv, Key
from bot.home.command import Change, Command, SetTo, ShiftBy
from bot.home.fit import Misfit, Reason, misfit
from bot.home.house import Device
from bot.home.request import Question
from bot.intents.wish import Fulfilment, Wish
from bot.understanding.clause import Clause

COLOURS: dict[str, Hsv] = {
    "red": Hsv(0, 100, 100),
    "orange": Hsv(30, 100, 100),
    "yellow": Hsv(55, 100, 100),
    "green": Hsv(120, 100, 100),
    "cyan": Hsv(180, 100, 100),
    "blue": Hsv(240, 100, 100),
    "purple": Hsv(275, 100, 100),
    "magenta": Hsv(300, 100, 100),
    "pink": Hsv(340, 60, 100),
    "azure": Hsv(205, 75, 100),
    "turquoise": Hsv(174, 80, 100),
    "mint": Hsv(150, 50, 100),
    "lime": Hsv(85, 100, 100),
    "emerald": Hsv(140, 85, 90),
    "gold": Hsv(45, 100, 100),
    "amber": Hsv(40, 100, 100),
    "coral": Hsv(16, 75, 100),
    "peach": Hsv(28, 50, 100),
    "crimson": Hsv(348, 90, 90),
    "raspberry": Hsv(335, 85, 90),
    "lavender": Hsv(265, 45, 100),
    "lilac": Hsv(285, 50, 100),
    "brown": Hsv(25, 80, 60),
}
WHITES = {"warm": 2700, "neutral": 4300, "daylight": 5600, "cold": 6200}
"""Kelvin (rule 14)."""

COLOURLESS = {
    "warm": Hsv(30, 30, 100),
    "neutral": Hsv(0, 0, 100),
    "daylight": Hsv(0, 0, 100),
    "cold": Hsv(210, 8, 100),
}
"""What stands for a white where a lamp knows colours only."""

SHADES: dict[str, tuple[float, float]] = {
    "light": (0.5, 1),
    "dark": (1, 0.5),
    "bright": (1, 1),
    "pale": (0.35, 1),
}
"""What a shade makes of a colour's saturation and value."""

KELVIN_STEP = 500
ANOTHER = 120
"""Degrees of hue to another colour, where any other was asked for."""


@dataclass(frozen=True)
class Paint:
    """``colour`` or ``kelvin`` is set; ``direction`` makes the white colder (1) or warmer (-1)."""

    colour: str | None = None
    shade: str | None = None
    white: str | None = None
    kelvin: float | None = None
    direction: int | None = None
    named_only: bool = False
    question: Question | None = None

    def on(self, device: Device) -> Fulfilment:
        found = next((c for c in device.capabilities if isinstance(c, Color)), None)
        if found is None:
            return Reason(Misfit.NO_CAPABILITY, tuple(c.name or c.instance for c in device.capabilities))
        if found.read_only:
            return Reason(Misfit.READ_ONLY)
        instance, change = self._change(found)
        if isinstance(change, SetTo):
            reason = misfit(found, instance, change.value)
            if reason:
                return reason
        return (Command(device.id, Key("color", instance), change, "kelvin" if self.kelvin else None),)

    def suits(self, device: Device) -> bool:
        return (
            not self.named_only
            and device.is_a("light")
            and any(isinstance(c, Color) for c in device.capabilities)
        )

    def _change(self, lamp: Color) -> tuple[str, Change]:
        if self.direction is not None:
            return "temperature_k", ShiftBy(KELVIN_STEP * self.direction, sized=False)
        if self.kelvin is not None:
            return "temperature_k", SetTo(self.kelvin)
        if self.white is not None:
            limits = lamp.temperature_k
            if limits:
                return "temperature_k", SetTo(limits.snap(WHITES[self.white]))
            return "color", SetTo(COLOURLESS[self.white])
        if self.colour is None:
            return "color", SetTo(_another(lamp.value))
        return "color", SetTo(_shaded(COLOURS[self.colour], self.shade))


def _another(now: Hsv | float | str | None) -> Hsv:
    """A colour that is clearly not the one that is lit."""
    return Hsv((now.h + ANOTHER) % 360, 100, 100) if isinstance(now, Hsv) else COLOURS["blue"]


def _shaded(colour: Hsv, shade: str | None) -> Hsv:
    saturation, value = SHADES.get(shade or "", (1, 1))
    return Hsv(colour.h, round(colour.s * saturation), round(colour.v * value))


SAYS = ("action.set", "action.turn_on", "change", "colour", "shade", "white", "property", "state.on")


def read(clause: Clause) -> Sequence[Wish]:
    opens = ("action.open",) if clause.has("action.turn_on") else ()  # "开" says both
    if clause.asks or clause.is_bare or not clause.says_only(*SAYS, *opens):
        return ()
    colours, whites = clause.all_of("colour"), clause.all_of("white")
    kelvin = next((n.value for n in clause.numbers if n.unit == "kelvin"), None)
    if kelvin is None and clause.has("property.temperature_k") and len(clause.numbers) == 1:
        kelvin = clause.numbers[0].value
    if kelvin is not None:
        return [Paint(kelvin=kelvin)]
    if len(colours) == 1 and not clause.numbers and colours[0] in COLOURS:
        return [Paint(colour=colours[0], shade=clause.one_of("shade"))]
    if len(whites) == 1 and not clause.numbers and not colours:
        return [Paint(white=whites[0])]
    if not clause.numbers and not colours and _asks_for_another(clause):
        return [Paint()]
    about_white = clause.has("property.temperature_k", "property.color")
    if about_white and clause.has("change.up", "change.down") and not clause.numbers:
        warmer = clause.has("property.temperature") == clause.has("change.up")
        return [Paint(direction=-1 if warmer else 1)]
    return ()


def _asks_for_another(clause: Clause) -> bool:
    """ "Change the colour of the lights": any other will do."""
    says_more = any(i.startswith(("change.", "white.", "shade.")) for i in clause.ids)
    return clause.has("property.color") and clause.has("action.set", "action.turn_on") and not says_more


def read_warmth(clause: Clause) -> Sequence[Wish]:
    """ "Warmer", said of a lamp, is the colour of its white; of anything else it is a temperature."""
    if clause.asks or clause.numbers or not clause.says_only(*SAYS) or not clause.has("property.temperature"):
        return ()
    if clause.has("change.up"):
        return [Paint(direction=-1, named_only=True)]
    return [Paint(direction=1, named_only=True)] if clause.has("change.down") else ()
