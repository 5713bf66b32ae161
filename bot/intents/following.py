"""Sentences that go on from the last: "and the bedroom", "no, the other one", «и торшер тоже», "卧室也是"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.home.capability import Key, writable
from bot.home.command import Command, SetTo, ShiftBy
from bot.home.fit import Misfit, Reason, misfit
from bot.home.house import Device, House
from bot.home.request import Act, Ask, Asked, Option, Question, Sort, When
from bot.intents.adjust import Adjust
from bot.intents.amount import Amount, amount_of
from bot.intents.ask import Inquiry
from bot.intents.feel import REMEDIES
from bot.intents.properties import instances
from bot.intents.switch import LIT, Switch
from bot.intents.wish import Fulfilment, Wish
from bot.understanding.clause import Clause
from bot.understanding.pieces import Concept
from bot.understanding.text import tokens_of

ON = Key("on_off", "on")
GOES_ON = ("link.", "talk.cancel", "ask.tell", "ask.how", "pick.other", "small.too")
QUIET = (
    "small.",
    "link.",
    "kind.",
    "room.",
    "place.",
    "pick.",
    "talk.cancel",
    "ask.tell",
    "ask.how",
    "unit.",
    "change.",
)


MAKES = ("action.set", "action.open", "action.close", "action.turn_on")
"""Verbs that may stand beside how much: "no, make it half", "不，开一半"."""


ASKS_AGAIN = ("small.", "link.", "kind.", "room.", "place.", "ask.tell", "ask.how", "ask.tag", "ask.is")
FELT = {**REMEDIES, "dark": ("brightness", 1)}
"""What is done about a feeling by what was set last."""

STATES = ("on", "open", "lock")
"""The instances that are on or off, open or shut."""

LEAVES_OUT = ("link.of", "link.and", "small.too")
"""With a place alone, these speak of what was spoken of before: "also in the study", "书房的"."""


@dataclass(frozen=True)
class Repeat:
    """The last commands once more, for something else. ``other``: for another thing of the same sort."""

    last: tuple[Command, ...]
    devices: tuple[Device, ...]
    other: bool = False
    question: Question | None = None

    def on(self, device: Device) -> Fulfilment:
        changes = {command.key: command for command in self.last}
        found = [done for c in changes.values() for done in self._again(c, device)]
        return tuple(found) or Reason(
            Misfit.NO_CAPABILITY, tuple(c.name or c.instance for c in device.capabilities)
        )

    def suits(self, device: Device) -> bool:
        done_before = self.other and any(device.id == d.id for d in self.devices)
        return self._is_alike(device) and not done_before and not isinstance(self.on(device), Reason)

    def prefers(self, device: Device) -> bool:
        """ "No, in the bedroom", said of a lamp, is the lamp of that name there; what was said of a heater
        means heaters before air conditioners."""
        if device.is_a("thermostat") and any(device.type == d.type for d in self.devices):
            return True
        if len({d.name for d in self.devices}) != 1:
            return False
        others = [d for d in self.devices if d.id != device.id]
        return any(device.name == d.name or self._is_sibling(device, d) for d in others)

    def _is_sibling(self, device: Device, other: Device) -> bool:
        """Whether "the other one" of things that are told apart by one word is this one: the right lamp of
        the left one, the second of the first."""
        words, others = tokens_of(device.name), tokens_of(other.name)
        if not self.other or len(words) != len(others) or len(words) < 2 or device.room != other.room:
            return False
        return sum(word.norm != said.norm for word, said in zip(words, others, strict=True)) == 1

    def favours(self, device: Device) -> bool:
        return any(device.room == d.room for d in self.devices)

    @property
    def continues(self) -> bool:
        """ "Once more" is for the same things."""
        return not self.other

    def _is_alike(self, device: Device) -> bool:
        return any(device.is_a(d.type.partition(".")[0]) for d in self.devices)

    def _again(self, command: Command, device: Device) -> tuple[Command, ...]:
        if command.key == ON and isinstance(command.change, SetTo):
            done = Switch(bool(command.change.value)).on(device)
            return done if isinstance(done, tuple) else ()
        capability = device.capability(command.key)
        if capability is None or not writable(capability):
            return ()
        change = command.change
        if isinstance(change, SetTo) and misfit(capability, command.key.instance, change.value):
            return ()
        return (Command(device.id, command.key, change, command.unit),)


def options(house: House, last: tuple[Command, ...]) -> tuple[Option, ...]:
    """The last order as it would be for each thing of the sort, those included that it was for."""
    done = dict.fromkeys(command.device for command in last)
    repeat = Repeat(last, tuple(device for id_ in done if (device := house.device(id_))))
    return tuple(
        Option(Sort.DEVICE, device.id, Act(commands))
        for device in house.devices
        if repeat.suits(device) and isinstance(commands := repeat.on(device), tuple)
    )


def renumbered(
    house: House, last: tuple[Command, ...], options: Sequence[Option], number: float
) -> tuple[int, ...]:
    """ "No, 2", after "Socket 1": the options that have its name with that number."""
    names = {spoken.name for command in last if (spoken := house.device(command.device))}
    if len(names) != 1:
        return ()
    words, wanted = _split(names.pop())[0], f"{number:.0f}"
    named = ((n, house.device(option.id)) for n, option in enumerate(options))
    return tuple(n for n, device in named if device and _split(device.name) == (words, (wanted,)))


def _split(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a name, and its numbers."""
    tokens = [token.norm for token in tokens_of(name)]
    return tuple(t for t in tokens if not t.isdecimal()), tuple(t for t in tokens if t.isdecimal())


