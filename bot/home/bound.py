"""Of which home, and of which room of it, is spoken in a chat.

Members of the closed union in bot/home/outcome.py.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class HomeName:
    """A home among several; ``id`` is its number in memory."""

    id: int
    name: str


@dataclass(frozen=True)
class WhichHome:
    """Of which of their homes somebody speaks in private; ``here``: of this one so far.

    ``token``: something was said, and goes on when the home is known. ``renames``: they may give ``here``
    another name; ``founds``: they may found one more home.
    """

    homes: tuple[HomeName, ...]
    here: int | None = None
    token: str | None = None
    renames: bool = False
    founds: bool = False


@dataclass(frozen=True)
class Bound:
    """What a group, or a topic of it, is bound to.

    ``home`` is None where that is nothing, or not for whoever asks to know. ``offered`` are the homes that
    they may bind it to instead; ``unbinds``, ``picks_room``: they may also do that.
    """

    home: HomeName | None
    room: str | None = None
    in_topic: bool = False
    offered: tuple[HomeName, ...] = ()
    unbinds: bool = False
    picks_room: bool = False


@dataclass(frozen=True)
class RoomChoice:
    """Which room is meant in a chat where none is named; ``room`` is the one so far."""

    room: str | None
    page: int = 0


BindingOutcome = WhichHome | Bound | RoomChoice
