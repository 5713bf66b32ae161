"""Clauses: a cover cut where one wish ends and the next begins, with its target put together.

"Turn off the kitchen light and the fan, set the bedroom to 20 %" is two clauses: the first about two
things, the second with a number and a property that the devices will tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.understanding.measures import measured
from bot.understanding.pieces import AnyPiece, Concept, Feature, Gap, Holder, Mention, Number, Timing
from bot.understanding.target import Target, target_of

PREDICATES = ("action.", "change.", "state.", "being.", "colour.", "white.", "mode.", "wish.")
MEANINGFUL = (
    "action", "change", "state", "being", "property", "colour", "shade", "white", "mode", "wish", "talk",
    "fraction",
)  # fmt: skip
"""Sections whose words change what a sentence asks for: an intent that passes over one misreads it."""

FALSE_PREDICATES = frozenset(("change.little", "action.set"))
BOUNDARIES = frozenset(("link.and", "link.then", "link.but"))
CHOICES = ("colour.", "white.", "mode.")


@dataclass(frozen=True)
class Clause:
    """One wish: its concepts in the order said, its numbers, target and times, and what nothing explains."""

    pieces: tuple[AnyPiece, ...]
    ids: tuple[str, ...]
    numbers: tuple[Number, ...]
    target: Target
    gaps: tuple[Gap, ...]
    asks: bool = False
    times: tuple[Timing, ...] = ()
    features: tuple[Feature, ...] = ()

    def has(self, *ids: str) -> bool:
        return any(id_ in self.ids for id_ in ids)

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
        return self.target.empty and not orders

    def all_of(self, section: str) -> tuple[str, ...]:
        """The names of the concepts of a section, as ``("brightness",)`` of ``property``."""
        return tuple(dict.fromkeys(i[len(section) + 1 :] for i in self.ids if i.startswith(section + ".")))

    def one_of(self, section: str) -> str | None:
        return next(iter(self.all_of(section)), None)


def clauses_of(pieces: Sequence[AnyPiece], asks: bool) -> tuple[Clause, ...]:
    """The clauses of a cover; a later clause inherits what it leaves unsaid."""
    settings = [setting for part in _parts(measured(pieces)) for setting in _settings(part)]
    found: list[Clause] = []
    for setting in settings:
        clause = _clause(setting, asks)
        found.append(_inheriting(clause, found[-1]) if found else clause)
    return tuple(found)


def _parts(pieces: list[AnyPiece]) -> list[list[AnyPiece]]:
    """Cut at conjunctions and marks where both sides wish for something."""
    parts: list[list[AnyPiece]] = [[]]
    for n, piece in enumerate(pieces):
        is_next = _is_verb(piece) and _is_complete(parts[-1]) and _has_target(pieces[n:])
        is_next = is_next or _is_next_order(piece, parts[-1], pieces[n + 1 :])
        if is_next or _is_boundary(piece) or _is_next_pair(piece, parts[-1]):
            parts.append([])
        parts[-1].append(piece)
    merged = [parts[0]]
    for part in parts[1:]:
        if _wishes(part) and _wishes(merged[-1]):
            merged.append(part)
        else:
            merged[-1] += part
    return merged


def _settings(part: list[AnyPiece]) -> list[list[AnyPiece]]:
    """ "Blue, 50 %" and "heat, 25 degrees" are two settings of one thing."""
    chosen = [p for p in part if isinstance(p, Feature) or _is_choice(p)]
    numbers = [p for p in part if isinstance(p, Number) and p.unit in ("percent", "degree", "celsius")]
    if len(chosen) != 1 or len(numbers) != 1:
        return [part]
    return [[p for p in part if p is not numbers[0]], [p for p in part if p is not chosen[0]]]


def _is_choice(piece: AnyPiece) -> bool:
    return isinstance(piece, Concept) and piece.ids[-1].startswith(CHOICES)


def _is_boundary(piece: AnyPiece) -> bool:
    return isinstance(piece, Concept) and not BOUNDARIES.isdisjoint(piece.ids)


def _is_verb(piece: AnyPiece) -> bool:
    """Whether a new wish may begin with a piece, without an "and"."""
    return isinstance(piece, Concept) and any(
        i in ("change.up", "change.down") or (i.startswith("action.") and i != "action.set")
        for i in piece.ids
    )


def _is_complete(part: Sequence[AnyPiece]) -> bool:
    return _has_target(part) and any(isinstance(p, Concept) and p.ids[0].startswith("action.") for p in part)


def _is_next_order(piece: AnyPiece, part: Sequence[AnyPiece], rest: Sequence[AnyPiece]) -> bool:
    """Whether an order that ended with its verb is followed by another: "lamp off fan on"."""
    if len(part) < 2 or not isinstance(piece, Mention) or not _ends_order(part[-1]):
        return False
    if any(map(_ends_order, part[:-1])):
        return False  # "open the blinds and ...": the verb came first
    return _has_target(part[:-1]) and any(map(_ends_order, rest[:3]))


def _ends_order(piece: AnyPiece) -> bool:
    return isinstance(piece, Concept) and any(
        i.startswith("state.")
        or i in ("change.up", "change.down")
        or (i.startswith("action.") and i != "action.set")
        for i in piece.ids
    )


def _is_next_pair(piece: AnyPiece, part: Sequence[AnyPiece]) -> bool:
    """Whether another thing begins after a thing with its number: "lamp 30 strip 70"."""
    if not part or not isinstance(piece, Mention):
        return False
    last = part[-1]
    valued = isinstance(last, Number) or (isinstance(last, Concept) and last.ids[0].startswith("unit."))
    return valued and any(isinstance(p, Mention) for p in part)


def _has_target(part: Sequence[AnyPiece]) -> bool:
    return any(
        isinstance(p, Mention) or (isinstance(p, Concept) and any(i.startswith("kind.") for i in p.ids))
        for p in part
    )


def _wishes(part: Sequence[AnyPiece]) -> bool:
    return any(
        isinstance(piece, Number | Feature)
        or (isinstance(piece, Mention) and any(n.holder is Holder.SCENE for n in piece.named))
        or (
            isinstance(piece, Concept)
            and any(id_.startswith(PREDICATES) and id_ not in FALSE_PREDICATES for id_ in piece.ids)
        )
        for piece in part
    )


def _clause(part: Sequence[AnyPiece], asks: bool) -> Clause:
    ids = tuple(id_ for piece in part if isinstance(piece, Concept) for id_ in piece.ids)
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
        tuple(p for p in part if isinstance(p, Timing)),
        tuple(p for p in part if isinstance(p, Feature)),
    )


def _is_called_off(part: Sequence[AnyPiece]) -> bool:
    """Whether an order is taken back as soon as it is said: "lamp on, no, never mind"."""
    said = [p for p in part if not (isinstance(p, Concept) and p.ids[0].startswith(("small.", "link.")))]
    last = said[-1] if len(said) > 1 else None
    return isinstance(last, Concept) and last.ids[0] == "talk.cancel"


def _inheriting(clause: Clause, before: Clause) -> Clause:
    """ "... to 50 % and the bedroom to 30": the verb and the property are the ones said before."""
    target = before.target if clause.target.empty else _like(clause.target, before.target)
    if clause.target.other and clause.target.phrases:  # "the lamp on, the other lights off"
        target = replace(target, excluded=(*target.excluded, *before.target.phrases))
    extra: tuple[str, ...] = ()
    if clause.target.phrases and not any(
        i.startswith(("action.", "state.", "property.")) for i in clause.ids
    ):
        extra = tuple(i for i in before.ids if i.startswith(("action.", "property.")))
    return replace(clause, target=target, ids=clause.ids + extra)


def _like(target: Target, before: Target) -> Target:
    """ "... and in the kitchen to 60": places share the kind spoken of before."""
    if not before.phrases or not all(phrase.only_places for phrase in target.phrases):
        return target
    kinds = before.phrases[-1].kinds
    return replace(target, phrases=tuple(replace(phrase, kinds=kinds) for phrase in target.phrases))
