"""Clauses: a cover cut where one wish ends and the next begins, with its target put together.

"Turn off the kitchen light and the fan, set the bedroom to 20 %" is two clauses: the first about two
things, the second with a number and a property that the devices will tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.understanding.corrections import contrasted
from bot.understanding.measures import measured, resulting
from bot.understanding.parts import PREDICATES, apposed, correction_at, parts_of, settings_of, shaded, wishes
from bot.understanding.pieces import AnyPiece, Concept, Feature, Gap, Number, Timing
from bot.understanding.spoken import Target
from bot.understanding.target import target_of

MEANINGFUL = (
    "action", "change", "state", "being", "property", "colour", "shade", "white", "mode", "wish", "talk",
    "fraction",
)  # fmt: skip
"""Sections whose words change what a sentence asks for: an intent that passes over one misreads it."""


@dataclass(frozen=True)
class Clause:
    """One wish: its concepts in the order said, its numbers, target and times, and what nothing explains.

    ``fahrenheit``: degrees without a scale are of that one.
    """

    pieces: tuple[AnyPiece, ...]
    ids: tuple[str, ...]
    numbers: tuple[Number, ...]
    target: Target
    gaps: tuple[Gap, ...]
    asks: bool = False
    times: tuple[Timing, ...] = ()
    features: tuple[Feature, ...] = ()
    fahrenheit: bool = False

    def degrees(self, number: Number) -> str | None:
        """The unit of a number, with the scale that is meant where degrees may be meant."""
        may_be = number.unit in (None, "degree")
        return "fahrenheit" if self.fahrenheit and may_be else number.unit

    @cached_property
    def _said(self) -> frozenset[str]:
        return frozenset(self.ids)

    def has(self, *ids: str) -> bool:
        return not self._said.isdisjoint(ids)

    def says_only(self, *allowed: str) -> bool:
        """Whether every meaningful concept is one of ``allowed``: sections or single concepts."""
        return all(
            id_ in allowed or section in allowed
            for id_ in self.ids
            if (section := id_.partition(".")[0]) in MEANINGFUL
        )

    @property
    def is_bare(self) -> bool:
        """Whether neither a verb nor a thing makes a wish of what is said: "I like it cool"."""
        orders = any(
            i.startswith(("action.", "state.", "link.to", "link.by", "small.please")) for i in self.ids
        )
        return self.target.empty and not self.target.it and not orders

    def all_of(self, section: str) -> tuple[str, ...]:
        """The names of the concepts of a section, as ``("brightness",)`` of ``property``."""
        return tuple(dict.fromkeys(i[len(section) + 1 :] for i in self.ids if i.startswith(section + ".")))

    def one_of(self, section: str) -> str | None:
        return next(iter(self.all_of(section)), None)


def clauses_of(pieces: Sequence[AnyPiece], asks: bool) -> tuple[Clause, ...]:
    """The clauses of a cover; a later clause inherits what it leaves unsaid."""
    said = apposed(contrasted(shaded(resulting(measured(pieces)))))
    at = correction_at(said)
    if at is None:
        return tuple(_clauses(said, asks))
    *before, wrong = _clauses(said[:at], asks)
    right, *after = _clauses(said[at + 1 :], asks)
    return (*before, _correcting(right, wrong), *after)


def _clauses(pieces: list[AnyPiece], asks: bool) -> list[Clause]:
    found: list[Clause] = []
    for setting in (setting for part in parts_of(pieces) for setting in settings_of(part)):
        clause = _clause(setting, asks)
        found.append(_inheriting(clause, found[-1]) if found else clause)
    return found


def _correcting(right: Clause, wrong: Clause) -> Clause:
    """The corrected order: what it leaves unsaid is as it was said first."""
    if wishes(right.pieces):
        right = _inheriting(right, wrong)
        kept = tuple(i for i in wrong.ids if i.startswith("property.") and right.numbers)
        return right if right.all_of("property") else replace(right, ids=right.ids + kept)
    kept = tuple(i for i in wrong.ids if i.partition(".")[0] in MEANINGFUL and i not in right.ids)
    return replace(
        right,
        ids=right.ids + kept,
        numbers=wrong.numbers,
        features=wrong.features,
        times=right.times or wrong.times,
        target=wrong.target if right.target.empty else _like(right.target, wrong.target),
    )


def _clause(part: Sequence[AnyPiece], asks: bool) -> Clause:
    ids = tuple(id_ for piece in part if isinstance(piece, Concept) for id_ in piece.ids)
    times = tuple(p for p in part if isinstance(p, Timing))
    if any(timing.fragment.length for timing in times):
        ids = _without_end(ids)
    if any(i.startswith("action.") for i in ids):  # "it's too bright, turn a light off"
        ids = tuple(i for i in ids if not i.startswith("wish."))
    if any(i.startswith(PREDICATES) for i in ids) and not _is_called_off(part):  # "no, off", "no, warmer"
        ids = tuple(i for i in ids if i != "talk.cancel")
    return Clause(
        tuple(part),
        ids,
        tuple(p for p in part if isinstance(p, Number)),
        target_of(part),
        tuple(p for p in part if isinstance(p, Gap)),
        asks,
        times,
        tuple(p for p in part if isinstance(p, Feature)),
    )


def _without_end(ids: tuple[str, ...]) -> tuple[str, ...]:
    """ "开一个小时就关": for how long says already that it ends."""
    if "action.turn_on" not in ids or "action.turn_off" not in ids[ids.index("action.turn_on") :]:
        return ids
    return tuple(i for i in ids if i not in ("action.turn_off", "action.close"))


def _is_called_off(part: Sequence[AnyPiece]) -> bool:
    """Whether something of an order is taken back once it is said: "lamp on, no, never mind"."""
    said = [p for p in part if not (isinstance(p, Concept) and p.ids[0].startswith(("small.", "link.")))]
    return any(isinstance(p, Concept) and p.ids[0] == "talk.cancel" for p in said[1:])


def _inheriting(clause: Clause, before: Clause) -> Clause:
    """ "... to 50 % and the bedroom to 30": the verb and the property are the ones said before."""
    target = before.target if clause.target.empty else _like(clause.target, before.target)
    if clause.target.other and clause.target.phrases:  # "the lamp on, the other lights off"
        target = replace(target, excluded=(*target.excluded, *before.target.phrases))
    target = _nearby(target, before.target)
    extra: tuple[str, ...] = ()
    if clause.target.phrases and not any(
        i.startswith(("action.", "state.", "property.")) for i in clause.ids
    ):
        extra = tuple(i for i in before.ids if i.startswith(("action.", "property.")))
    return replace(clause, target=target, ids=clause.ids + extra)


def _nearby(target: Target, before: Target) -> Target:
    """ "The lights in the living room off and the curtains shut": of several, those there."""
    places = before.phrases[-1].places if before.phrases else ()
    if not places or target is before:
        return target
    phrases = (p if p.places or p.all else replace(p, nearby=places) for p in target.phrases)
    return replace(target, phrases=tuple(phrases))


def _like(target: Target, before: Target) -> Target:
    """ "... and in the kitchen to 60": places share the kind spoken of before."""
    if not before.phrases or not all(phrase.only_places for phrase in target.phrases):
        return target
    kinds = before.phrases[-1].kinds
    return replace(target, phrases=tuple(replace(phrase, kinds=kinds) for phrase in target.phrases))
