"""What is to come about, as a wish that can be held against any device: "opens", "gets warmer than 28"."""

from __future__ import annotations

from dataclasses import dataclass

from bot.home.fit import Misfit, Reason
from bot.home.house import Device
from bot.home.request import (
    Above,
    Becomes,
    Below,
    Changes,
    Condition,
    Finishes,
    Question,
    Reading,
)
from bot.home.telling import may_finish
from bot.intents.ask import Inquiry
from bot.intents.wish import Fulfilment, Wish
from bot.understanding.clause import Clause
from bot.understanding.pieces import Number

STATES: dict[str, tuple[str | None, bool]] = {
    "opens": ("open", True),
    "closes": ("open", False),
    "starts": ("on", True),
    "stops": ("on", False),
    "locks": ("lock", True),
    "unlocks": ("lock", False),
    "appears": (None, True),
    "vanishes": (None, False),
    "is_open": ("open", True),
    "is_closed": ("open", False),
    "is_on": ("on", True),
    "is_off": ("on", False),
    "is_locked": ("lock", True),
    "is_unlocked": ("lock", False),
}
"""What is to become so: of a state, or (None) of somebody being there."""

HAPPENS = {"leaks": "water_leak", "smokes": "smoke"}
"""What nobody does: there is a sensor for it, or nothing to watch."""

NEARLY = 0.1
"""What is reached is told when it is so, and not only when it is passed."""

LIMITS: dict[str, tuple[type[Above | Below], str | None]] = {
    "above": (Above, None),
    "below": (Below, None),
    "warmer": (Above, "temperature"),
    "colder": (Below, "temperature"),
    "damper": (Above, "humidity"),
    "drier": (Below, "humidity"),
}
BY_UNIT = {
    None: "temperature",
    "degree": "temperature",
    "celsius": "temperature",
    "fahrenheit": "temperature",
    "percent": "humidity",
}
"""What a number is that is said without a name: people say degrees of nothing else."""

WORKS = {"laundry": ("washing_machine",), "dishes": ("dishwasher",), "cleaning": ("vacuum_cleaner",)}
KINDS = ("boiled", "done", "changes", *LIMITS, "reaches", *HAPPENS, *STATES)
ONCE = ("done", "boiled")

UNSAID = ("opens", "done", "appears", "starts", "changes")
"""What may come about of a thing that is to be watched and no more was said of, likeliest first."""


@dataclass(frozen=True)
class Telling:
    """Something to be told of, held against devices as a question is."""

    inquiry: Inquiry
    question: Question

    def on(self, device: Device) -> Fulfilment:
        found = self.inquiry.on(device)
        if isinstance(found, Reading) and found.instance is None:
            return Reason(Misfit.NO_CAPABILITY)
        return found

    def suits(self, device: Device) -> bool:
        return self.inquiry.suits(device)

    def prefers(self, device: Device) -> bool:
        return self.inquiry.prefers(device)


@dataclass(frozen=True)
class Ending:
    """The end of what a device of one of these types does."""

    types: tuple[str, ...]
    question: Question

    def on(self, device: Device) -> Fulfilment:
        return Reading(device.id) if may_finish(device) else Reason(Misfit.NO_CAPABILITY)

    def suits(self, device: Device) -> bool:
        """Where nothing was named, of those whose work takes long."""
        types = [type_ for type_ in self.types if type_ != "cooking"]
        return any(device.is_a(type_) for type_ in types) and may_finish(device)


def meant(name: str, clause: Clause, types: tuple[str, ...]) -> tuple[Wish, Condition] | None:
    """What is to be told of, as a wish and a condition; None where the rest of the words does not fit it."""
    property_ = clause.one_of("property")
    quantifier = "any" if clause.has("pick.any") else None
    question = Question(quantifier=quantifier)
    if name in LIMITS:
        sort, implied = LIMITS[name]
        number = clause.numbers[0] if len(clause.numbers) == 1 else None
        if number is None:
            return None
        property_ = property_ or implied or BY_UNIT.get(number.unit)
        return Telling(Inquiry(question, property_), question), sort(_limit(number, clause, property_))
    if name == "reaches":
        number = clause.numbers[0] if len(clause.numbers) == 1 else None
        if number is None:
            return None
        property_ = property_ or BY_UNIT.get(number.unit)
        return Telling(Inquiry(question, property_), question), Above(_limit(number, clause, property_))
    if clause.numbers:
        return None
    if name == "boiled":
        return Ending(("cooking.kettle",), question), Finishes()
    if name == "done":
        return (Ending(types, question), Finishes()) if property_ is None else None
    if name == "changes":
        return (Telling(Inquiry(question, property_), question), Changes()) if property_ else None
    if name in HAPPENS:
        return Telling(Inquiry(question, HAPPENS[name]), question), Becomes(True)
    state, value = STATES[name]
    if property_ is not None and state is not None:
        return None
    inquiry = Inquiry(question, "presence") if state is None else Inquiry(question, state=state)
    return Telling(inquiry, question), Becomes(value)


def _limit(number: Number, clause: Clause, property_: str | None) -> float:
    if property_ == "temperature" and clause.degrees(number) == "fahrenheit":
        return round((number.value - 32) / 1.8, 1)
    return number.value
