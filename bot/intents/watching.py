"""Watches: "tell me when the washing is done", «предупреди, если станет холоднее 18», "门开了通知我"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.home.fit import Misfit, Reason
from bot.home.house import House
from bot.home.request import (
    Above,
    Ask,
    Becomes,
    Below,
    Cancel,
    Clarify,
    Hours,
    Manage,
    NotFound,
    Option,
    Reading,
    Request,
    Unsupported,
    Watch,
)
from bot.home.telling import WORKERS
from bot.home.watching import value_of
from bot.intents.choosing import Chooser
from bot.intents.coming_about import KINDS, LIMITS, NEARLY, ONCE, STATES, UNSAID, WORKS, meant
from bot.intents.grounding import Grounder
from bot.intents.spoken_hours import SpokenHours
from bot.understanding.asked_to_tell import AskedToTell, Stretch, Wanted
from bot.understanding.clause import Clause, clauses_of
from bot.understanding.context import Context
from bot.understanding.known import Known
from bot.understanding.spot import Sentence, Spotter
from bot.understanding.text import Token


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
        self._hours = SpokenHours(asked, spotter)
        self._chooser = Chooser(house, known.layout, context)
        self._fahrenheit = context.fahrenheit
        last = dict.fromkeys(context.about or (command.device for command in context.last))
        self._last = tuple(device for id_ in last if (device := house.device(id_)))

    def read(self, wanted: Wanted) -> Request | None:
        """The watch; why it cannot be; None where what is wanted is not understood."""
        words = [wanted.tokens[place] for place in wanted.places]
        if wanted.eyed:
            return self._eyed(words)
        best: Request | None = None
        for place in self._places(words, wanted):
            request = self._placed(place)
            if isinstance(request, Watch | Clarify):
                return request
            best = best or request
        return best

    def _eyed(self, words: Sequence[Token]) -> Request | None:
        """«Следи за дверью»: what may come about of it is known by what it is."""
        hours, rest = self._hours.taken_out(words, list(range(len(words))))
        left, text = tuple(words[n] for n in rest), _joined(words, rest)
        refused: Request | None = None
        for name in UNSAID:
            request = self._placed(_Place(Stretch(name, 0, 0), left, text, hours, name not in ONCE))
            if isinstance(request, Watch | Clarify):
                return request
            refused = refused or (request if isinstance(request, Unsupported) else None)
        return refused

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
            hours, rest = self._hours.taken_out(words, rest)
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
        says_what = bool(clause.target.phrases) or clause.has("pick.it") or bool(clause.all_of("property"))
        if place.said.start == place.said.end and not says_what:
            return None  # «следи за собой»
        wished = meant(place.said.name, clause, types)
        if wished is None:
            return None
        wish, condition = wished
        if clause.gaps:
            start, end = clause.gaps[0].start, clause.gaps[-1].end
            return NotFound(sentence.said(start, end)) if clause.target.empty else None
        grounded = Grounder(self._chooser, sentence).ground(wish, clause.target, self._last)
        watch = Watch((), condition, place.hours, place.repeats)
        match grounded:
            case Ask(readings=readings):
                return self._watching(watch, readings, place.said.name)
            case Clarify(options=options):
                return self._which(watch, options, place.said.name)
            case Unsupported(device=device):
                return Unsupported(device, Reason(Misfit.UNWATCHABLE))
            case _:
                return grounded

    def _which(self, watch: Watch, options: Sequence[Option], name: str) -> Request:
        """Where a door has a sensor and a lock in one room, the sensor tells when it opens."""
        asked = [(o, o.act.readings) for o in options if isinstance(o.act, Ask)]
        if STATES.get(name, ("", True))[0] == "open":
            sensed = {self._room(r) for _, readings in asked for r in readings if r.instance != "lock"}
            asked = [
                a for a in asked if not all(r.instance == "lock" and self._room(r) in sensed for r in a[1])
            ]
        told = tuple(replace(o, act=self._watching(watch, readings, name)) for o, readings in asked)
        return told[0].act if len(told) == 1 else Clarify(told)

    def _room(self, reading: Reading) -> str | None:
        device = self._house.device(reading.device)
        return device.room if device else None

    def _watching(self, watch: Watch, readings: tuple[Reading, ...], name: str) -> Watch:
        """Of doors their sensors are watched; a lock only where nothing else tells, and it is open unlocked.
        What a value is to reach, it reaches from where it is now."""
        watch = replace(watch, readings=readings)
        if name == "stops" and self._only_sense(readings):  # an alarm that "goes off" begins
            return replace(watch, condition=Becomes(True))
        if name == "reaches" and isinstance(watch.condition, Above):
            return replace(watch, condition=self._reaching(watch.condition.limit, readings))
        if STATES.get(name, ("", True))[0] != "open" or not any(r.instance == "lock" for r in readings):
            return watch
        sensed = tuple(r for r in readings if r.instance != "lock")
        if sensed:
            return replace(watch, readings=sensed)
        assert isinstance(watch.condition, Becomes)
        return replace(watch, condition=Becomes(not watch.condition.value))

    def _only_sense(self, readings: Sequence[Reading]) -> bool:
        devices = (self._house.device(reading.device) for reading in readings)
        return all(device is not None and device.is_a("sensor") for device in devices)

    def _reaching(self, limit: float, readings: Sequence[Reading]) -> Above | Below:
        devices = ((self._house.device(reading.device), reading) for reading in readings)
        values = [value_of(reading, device) for device, reading in devices if device]
        numbers = [value for value in values if isinstance(value, int | float)]
        falls = bool(numbers) and all(number > limit for number in numbers)
        return Below(round(limit + NEARLY, 2)) if falls else Above(round(limit - NEARLY, 2))


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
