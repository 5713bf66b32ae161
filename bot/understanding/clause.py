"""Clauses: a cover cut where one wish ends and the next begins, with its target put together.

"Turn off the kitchen light and the fan, set the bedroom to 20 %" is two clauses: the first about two
things, the second with a number and a property that the devices will tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.understanding.measures import measured
from bot.understanding.pieces import AnyPiece, Concept, Gap, Holder, Mention, Number

PREDICATES = ("action.", "change.", "state.", "being.", "colour.", "white.", "mode.", "wish.")
MEANINGFUL = ("action", "change", "state", "being", "property", "colour", "white", "mode", "wish")
"""Sections whose words change what a sentence asks for: an intent that passes over one misreads it."""

FALSE_PREDICATES = frozenset(("change.little", "action.set"))
BOUNDARIES = frozenset(("link.and", "link.then"))


@dataclass(frozen=True)
class Spoken:
    """A kind or place of the lexicons, in the words in which it was said."""

    id: str
    said: str
    plural: bool
    start: int
    end: int


@dataclass(frozen=True)
class Phrase:
    """One thing that is spoken of: a name, a kind, a place, or a kind or name in a place."""

    names: tuple[Mention, ...] = ()
    kinds: tuple[Spoken, ...] = ()
    places: tuple[Mention | Spoken, ...] = ()
    all: bool = False
    both: bool = False

    @property
    def empty(self) -> bool:
        return not (self.names or self.kinds or self.places or self.all)

    @property
    def only_places(self) -> bool:
        return bool(self.places) and not (self.names or self.kinds)


@dataclass(frozen=True)
class Target:
    """What a clause is about; all empty where it was left unsaid."""

    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    it: bool = False

    @property
    def empty(self) -> bool:
        return not self.phrases


@dataclass(frozen=True)
class Clause:
    """One wish: its concepts in the order said, its numbers, its target and what nothing explains."""

    pieces: tuple[AnyPiece, ...]
    ids: tuple[str, ...]
    numbers: tuple[Number, ...]
    target: Target
    gaps: tuple[Gap, ...]
    asks: bool = False

    def has(self, *ids: str) -> bool:
        return any(id_ in self.ids for id_ in ids)

    def says_only(self, *allowed: str) -> bool:
        """Whether every meaningful concept is one of ``allowed``: sections or single concepts."""
        return all(
            id_ in allowed or section in allowed
            for id_ in self.ids
            if (section := id_.partition(".")[0]) in MEANINGFUL
        )

    def all_of(self, section: str) -> tuple[str, ...]:
        """The names of the concepts of a section, as ``("brightness",)`` of ``property``."""
        return tuple(dict.fromkeys(i[len(section) + 1 :] for i in self.ids if i.startswith(section + ".")))

    def one_of(self, section: str) -> str | None:
        return next(iter(self.all_of(section)), None)


def clauses_of(pieces: Sequence[AnyPiece], asks: bool) -> tuple[Clause, ...]:
    """The clauses of a cover; a later clause inherits what it leaves unsaid."""
    parts = _parts(measured(pieces))
    found: list[Clause] = []
    for part in parts:
        clause = _clause(part, asks)
        found.append(_inheriting(clause, found[-1]) if found else clause)
    return tuple(found)


def _parts(pieces: list[AnyPiece]) -> list[list[AnyPiece]]:
    """Cut at conjunctions and marks where both sides wish for something."""
    parts: list[list[AnyPiece]] = [[]]
    for n, piece in enumerate(pieces):
        if _is_boundary(piece) or (_is_verb(piece) and _is_complete(parts[-1]) and _has_target(pieces[n:])):
            parts.append([])
        parts[-1].append(piece)
    merged = [parts[0]]
    for part in parts[1:]:
        if _wishes(part) and _wishes(merged[-1]):
            merged.append(part)
        else:
            merged[-1] += part
    return merged


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


def _has_target(part: Sequence[AnyPiece]) -> bool:
    return any(
        isinstance(p, Mention) or (isinstance(p, Concept) and any(i.startswith("kind.") for i in p.ids))
        for p in part
    )


def _wishes(part: Sequence[AnyPiece]) -> bool:
    return any(
        isinstance(piece, Number)
        or (isinstance(piece, Mention) and any(n.holder is Holder.SCENE for n in piece.named))
        or (
            isinstance(piece, Concept)
            and any(id_.startswith(PREDICATES) and id_ not in FALSE_PREDICATES for id_ in piece.ids)
        )
        for piece in part
    )


def _clause(part: Sequence[AnyPiece], asks: bool) -> Clause:
    ids = tuple(id_ for piece in part if isinstance(piece, Concept) for id_ in piece.ids)
    return Clause(
        tuple(part),
        ids,
        tuple(p for p in part if isinstance(p, Number)),
        _TargetBuilder().build(part),
        tuple(p for p in part if isinstance(p, Gap)),
        asks,
    )


def _inheriting(clause: Clause, before: Clause) -> Clause:
    """ "... to 50 % and the bedroom to 30": the verb and the property are the ones said before."""
    target = before.target if clause.target.empty else clause.target
    extra: tuple[str, ...] = ()
    if clause.target.phrases and not any(
        i.startswith(("action.", "state.", "property.")) for i in clause.ids
    ):
        extra = tuple(i for i in before.ids if i.startswith(("action.", "property.")))
    return replace(clause, target=target, ids=clause.ids + extra)


@dataclass
class _TargetBuilder:
    """Reads pieces from left to right and puts phrases together."""

    phrases: list[Phrase] = field(default_factory=list)
    excluded: list[Phrase] = field(default_factory=list)
    current: Phrase = field(default_factory=Phrase)
    excluding: bool = False
    it: bool = False

    def build(self, part: Sequence[AnyPiece]) -> Target:
        for piece in part:
            match piece:
                case Mention():
                    self._mention(piece)
                case Concept():
                    for id_ in piece.ids:
                        self._concept(id_, piece)
        self._close()
        return Target(tuple(_joined(self.phrases)), tuple(_joined(self.excluded)), self.it)

    def _mention(self, mention: Mention) -> None:
        holders = {named.holder for named in mention.named}
        if holders <= {Holder.ROOM, Holder.FLOOR}:
            self.current = replace(self.current, places=(*self.current.places, mention))
        else:
            self.current = replace(self.current, names=(*self.current.names, mention))

    def _concept(self, id_: str, piece: Concept) -> None:
        section, _, name = id_.partition(".")
        spoken = Spoken(name, piece.said, piece.plural, piece.start, piece.end)
        match section, name:
            case "kind", _:
                self.current = replace(self.current, kinds=(*self.current.kinds, spoken))
            case "room", _:
                self.current = replace(self.current, places=(*self.current.places, spoken))
            case "place", _:
                self.current = replace(self.current, places=(*self.current.places, spoken))
            case "pick", "all":
                self.current = replace(self.current, all=True)
            case "pick", "both":
                self.current = replace(self.current, both=True)
            case "pick", "except":
                self._close()
                self.excluding = True
            case "pick", "it":
                self.it = True
            case "link", "and" | "then":
                self._close()

    def _close(self) -> None:
        if not self.current.empty:
            (self.excluded if self.excluding else self.phrases).append(self.current)
            if self.excluding and not self.phrases:
                self.excluding = False  # "except the fridge, everything off"
        self.current = Phrase()


def _joined(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Phrases that are only places share what is beside them: "lights in the hall and the kitchen"."""
    joined: list[Phrase] = []
    for phrase in phrases:
        if joined and phrase.only_places and joined[-1].places and not phrase.all:
            joined.append(replace(phrase, kinds=joined[-1].kinds, names=joined[-1].names, all=joined[-1].all))
        elif joined and joined[-1].only_places and phrase.places and not joined[-1].all:
            joined[-1] = replace(joined[-1], kinds=phrase.kinds, names=phrase.names, all=phrase.all)
            joined.append(phrase)
        else:
            joined.append(phrase)
    return joined
