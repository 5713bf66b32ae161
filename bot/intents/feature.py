"""What only some devices can do, by the names that their makers gave it.

"Turn on the child lock", «поставь стирку на экспресс», "重置滤芯", "how long is the remaining time".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.home.capability import (
    Action,
    Capability,
    Choice,
    Color,
    Event,
    Key,
    Mode,
    Range,
    Sensor,
    Toggle,
    choices_of,
    writable,
)
from bot.home.command import Change, Command, Flip, SetTo
from bot.home.fit import Misfit, Reason, misfit
from bot.home.house import Device
from bot.home.request import Asked, Question, Reading
from bot.intents.adjust import Adjust
from bot.intents.amount import Amount, amount_of
from bot.intents.wish import Fulfilment, Wish
from bot.understanding.clause import Clause
from bot.understanding.features import key_of, names_of, spelt

Keys = frozenset[str]


@dataclass(frozen=True)
class Make:
    """``said`` are the features that were named, each by its possible keys; ``value`` None flips."""

    said: tuple[Keys, ...]
    value: bool | None = True
    amount: Amount | None = None
    actions_only: bool = False
    no_actions: bool = False
    question: Question | None = None

    def on(self, device: Device) -> Fulfilment:
        found = [done for c in _named(device, self.said) if (done := self._done(device, c)) is not None]
        good = next((done for done in found if not isinstance(done, Reason)), None)
        return good or next(iter(found), Reason(Misfit.NO_CAPABILITY, _offered(device)))

    def suits(self, device: Device) -> bool:
        return not isinstance(self.on(device), Reason)

    def _done(self, device: Device, capability: Capability) -> Fulfilment | None:
        if not writable(capability):
            return Reason(Misfit.READ_ONLY)
        is_action = isinstance(capability, Action)
        if (self.actions_only and not is_action) or (self.no_actions and is_action):
            return None
        if self.amount:
            return Adjust((capability.instance,), self.amount).on(device) if _counts(capability) else None
        choice = next((c for c in choices_of(capability) if _answers(c, self.said)), None)
        match capability:
            case Toggle(instance=instance):
                change: Change = Flip() if self.value is None else SetTo(self.value)
                return (Command(device.id, Key("toggle", instance), change),)
            case Mode(instance=instance) if choice and self.value is not False:
                return (Command(device.id, Key("mode", instance), SetTo(choice.value)),)
            case Color() if choice and self.value is not False:
                return (Command(device.id, Key("color", "scene"), SetTo(choice.value)),)
            case Action(instance=instance) if self.value is not False:
                reason = misfit(capability, instance, None)
                return reason or (Command(device.id, Key("action", instance), SetTo(None)),)
            case _:
                return None


@dataclass(frozen=True)
class Look:
    """A question about a feature; ``measured``: about one that can only be read."""

    said: tuple[Keys, ...]
    question: Question | None
    measured: bool = False

    def on(self, device: Device) -> Fulfilment:
        named = (c for c in _named(device, self.said) if not isinstance(c, Action))
        found = next((c for c in named if not (self.measured and writable(c))), None)
        return Reading(device.id, found.instance) if found else Reason(Misfit.NO_CAPABILITY)

    def suits(self, device: Device) -> bool:
        return not isinstance(self.on(device), Reason)

    def prefers(self, device: Device) -> bool:
        """Of all that could tell, what senses it tells best."""
        return any(isinstance(c, Sensor | Event) for c in _named(device, self.said))


def _named(device: Device, said: Sequence[Keys]) -> Iterator[Capability]:
    """The capabilities that answer to everything that was named, by themselves or by a choice."""
    for capability in device.capabilities:
        parts = (capability, *choices_of(capability))
        if all(any(_answers(part, (keys,)) for part in parts) for keys in said):
            yield capability


def _answers(part: Capability | Choice, said: Sequence[Keys]) -> bool:
    plain = {key_of(name) for name in names_of(part)}
    own = plain.union(f"{section}:{key}" for section in _sections(part) for key in plain)
    return any(not keys.isdisjoint(own) for keys in said)


def _sections(part: Capability | Choice) -> tuple[str, ...]:
    """The sections of the lexicons whose words may mean the part."""
    match part:
        case Choice():
            return ("mode",)
        case Action():
            return ("action",)
        case Toggle():
            return ("property", "mode")
        case _:
            return ("property",)


def _counts(capability: Capability) -> bool:
    return isinstance(capability, Range)


def _offered(device: Device) -> tuple[str, ...]:
    return tuple(c.name or c.instance for c in device.capabilities)


VERBS = (
    "turn_on",
    "turn_off",
    "toggle",
    "set",
    "open",
    "close",
    "start",
    "stop",
    "run",
    "play",
    "lock",
    "unlock",
    "clean",
)
SAYS = (*(f"action.{verb}" for verb in VERBS), "state", "being", "change", "property.mode", "property.speed")
ON = ("action.turn_on", "action.set", "action.open", "action.start", "action.run", "action.play", "state.on")
OFF = ("action.turn_off", "action.close", "action.stop", "state.off")

TOGGLES = ("oscillation", "keep_warm", "controls_locked", "ionization", "backlight")
"""Properties that are on or off: verbs of the lexicons may have them within ("别摇头")."""

HEATING = frozenset(("mode:heat",))


def read(clause: Clause) -> Sequence[Wish]:
    if not clause.features or not clause.says_only(*SAYS):
        return ()
    named = any(phrase.names for phrase in clause.target.phrases)
    if any(feature.timely for feature in clause.features) and not named:
        return ()  # "the lights on at sunset" is no light scene
    said = tuple(feature.keys for feature in clause.features)
    if said == (HEATING,) and clause.target.empty and not clause.asks:
        return ()  # "put the heating on" speaks of heaters, not of a mode
    if clause.asks:
        state = next((value for value, ids in ((True, ON), (False, OFF)) if clause.has(*ids)), None)
        question = Question(Asked.VALUE) if state is None else Question(Asked.IS, state)
        return [Look(said, question)]
    amount = amount_of(clause)
    if amount or clause.numbers:
        return [Make(said, amount=amount)] if amount else ()
    if clause.has("action.toggle"):
        return [Make(said, None)]
    off = clause.has(*OFF)
    alone = clause.target.empty and not clause.target.it and len(said) == 1  # «режим воздуха приток» orders
    # a bare name is an action's
    bare = not off and not clause.has(*ON) and alone
    bolts = clause.has("action.lock", "action.unlock")  # "lock up the back" plays no last song
    make = Make(said, not off, actions_only=bare, no_actions=bolts)
    if off or alone or any(id_.startswith(("action.", "change.")) for id_ in clause.ids):
        return [make]
    return [make, Look(said, Question(Asked.VALUE), measured=clause.has(*ON))]  # "temperature on the sensor"


def read_toggles(clause: Clause) -> Sequence[Wish]:
    """A toggle that is part of the verb, so that no word is left to name it."""
    name = clause.one_of("property")
    if clause.asks or clause.numbers or clause.features or name not in TOGGLES:
        return ()
    if not clause.says_only("action.turn_on", "action.turn_off", f"property.{name}"):
        return ()
    off, on = clause.has("action.turn_off"), clause.has("action.turn_on")
    return [Make((frozenset({f"property:{key_of(spelt(name))}"}),), on)] if on != off else ()
