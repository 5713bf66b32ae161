"""Numbers: "set the brightness to 30", "warmer", "volume down a bit", "curtains half open"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.home.capability import Key, Range
from bot.home.command import Command, SetTo, ShiftBy
from bot.home.fit import Misfit, Reason, misfit
from bot.home.house import Device
from bot.home.request import Question
from bot.intents.amount import Amount, amount_of
from bot.intents.mode import Choose, NextMode, nth, outermost
from bot.intents.properties import BY_UNIT, instances, main_range
from bot.intents.switch import Switch, opens_house
from bot.intents.wish import Fulfilment, Wish
from bot.understanding.clause import Clause
from bot.understanding.kinds import ANYTHING
from bot.understanding.pieces import Concept, Number
from bot.understanding.slips import is_han

STEPS = {"temperature": 1.0, "channel": 1.0}
"""The program's own step where no size was said; elsewhere a share of the span."""

SHARES = {"volume": 0.05}
"""What part of the span a step is; elsewhere an eighth."""

RELATIVE_STEP = 3.0
"""A step where the device takes steps but tells no value, as a television's volume."""

SPEEDS = {"max": "high", "half": "medium", "min": "low"}
"""The modes that stand for the ends of a speed."""

CLIMATE = {"temperature": ("thermostat",), "humidity": ("humidifier",)}
"""The types that make the climate of a room."""

LAST_ON_DIAL = 12
LEAST_GOAL = 10
"""Degrees from which on a bare number is how warm it is to be, not how much warmer."""

BLOWING = {"fan_speed": ("ventilation", "thermostat.ac", "purifier")}
"""The types whose speed is wind."""

PERCENT_OF = {"percent", "tenth"}


