"""Pieces: what a stretch of tokens may mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from bot.understanding.fragment import Fragment


class Holder(StrEnum):
    """What a name of the home belongs to."""

    DEVICE = "device"
    ROOM = "room"
    FLOOR = "floor"
    GROUP = "group"
    SCENE = "scene"


@dataclass(frozen=True, slots=True)
class Named:
    """Something in the home that answers to a name; a floor's ``id`` is its name."""

    holder: Holder
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens ``start`` to ``end`` (exclusive) and how well the piece explains them."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Concept(Piece):
    """Concepts of the lexicons, and the words that said them. ``plural``: said in the plural."""

    ids: tuple[str, ...] = ()
    said: str = ""
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Mention(Piece):
    """A name of the home; several things may bear it.

    ``likeness`` is 1 for the full name, less for a part of it or a misspelling; ``plural``: said in
    the plural where the name is none.
    """

    named: tuple[Named, ...] = ()
    likeness: float = 1.0
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Feature(Piece):
    """What some devices can do, by the keys of its names (``features.key_of``).

    ``timely``: the words also say a time, as "sunset" does.
    """

    keys: frozenset[str] = frozenset()
    timely: bool = False


@dataclass(frozen=True, slots=True)
class Number(Piece):
    value: float = 0.0
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Timing(Piece):
    """Words that say when, how often or for how long."""

    fragment: Fragment = field(default_factory=Fragment)


@dataclass(frozen=True, slots=True)
class Gap(Piece):
    """A token that nothing explains."""


AnyPiece = Concept | Mention | Feature | Number | Timing | Gap
