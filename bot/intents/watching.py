"""Watches: "tell me when the washing is done", «предупреди, если станет холоднее 18», "门开了通知我"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time

from bot.home.fit import Misfit, Reason
from bot.home.house import Device, House
from bot.home.request import (
    Above,
    Ask,
    Becomes,
    Below,
    Cancel,
    Changes,
    Clarify,
    Condition,
    Finishes,
    Hours,
    Manage,
    NotFound,
    Question,
    Reading,
    Request,
    Unsupported,
    Watch,
)
from bot.home.telling import WORKERS, may_finish
from bot.home.watching import value_of
from bot.intents.ask import Inquiry
from bot.intents.choosing import Chooser
from bot.intents.grounding import Grounder
from bot.intents.wish import Fulfilment, Wish
from bot.understanding.asked_to_tell import AskedToTell, Stretch, Wanted
from bot.understanding.clause import Clause, clauses_of
from bot.understanding.context import Context
from bot.understanding.known import Known
from bot.understanding.moments import in_part
from bot.understanding.pieces import Number
from bot.understanding.spot import Sentence, Spotter
from bot.understanding.text import Token

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
KINDS = ("boiled", "done", "changes", *LIMITS, "reaches", *STATES)
ONCE = ("done", "boiled")
NIGHT = Hours(time(22), time(6))
MORNING = 6


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


@dataclass(frozen=True)
class _Place:
    """What is left of the words once the condition, the hours and how often are taken out."""

    said: Stretch
    words: tuple[Token, ...]
    text: str
    hours: Hours | None
    repeats: bool


class WatchReader:
    """Reads what is wanted in one house."""

    def __init__(
        self, asked: AskedToTell, spotter: Spotter, known: Known, house: House, context: Context
    ) -> None:
        self._asked = asked
        self._spotter = spotter
        self._house = house
        self._chooser = Chooser(house, known.layout, context)
        self._fahrenheit = context.fahrenheit
        last = dict.fromkeys(context.about or (command.device for command in context.last))
        self._last = tuple(device for id_ in last if (device := house.device(id_)))

    def read(self, wanted: Wanted) -> Request | None:
        """The watch; why it cannot be; None where what is wanted is not understood."""
        words = [wanted.tokens[place] for place in wanted.places]
        best: Request | None = None
        for place in self._places(words, wanted):
            request = self._placed(place)
            if isinstance(request, Watch | Clarify):
                return request
            best = best or request
        return best

    def _places(self, words: Sequence[Token], wanted: Wanted) -> Iterator[_Place]:
        """Each condition that may be meant, that which more words say first."""
        said = list(self._asked.stretches(words, *KINDS))
        if not wanted.lasting:
            said = [one for one in said if not one.name.startswith("is_")]
        asked = [
            a
            for a in self._asked.stretches(words, "asked")
            if not any(s.start <= a.start < s.end for s in said)
        ]
        if asked and not wanted.sure:
            return  # "tell me when you know what ..."
        for one in sorted(said, key=lambda s: (s.start - s.end, KINDS.index(s.name))):
            same = [s for s in said if s.name == one.name] if one.name in LIMITS else [one]
            rest = [n for n in range(len(words)) if not any(s.start <= n < s.end for s in same)]
            hours, rest = self._hours(words, rest)
            often = [
                s
                for s in self._asked.stretches(words, "each", "once")
                if set(range(s.start, s.end)) <= set(rest)
            ]
            taken = {n for s in often for n in range(s.start, s.end)}
            rest = [n for n in rest if n not in taken]
            how = wanted.often or next((s.name for s in often), "once" if one.name in ONCE else "each")
            yield _Place(one, tuple(words[n] for n in rest), _joined(words, rest), hours, how == "each")

    # ------------------------------------------------------------------ what it is about

    def _placed(self, place: _Place) -> Request | None:
        work = list(self._asked.stretches(place.words, *WORKS)) if place.said.name == "done" else []
        found = [self._grounded(place, place.text, WORKERS)]
        for one in work if not isinstance(found[0], Watch) else ():
            rest = [n for n in range(len(place.words)) if not one.start <= n < one.end]
            found.insert(0, self._grounded(place, _joined(place.words, rest), WORKS[one.name]))
        return next((request for request in found if isinstance(request, Watch | Clarify)), found[-1])

    def _grounded(self, place: _Place, text: str, types: tuple[str, ...]) -> Request | None:
        sentence = self._spotter.sentence(text)
        best: Request | None = None
        for cover in sentence.covers:
            clauses = clauses_of(cover.pieces, asks=True)
            clauses = tuple(replace(clause, fahrenheit=self._fahrenheit) for clause in clauses)
            if len(clauses) != 1 or not _is_plain(clauses[0]):
                continue
            if clauses[0].gaps and cover is not sentence.covers[0]:
                continue
            request = self._of_clause(place, clauses[0], sentence, types)
            if isinstance(request, Watch | Clarify):
                return request
            best = best or request
        return best

    def _of_clause(
        self, place: _Place, clause: Clause, sentence: Sentence, types: tuple[str, ...]
    ) -> Request | None:
        meant = _meant(place.said.name, clause, types)
        if meant is None:
            return None
        wish, condition = meant
        if clause.gaps:
            start, end = clause.gaps[0].start, clause.gaps[-1].end
            return NotFound(sentence.said(start, end)) if clause.target.empty else None
        grounded = Grounder(self._chooser, sentence).ground(wish, clause.target, self._last)
        watch = Watch((), condition, place.hours, place.repeats)
        match grounded:
            case Ask(readings=readings):
                return self._watching(watch, readings, place.said.name)
            case Clarify(options=options):
                return Clarify(
                    tuple(
                        replace(o, act=self._watching(watch, o.act.readings, place.said.name))
                        for o in options
                        if isinstance(o.act, Ask)
                    )
                )
            case Unsupported(device=device):
                return Unsupported(device, Reason(Misfit.UNWATCHABLE))
            case _:
                return grounded

    def _watching(self, watch: Watch, readings: tuple[Reading, ...], name: str) -> Watch:
        """Of doors their sensors are watched; a lock only where nothing else tells, and it is open unlocked.
        What a value is to reach, it reaches from where it is now."""
        watch = replace(watch, readings=readings)
        if name == "reaches" and isinstance(watch.condition, Above):
            return replace(watch, condition=self._reaching(watch.condition.limit, readings))
        if STATES.get(name, ("", True))[0] != "open" or not any(r.instance == "lock" for r in readings):
            return watch
        sensed = tuple(r for r in readings if r.instance != "lock")
        if sensed:
            return replace(watch, readings=sensed)
        assert isinstance(watch.condition, Becomes)
        return replace(watch, condition=Becomes(not watch.condition.value))

    def _reaching(self, limit: float, readings: Sequence[Reading]) -> Above | Below:
        devices = ((self._house.device(reading.device), reading) for reading in readings)
        values = [value_of(reading, device) for device, reading in devices if device]
        numbers = [value for value in values if isinstance(value, int | float)]
        falls = bool(numbers) and all(number > limit for number in numbers)
        return Below(round(limit + NEARLY, 2)) if falls else Above(round(limit - NEARLY, 2))

    # ------------------------------------------------------------------ when

    def _hours(self, words: Sequence[Token], rest: list[int]) -> tuple[Hours | None, list[int]]:
        """The hours that are said among the words that are left, and what is left then."""
        for night in self._asked.stretches(words, "at_night"):
            if set(range(night.start, night.end)) <= set(rest) and not self._clock(words, night.start):
                return NIGHT, [n for n in rest if not night.start <= n < night.end]
        for said, hours in self._spoken_hours(words):
            if set(range(said.start, said.end)) <= set(rest):
                return hours, [n for n in rest if not said.start <= n < said.end]
        return None, rest

    def _spoken_hours(self, words: Sequence[Token]) -> Iterator[tuple[Stretch, Hours]]:
        yield from self._between(words)
        for lead in self._asked.stretches(words, "since", "till"):
            if clock := self._clock(words, lead.end):
                yield Stretch(lead.name, lead.start, clock[0]), _open_hours(lead.name, clock[1:])
        for start in range(len(words)):
            clock = self._clock(words, start)
            if clock is None:
                continue
            for lead in self._asked.stretches(words, "since", "till"):
                if lead.start == clock[0]:
                    yield Stretch(lead.name, start, lead.end), _open_hours(lead.name, clock[1:])

    def _between(self, words: Sequence[Token]) -> Iterator[tuple[Stretch, Hours]]:
        """ "Between ten and six", «с 22 до 6», "晚上十点到早上六点"."""
        for start in range(len(words)):
            first = next((s.end for s in self._asked.stretches(words, "from") if s.start == start), start)
            begins = self._clock(words, first)
            if begins is None:
                continue
            for to in self._asked.stretches(words, "to"):
                ends = self._clock(words, to.end) if to.start == begins[0] else None
                if ends:
                    hours = Hours(_evening(begins[1:]), _morning(ends[1:]))
                    yield Stretch("from", start, ends[0]), hours

    def _clock(self, words: Sequence[Token], start: int) -> tuple[int, time, bool] | None:
        """The time of day at a word: where it ends, what it is on the dial, and whether that is exact."""
        if start >= len(words):
            return None
        found = self._spotter.times(words).time_of_day(start, led=True)
        if found is None or found[1].clock is None:
            return None
        end, said = found
        clock = in_part(found[1].clock, said.part)
        if clock.hour > 23:
            return None
        return end, time(clock.hour, clock.minute), clock.exact or said.part is not None


def _joined(words: Sequence[Token], rest: Sequence[int]) -> str:
    """The words that are left, as they were said; those that stood together still do."""
    text = ""
    for before, n in zip((None, *rest), rest, strict=False):
        apart = before is not None and words[before].end != words[n].start
        text += (" " if apart else "") + words[n].text
    return text


def _is_plain(clause: Clause) -> bool:
    """Whether nothing is said beside what it is about, its property and a number."""
    return (
        clause.says_only("property")
        and not clause.features
        and not clause.times
        and not any(i.startswith(("guard.", "talk.")) for i in clause.ids)
    )


def _meant(name: str, clause: Clause, types: tuple[str, ...]) -> tuple[Wish, Condition] | None:
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
    state, value = STATES[name]
    if property_ is not None and state is not None:
        return None
    inquiry = Inquiry(question, "presence") if state is None else Inquiry(question, state=state)
    return Telling(inquiry, question), Becomes(value)


def _limit(number: Number, clause: Clause, property_: str | None) -> float:
    if property_ == "temperature" and clause.degrees(number) == "fahrenheit":
        return round((number.value - 32) / 1.8, 1)
    return number.value


def _open_hours(name: str, clock: tuple[time, bool]) -> Hours:
    """ "After ten" lasts until the morning, "before seven" from midnight on."""
    if name == "till":
        return Hours(time(0), _morning(clock))
    since = _evening(clock)
    by_night = since.hour >= 18 or since.hour < MORNING
    return Hours(since, time(MORNING) if by_night else time(0))


def _evening(clock: tuple[time, bool]) -> time:
    """Of ten and half past ten the later: who watches a door means the night."""
    at, exact = clock
    if exact or not MORNING <= at.hour <= 12:
        return at
    return at.replace(hour=(at.hour + 12) % 24)


def _morning(clock: tuple[time, bool]) -> time:
    return clock[0]


def is_no_watch(request: Request, house: House) -> bool:
    """Whether a sentence that looks like a watch is something else: a date is asked for by "when", too."""
    if isinstance(request, Manage | Cancel):
        return True
    told = (
        ((house.device(r.device), r.instance) for r in request.readings) if isinstance(request, Ask) else ()
    )
    return any(
        capability.kind == "date" and capability.instance == instance
        for device, instance in told
        for capability in (device.capabilities if device else ())
    )