def read(clause: Clause, last: tuple[Command, ...], devices: tuple[Device, ...]) -> Sequence[Wish]:
    """The wishes of a clause that says only what is different now."""
    amount = amount_of(clause)
    quiet = (*QUIET, *MAKES) if amount and clause.target.empty else QUIET
    if not last or not all(id_.startswith(quiet) for id_ in clause.ids):
        return ()
    if clause.times and clause.target.empty and not amount:
        return [Repeat(last, devices)] if _lasts(clause, last) else ()
    if amount:
        ranges = tuple(c.key.instance for c in last if c.key.kind == "range")
        return [Adjust(ranges, amount)] if ranges and clause.target.empty else ()
    if clause.has("pick.other"):
        return [Repeat(last, devices, other=True)]
    if clause.has("small.again") and clause.target.empty:
        if way := moved(last, devices):
            return [Adjust(("open",), Amount(direction=way, little=True))]
        return [Repeat(last, devices)] if all(isinstance(c.change, ShiftBy) for c in last) else ()
    if clause.has("talk.cancel") and _named(clause) <= {device.id for device in devices} and _named(clause):
        return ()  # "no, the left one", where it was the left one
    if clause.target.empty or not any(id_.startswith(GOES_ON) for id_ in clause.ids):
        return ()
    return [Repeat(last, devices)]


def felt_again(clause: Clause, last: tuple[Command, ...]) -> Sequence[Wish]:
    """ "太暗了" after the lamp was set to 30 %: what was set is set further."""
    feeling = clause.one_of("wish")
    if feeling not in FELT or clause.asks or not clause.target.empty or clause.numbers:
        return ()
    if not clause.says_only("wish", "change.little"):
        return ()
    property_, direction = FELT[feeling]
    ranges = tuple(c.key.instance for c in last if c.key.kind == "range")
    meant = tuple(instance for instance in instances(property_) if instance in ranges)
    return [Adjust(meant, Amount(direction=direction))] if meant else ()


def put_off(act: Act, due: datetime) -> Act | None:
    """An act with the one moment, in the home's time, at which it is to be done; None where there is none."""
    when = act.when
    if when is None or when.every or act.whens or not (when.at or when.in_seconds):
        return None
    return replace(act, when=When(at=due.replace(tzinfo=None), for_seconds=when.for_seconds))


def replans(clause: Clause) -> bool:
    """ "No, at nine", said of what is to be done later: a time, and no more than that it is another one."""
    fragments = [timing.fragment for timing in clause.times]
    if clause.gaps or clause.numbers or clause.features or not clause.target.empty or clause.asks:
        return False
    if not fragments or any(fragment.length or fragment.until for fragment in fragments):
        return False
    allowed = ("small.", "link.", "talk.cancel", "action.set")  # "改到十一点"
    return clause.has("link.rather", "link.but", "link.or", "small.need", "action.set") and all(
        id_.startswith(allowed) for id_ in clause.ids
    )