@dataclass(frozen=True)
class Adjust:
    """``instances`` are the ranges that may be meant; empty: whatever number the device is about."""

    instances: tuple[str, ...]
    amount: Amount
    question: Question | None = None

    def on(self, device: Device) -> Fulfilment:
        found = self._range(device)
        if self._means_blowing(device):
            found = None
        if found is None and self._is_brighter(device):
            return (Command(device.id, Key("on_off", "on"), SetTo(True)),)
        if found is None:
            return self._quieter(device) or self._by_mode(device)
        if found.read_only:
            return Reason(Misfit.READ_ONLY)
        if self._means_ends(device, found):
            return Switch(self.amount.direction == 1, opening=True).on(device)
        key, unit = Key("range", found.instance), self.amount.unit
        if self.amount.direction is not None and not self._means_goal(device, found):
            step = self._step(found) * self.amount.direction
            return (Command(device.id, key, ShiftBy(step, sized=self.amount.number is not None), unit),)
        value = self._value(found)
        reason = Reason(Misfit.OUT_OF_RANGE) if value is None else misfit(found, found.instance, value)
        return reason or (Command(device.id, key, SetTo(value), unit),)

    def _by_mode(self, device: Device) -> Fulfilment:
        """A fan whose speed is a mode: "at full power", "stronger"."""
        speeds = instances("speed")
        counts = self.instances == speeds or (not self.instances and self.amount.unit is None)
        if counts and self.amount.number and self.amount.direction is None and _has_speeds(device):
            return nth(device, self.amount.number) or Reason(Misfit.OUT_OF_RANGE)
        if self.amount.number is None and (not self.instances or self.instances == speeds):
            if self.amount.end:
                chosen = Choose(SPEEDS[self.amount.end], speeds).on(device)
                return chosen if isinstance(chosen, tuple) else outermost(device, self.amount.end) or chosen
            if self.amount.direction:
                return NextMode(self.amount.direction, speeds).on(device)
        return Reason(Misfit.NO_CAPABILITY, tuple(c.name or c.instance for c in device.capabilities))

    def _quieter(self, device: Device) -> Fulfilment | None:
        """What has no volume is quieter when it works slower: «вытяжку потише»."""
        if "volume" not in self.instances or self.amount.number is not None or not self.amount.direction:
            return None
        found = NextMode(self.amount.direction, instances("speed")).on(device)
        return None if isinstance(found, Reason) else found

    def suits(self, device: Device) -> bool:
        if not self.instances:
            share = self.amount.unit in PERCENT_OF or self.amount.end is not None
            return share and device.is_a("light") and main_range(device) is not None
        if self.instances == instances("speed") and self._range(device) is None:
            return not isinstance(self._by_mode(device), Reason)
        return self._range(device) is not None

    def prefers(self, device: Device) -> bool:
        """Degrees are the climate's before they are the kettle's, and speed is that of what blows."""
        makers = (CLIMATE | BLOWING).get(self.instances[0], ()) if self.instances else ()
        return any(device.is_a(type_) for type_ in makers)

    @property
    def continues(self) -> bool:
        """Whether "a bit more" goes on with what was changed last."""
        return self.amount.direction is not None

    @property
    def reaches_far(self) -> bool:
        """Whether it may be done from another room where this one has nothing for it."""
        return bool(self.instances) and self.instances[0] in CLIMATE and self.amount.direction is not None

    def _is_brighter(self, device: Device) -> bool:
        """A lamp that knows only on and off is made brighter by switching it on."""
        brighter = "brightness" in self.instances and self.amount.direction == 1 and not self.amount.number
        lamp = device.is_a("light") or device.type in ANYTHING
        return brighter and lamp and device.capability(Key("on_off", "on")) is not None

    def _means_blowing(self, device: Device) -> bool:
        """An air conditioner "at full power" blows harder; no degrees were said."""
        return device.is_a("thermostat.ac") and self.amount.end is not None and not self.instances

    def _means_ends(self, device: Device, found: Range) -> bool:
        """Blinds that are "raised" are opened, not moved a step."""
        vague = self.amount.number is None and self.amount.end is None and not self.amount.little
        return device.is_a("openable") and found.instance == "open" and vague and not self.instances

    def _means_goal(self, device: Device, found: Range) -> bool:
        """Nobody makes a room colder by twenty degrees: "cool it 20" says how warm it is to be."""
        number, limits = self.amount.number, found.limits
        degrees = found.instance == "temperature" and device.is_a("thermostat") and limits is not None
        return degrees and self.amount.perhaps_goal and number is not None and number >= LEAST_GOAL

    def _range(self, device: Device) -> Range | None:
        if not self.instances:
            return main_range(device)
        ranges = {c.instance: c for c in device.capabilities if isinstance(c, Range)}
        return next((ranges[i] for i in self.instances if i in ranges), None)

    def _value(self, capability: Range) -> float | None:
        limits, number = capability.limits, self.amount.number
        if self.amount.end:
            if limits is None:
                return {"max": 100.0, "min": 0.0, "half": 50.0}[self.amount.end]
            if self.amount.end == "half" and capability.unit == "percent":
                return 50.0
            share = {"max": 1.0, "min": 0.0, "half": 0.5}[self.amount.end]
            return limits.snap(limits.min + share * (limits.max - limits.min))
        if number is None:
            return None
        if self._is_share(capability) and limits:
            if not 0 <= number <= 100:
                return number if number > limits.max or number < limits.min else None
            return limits.snap(limits.min + number / 100 * (limits.max - limits.min))
        return _plain(_in_unit(number, self.amount.scale, capability.unit))

    def _step(self, capability: Range) -> float:
        limits, number = capability.limits, self.amount.number
        if number is None:
            step = STEPS.get(capability.instance) or _step_of(capability)
            return max(_plain(step / 2), limits.step or 1 if limits else 1) if self.amount.little else step
        if self._is_share(capability) and limits:
            return _plain(number / 100 * (limits.max - limits.min))
        if self.amount.scale == "fahrenheit" and capability.unit == "celsius":
            return _plain(max(0.5, round(number / 1.8 * 2) / 2))
        return _plain(number)

    def _is_share(self, capability: Range) -> bool:
        """Whether a percentage of the span is meant, not the capability's own unit."""
        return self.amount.unit in PERCENT_OF and capability.unit not in ("percent", None)


def _has_speeds(device: Device) -> bool:
    """Whether a device blows or works at several speeds, so that a bare number is one of them."""
    return any(device.capability(Key("mode", instance)) for instance in instances("speed"))


