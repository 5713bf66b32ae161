"""Questions: how warm it is, whether the lamp is on, which lights are, where the robot is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.home.capability import Capability, Event, Lock, OnOff, Range, Sensor
from bot.home.fit import Misfit, Reason
from bot.home.house import Device
from bot.home.request import Asked, Question, Reading
from bot.intents.properties import find
from bot.intents.wish import Fulfilment, Wish
from bot.understanding.clause import Clause

STATES: dict[str, tuple[str, bool]] = {
    "on": ("on", True),
    "off": ("on", False),
    "open": ("open", True),
    "closed": ("open", False),
    "locked": ("lock", True),
    "unlocked": ("lock", False),
}


@dataclass(frozen=True)
class Inquiry:
    """``property`` None asks about everything; ``state`` is ``on``, ``open`` or ``lock``."""

    question: Question | None
    property: str | None = None
    state: str | None = None

    def on(self, device: Device) -> Fulfilment:
        if self.state:
            instance = _state_instance(device, self.state)
            return Reading(device.id, instance) if instance else Reason(Misfit.NO_CAPABILITY)
        if self.property is None:
            return Reading(device.id)
        found = find(device, self.property) or _only_sensor(device)
        return Reading(device.id, found.instance) if found else Reason(Misfit.NO_CAPABILITY)

    def suits(self, device: Device) -> bool:
        if self.state:
            return _state_instance(device, self.state) is not None
        if self.property is None:
            return False
        return find(device, self.property) is not None

    def prefers(self, device: Device) -> bool:
        """Of all that could tell, what senses the very property tells best, and of bolts the lock."""
        if self.state == "lock":
            return any(isinstance(c, Lock) for c in device.capabilities)
        found = find(device, self.property) if self.property else None
        return isinstance(found, Sensor | Event)


def _only_sensor(device: Device) -> Capability | None:
    """What a device that measures one thing measures."""
    measured = [c for c in device.capabilities if isinstance(c, Sensor | Event)]
    return measured[0] if len(measured) == 1 == len(device.capabilities) else None


def _state_instance(device: Device, state: str) -> str | None:
    """The instance that tells whether a device is on, open or locked."""
    for capability in device.capabilities:
        match capability:
            case Lock() if state in ("lock", "open"):
                return "lock"
            case OnOff() if state == "on" or device.is_a("openable"):
                return "on"
            case Range(instance="open") | Event(instance="open") if state in ("open", "on"):
                return "open"
            case Event(instance=instance) if state == "on" and len(device.capabilities) == 1:
                return instance
    return None


FELT = {
    "cold": "temperature",
    "hot": "temperature",
    "dry": "humidity",
    "stuffy": "co2",
    "dark": "light_level",
    "bright": "brightness",
    "loud": "volume",
    "quiet": "volume",
}
"""What "is it cold in there?" asks for."""


SAYS = (
    "wish",
    "state",
    "being",
    "property",
    "change",
    "mode",
    "action.set",
    "action.toggle",
    "action.locate",
)


ABOUT_EVERYTHING = frozenset(("ask.what", "ask.how", "ask.tell", "ask.status", "ask.which", "ask.is"))
"""What a question may begin with that asks for no property and no state."""


DONE = {
    "action.turn_on": "on",
    "action.turn_off": "off",
    "action.open": "open",
    "action.close": "closed",
    "action.lock": "locked",
    "action.unlock": "unlocked",
}
"""Whether somebody did it is asked of the state that it leads to."""


def read(clause: Clause) -> Sequence[Wish]:
    done = _done(clause)
    if not clause.asks or not clause.says_only(*SAYS, *(DONE if done else ())):
        return ()
    if clause.has("ask.where") and not (clause.all_of("state") or clause.all_of("being")):
        return [Inquiry(Question(Asked.WHERE))]
    states = [*clause.all_of("state"), *clause.all_of("being"), *done]
    state = next((STATES[s] for s in states if s in STATES), None)
    property_ = clause.one_of("property") or _by_unit(clause)
    if clause.has("property.presence", "being.occupied", "being.empty"):
        return [Inquiry(_asked(clause, not clause.has("being.empty")), "presence")]
    if state and not property_:
        return [Inquiry(_asked(clause, state[1]), state=state[0])]
    felt = FELT.get(clause.one_of("wish") or "")
    if felt and property_ is None:
        return [Inquiry(Question(Asked.VALUE), felt)]
    if property_ is None and not ABOUT_EVERYTHING.isdisjoint(clause.ids):
        return [Inquiry(Question(Asked.VALUE))]
    return [Inquiry(Question(Asked.VALUE), property_)] if property_ else ()


def _by_unit(clause: Clause) -> str | None:
    """ "How many degrees are there in the bedroom": the unit tells what is asked for."""
    counts = clause.has("ask.how_many", "ask.what") and not clause.numbers
    return "temperature" if counts and clause.has("unit.degree", "unit.celsius") else None


def _done(clause: Clause) -> tuple[str, ...]:
    """ "Did you lock the door" asks of the lock; "开了几盏灯": Chinese counts by the verb that switches."""
    if not clause.has("ask.how_many", "ask.which", "ask.is"):
        return ()
    return next(((state,) for verb, state in DONE.items() if clause.has(verb)), ())


def _asked(clause: Clause, value: bool) -> Question:
    if clause.has("ask.how_many"):
        return Question(Asked.HOW_MANY, value)
    if clause.has("ask.which", "ask.where") or (
        clause.has("ask.what") and not clause.has("ask.is", "ask.whether", "ask.tag")
    ):
        return Question(Asked.WHICH, value)
    quantifier = "all" if clause.has("pick.all") else "any" if clause.has("pick.any") else None
    return Question(Asked.IS, value, quantifier)