def moved(last: tuple[Command, ...], devices: tuple[Device, ...]) -> int:
    """Which way curtains went: "a bit more", after they were closed, opens nothing; 0 where others moved."""
    values = {
        c.change.value for c in last if isinstance(c.change, SetTo) and c.key.instance in ("on", "open")
    }
    if not devices or len(values) != 1 or not all(device.is_a("openable") for device in devices):
        return 0
    return 1 if values.pop() else -1


def _lasts(clause: Clause, last: tuple[Command, ...]) -> bool:
    """ "Only for half an hour": for how long what was just done is to last."""
    lengths = all(timing.fragment.length for timing in clause.times)
    return lengths and all(isinstance(c.change, SetTo) and c.change.value is not None for c in last)


@dataclass(frozen=True)
class AskAgain:
    """The last question, of something else. In a place that is said alone, of what is of the same sort."""

    inquiry: Inquiry
    devices: tuple[Device, ...]
    continues: bool = False

    @property
    def question(self) -> Question | None:
        return self.inquiry.question

    def on(self, device: Device) -> Fulfilment:
        return self.inquiry.on(device)

    def suits(self, device: Device) -> bool:
        alike = any(device.is_a(d.type.partition(".")[0]) for d in self.devices)
        return self.inquiry.suits(device) and (alike or self.inquiry.state is None)

    def prefers(self, device: Device) -> bool:
        return self.inquiry.prefers(device)


def asked_again(clause: Clause, heard: Ask | None, devices: tuple[Device, ...]) -> Sequence[Wish]:
    """ "And in the bedroom?", «а лента?», "卧室呢": what was asked last, of something else."""
    if heard is None or clause.numbers or clause.features or clause.times:
        return ()
    if clause.target.empty:
        return _asked_of_them(clause, devices)
    if not all(id_.startswith(ASKS_AGAIN) for id_ in clause.ids):
        return ()
    if not (clause.asks or any(id_.startswith(("link.", "small.too")) for id_ in clause.ids)):
        return ()
    instance = heard.readings[0].instance if heard.readings else None
    if instance in STATES and heard.question.asked is not Asked.VALUE:
        return [AskAgain(Inquiry(heard.question, state=instance), devices)]
    return [AskAgain(Inquiry(heard.question, instance), devices)]


def _asked_of_them(clause: Clause, devices: tuple[Device, ...]) -> Sequence[Wish]:
    """ "And how humid?", «а влажность»: something else is asked of what was spoken of, where it can tell."""
    said = clause.all_of("property")
    allowed = ("small.", "link.", "property.", "ask.")
    if len(said) != 1 or not clause.has("link.and", "link.but") or clause.asks:
        return ()
    if not all(id_.startswith(allowed) for id_ in clause.ids):
        return ()
    return [AskAgain(Inquiry(Question(Asked.VALUE), said[0]), devices, continues=True)]


def elided(clause: Clause, last: tuple[Command, ...], devices: tuple[Device, ...]) -> Sequence[Wish]:
    """ "书房的也关" after the lights next door: what is switched there is what was spoken of."""
    states = {value for value, ids in LIT.items() if clause.has(*ids)}
    places = clause.target.phrases
    left_out = (
        places
        and all(p.only_places and not p.all for p in places)
        and (clause.has(*LEAVES_OUT) or _is_inside(clause, last))
    )
    if not last or len(states) != 1 or not (left_out or (clause.target.other and not places)):
        return ()
    if clause.asks or not clause.says_only(
        "action.turn_on", "action.turn_off", "action.open", "action.close"
    ):
        return ()
    (value,) = states
    again = tuple(Command(device.id, ON, SetTo(value)) for device in devices)
    return [Repeat(again, devices, other=clause.target.other)]


def _is_inside(clause: Clause, last: tuple[Command, ...]) -> bool:
    """«В зале включи» after the lights of the house: where, and not what, so it is of what was switched."""
    starts = {place.start for phrase in clause.target.phrases for place in phrase.places}
    leads = (p for p in clause.pieces if isinstance(p, Concept) and p.end in starts)
    switched = all(command.key == ON for command in last)
    return switched and any(p.ids[0] in ("small.filler", "link.by") for p in leads)


def _named(clause: Clause) -> set[str]:
    """The things that a clause calls by their names."""
    mentions = (mention for phrase in clause.target.phrases for mention in phrase.names)
    return {named.id for mention in mentions for named in mention.named}