def _step_of(capability: Range) -> float:
    limits = capability.limits
    if capability.relative_only:
        return RELATIVE_STEP
    if limits is None:
        return 10.0
    step = (limits.max - limits.min) * SHARES.get(capability.instance, 0.125)
    grid = limits.step or 1
    return _plain(max(grid, round(step / grid) * grid))


def _in_unit(number: float, said: str | None, unit: str | None) -> float:
    if said == "fahrenheit" and unit == "celsius":
        return round((number - 32) / 1.8 * 2) / 2
    return number


def _plain(number: float) -> float:
    """Without the dust of floating point, and whole where it is whole."""
    number = round(number, 6)
    return int(number) if number == int(number) else number


def _is_hour(clause: Clause) -> bool:
    """ "On at 7": a number that nothing makes a value may be a time."""
    if not clause.has("action.turn_on", "action.turn_off") or not clause.numbers:
        return False
    number = clause.numbers[0]
    verbs = [p.said for p in clause.pieces if isinstance(p, Concept) and "action.turn_on" in p.ids]
    if number.value > LAST_ON_DIAL and any(map(is_han, verbs)):
        return False  # "空调开26": Chinese hours have a 点 of their own
    leads = (p for p in clause.pieces if isinstance(p, Concept) and p.end == number.start)
    return number.unit is None and not any({"link.to", "link.by"} & set(p.ids) for p in leads)


def _nudge(clause: Clause) -> Amount | None:
    """ "Open it a little", "the next channel"."""
    if clause.has("change.little") and clause.has("action.open", "action.close"):
        return Amount(direction=1 if clause.has("action.open") else -1, little=True)
    if clause.has("property.channel") and clause.has("action.next", "action.previous"):
        return Amount(direction=1 if clause.has("action.next") else -1)
    return None


SAYS = (
    *(f"action.{verb}" for verb in ("set", "turn_on", "turn_off", "open", "close", "next", "previous")),
    *("change", "property", "state"),
)


def read(clause: Clause) -> Sequence[Wish]:
    amount = None if clause.asks else amount_of(clause) or _nudge(clause)
    if amount is None or not clause.says_only(*SAYS) or opens_house(clause):
        return ()
    if clause.has("action.turn_off") and not clause.has("action.close"):
        return ()
    if clause.has("action.close") and clause.has("change.up"):
        return ()  # "shut it up"
    properties = clause.all_of("property")
    if _is_hour(clause) and not properties:
        return ()
    if len(properties) > 1:
        return ()
    if properties:
        return [Adjust(instances(properties[0]), amount)]
    if clause.has("action.open", "action.close", "state.open", "state.closed"):
        return [Adjust(("open",), _opening(clause, amount)), Adjust((), amount)]
    if amount.number is None and amount.end is None and not _names_something(clause):
        return ()
    if amount.unit is None and amount.direction is None and _is_climate(clause, amount.number):
        return [Adjust(("temperature",), amount)]
    return [Adjust(BY_UNIT.get(amount.unit or "", ()), amount)]


def _is_climate(clause: Clause, number: float | None) -> bool:
    """ "The bedroom to 22": said of a place, such numbers are its degrees."""
    places = bool(clause.target.phrases) and all(p.only_places for p in clause.target.phrases)
    return places and number is not None and 15 <= number <= 30 and clause.has("action.set", "link.to")


def _names_something(clause: Clause) -> bool:
    """Whether "up" has anything to raise: a thing, or what was spoken of before."""
    return clause.target.it or any(phrase.names or phrase.kinds for phrase in clause.target.phrases)


def _stands_by(clause: Clause, number: Number) -> bool:
    """Whether a number is how far to go: "by ten percent"; «на 10» may also be where to."""
    leads = (p for p in clause.pieces if isinstance(p, Concept) and p.end == number.start)
    return any("link.by" in p.ids and p.said.isascii() for p in leads)


def _opening(clause: Clause, amount: Amount) -> Amount:
    """ "Close a little" is a step towards closed, and so is "lower by ten percent"."""
    number = next(iter(clause.numbers), None)
    if number and amount.direction is None and _stands_by(clause, number):
        return replace(amount, direction=-1 if clause.has("action.close") else 1)
    if amount.number is None and amount.end is None and clause.has("action.close"):
        return Amount(direction=-1, little=amount.little)
    return amount
