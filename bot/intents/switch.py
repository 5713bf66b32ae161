"""On, off, toggle; open and close: the two are one wish, for "打开" says both and a curtain may have either.

Devices without a switch are started and stopped by what they have: a robot by ``start``, a player by
``play`` and ``pause`` (rule 15), a lock by its bolt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.home.capability import Action, Capability, Key, Lock, OnOff, Range, writable
from bot.home.command import Change, Command, Flip, SetTo
from bot.home.fit import Misfit, Reason
from bot.home.house import Device
from bot.home.request import Question
from bot.intents.wish import Fulfilment, Wish
from bot.understanding.clause import Clause
from bot.understanding.kinds import ANYTHING
from bot.understanding.pieces import Concept, Mention
from bot.understanding.spoken import Spoken

NEVER_ALL = ("openable", "lock", "sensor", "camera")
"""Types that "everything" never reaches (rule 4)."""

HOT = ("iron", "cooking", "thermostat")
STARTED = ("vacuum_cleaner", "lawn_mower", "washing_machine", "dishwasher")
"""Types that begin to work when switched on: "everything on" does not start them either."""

STARTS = {True: ("start", "play", "resume"), False: ("stop", "pause", "dock")}


@dataclass(frozen=True)
class Switch:
    """``value`` None flips. ``opening``: said with the words of doors; ``lighting``: with those of
    switches; ``glowing``: with those that are said of lamps alone where no thing is named."""

    value: bool | None
    opening: bool = False
    lighting: bool = True
    glowing: bool = False
    question: Question | None = None

    def on(self, device: Device) -> Fulfilment:
        if device.is_a("openable") or self.opening:
            found = self._opened(device)
            if found:
                return found
        switch = next((c for c in device.capabilities if isinstance(c, OnOff)), None)
        if switch is not None and (self.lighting or device.type in ANYTHING):
            return self._command(device, switch)
        return self._opened(device) or self._started(device) or _cannot(device)

    @property
    def lights_up(self) -> bool:
        """Whether a room of which this is said gets light."""
        return (self.value is True and not self.opening) or self.glowing

    def suits(self, device: Device) -> bool:
        if not self.lighting:
            return device.is_a("openable") and not isinstance(self.on(device), Reason)
        if _is_a(device, NEVER_ALL):
            return False
        if self.value is not False and (device.sensitive or _is_hot(device) or _is_a(device, STARTED)):
            return False
        return any(isinstance(c, OnOff) and writable(c) for c in device.capabilities)

    def _change(self) -> Change:
        return Flip() if self.value is None else SetTo(self.value)

    def _command(self, device: Device, capability: Capability) -> Fulfilment:
        if capability.read_only:
            return Reason(Misfit.READ_ONLY)
        return (Command(device.id, Key(capability.kind, capability.instance), self._change()),)

    def _opened(self, device: Device) -> Fulfilment | None:
        for capability in device.capabilities:
            match capability:
                case OnOff() if device.is_a("openable"):
                    return self._command(device, capability)
                case Lock() if self.opening:
                    change = Flip() if self.value is None else SetTo(not self.value)
                    return (Command(device.id, Key("lock", "lock"), change),)
        opening = device.capability(Key("range", "open"))
        if isinstance(opening, Range) and self.value is not None:
            ends = opening.limits
            value = (ends.max if self.value else ends.min) if ends else (100 if self.value else 0)
            return (Command(device.id, Key("range", "open"), SetTo(value)),)
        return None

    def _started(self, device: Device) -> Fulfilment | None:
        if self.value is None:
            return None
        offered = {c.instance for c in device.capabilities if isinstance(c, Action)}
        for name in STARTS[self.value]:
            if name in offered:
                return (Command(device.id, Key("action", name), SetTo(None)),)
        return None


def _cannot(device: Device) -> Reason:
    return Reason(Misfit.NO_CAPABILITY, tuple(c.name or c.instance for c in device.capabilities))


def _is_hot(device: Device) -> bool:
    return _is_a(device, HOT) and not device.is_a("thermostat.ac")


def _is_a(device: Device, types: Sequence[str]) -> bool:
    return any(device.is_a(type_) for type_ in types)


LIT: dict[bool, tuple[str, ...]] = {
    True: ("action.turn_on", "state.on"),
    False: ("action.turn_off", "state.off"),
}
OPENED: dict[bool, tuple[str, ...]] = {
    True: ("action.open", "state.open"),
    False: ("action.close", "state.closed"),
}


SAYS = (
    *(f"action.{verb}" for verb in ("turn_on", "turn_off", "toggle", "set", "open", "close")),
    "state",
)


FOR_A_TIME = ("set", "schedule", "program")


def read(clause: Clause) -> Sequence[Wish]:
    heating = ("property.temperature",) if clause.has("kind.thermostat") else ()
    if clause.asks or clause.numbers or not clause.says_only(*SAYS, *heating) or _tells_where(clause):
        return ()
    if clause.has("action.toggle") or (clause.has("action.set") and clause.has("ask.status")):
        return [Switch(None, opening=True)]
    if opens_house(clause):
        return ()
    lit = [value for value, ids in LIT.items() if clause.has(*ids)]
    opened = [value for value, ids in OPENED.items() if clause.has(*ids)]
    values: set[bool] = {*lit, *opened}
    if not values and clause.times and _is_set(clause):
        return [Switch(True)]
    if len(values) != 1:
        return ()
    glowing = clause.has("small.glow") and not opened
    return [Switch(values.pop(), opening=bool(opened), lighting=bool(lit), glowing=glowing)]


def _tells_where(clause: Clause) -> bool:
    """ "They live on the first floor": before a place alone, "on" switches nothing."""
    phrases = clause.target.phrases
    if clause.has("action.turn_on") or not phrases or not all(p.only_places for p in phrases):
        return False
    said = [p for p in clause.pieces if not (isinstance(p, Concept) and p.ids[0].startswith("small."))]
    starts = {place.start for phrase in phrases for place in phrase.places}
    return any(
        isinstance(p, Concept) and p.ids == ("state.on",) and q.start in starts for p, q in pairwise(said)
    )


def opens_house(clause: Clause) -> bool:
    """ "Open the house": everything is never opened (rule 4), "a lift home" opens nothing, and what is "close
    to home" closes nothing."""
    phrases = clause.target.phrases
    places = [place for phrase in phrases if phrase.only_places for place in phrase.places]
    whole = bool(phrases) and len(places) == len(phrases) and all(_is_home(place) for place in places)
    if clause.has("action.close") and any(phrase.all for phrase in phrases):
        return False  # "close everything in the house"
    moves = clause.has("action.open", "state.open", "action.close", "state.closed")
    return whole and moves and not clause.has("action.turn_on", "action.turn_off")


def _is_home(place: Mention | Spoken) -> bool:
    return isinstance(place, Spoken) and place.id == "home"


def _is_set(clause: Clause) -> bool:
    """ "Set the coffee machine for six thirty": for that time it is switched on."""
    verbs = [p.said for p in clause.pieces if isinstance(p, Concept) and "action.set" in p.ids]
    things = any(phrase.names or phrase.kinds for phrase in clause.target.phrases)
    if not verbs and not clause.gaps and all(time.fragment.length for time in clause.times):
        return things  # "the fan for ten minutes"
    return things and bool(verbs) and all(verb in FOR_A_TIME for verb in verbs)
