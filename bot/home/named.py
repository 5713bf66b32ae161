"""What came of giving names and of keeping things at hand: members of the union in bot/home/outcome.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.home.naming import Misnamed, OwnName, Taken, Thing
from bot.home.problem import Problem
from bot.home.shown import Trouble


@dataclass(frozen=True)
class Named:
    """A thing has a name of the home's own now; ``already``: it had it; ``moved``: it was another thing's.

    ``renames``: its vendor's app could have it too, and the speaker may give it there.
    """

    thing: Thing
    name: str
    already: bool = False
    moved: bool = False
    renames: bool = False


@dataclass(frozen=True)
class NotNamed:
    """Why a name was not given to a thing."""

    thing: Thing
    name: str
    why: Misnamed


@dataclass(frozen=True)
class ConfirmName:
    """The name says something already: asked before it is given. Only the asker may say yes.

    ``moves``: people of the home gave it to that other thing, which would lose it.
    """

    thing: Thing
    name: str
    taken: Taken
    token: str
    deadline: datetime
    moves: bool = False


@dataclass(frozen=True)
class WhichIsNamed:
    """Several things were meant; one of them gets the name, or (None) is asked for one."""

    things: tuple[Thing, ...]
    name: str | None
    token: str


@dataclass(frozen=True)
class AskedName:
    """How shall it be called? The next thing that the asker says, if it is no order, is the name."""

    thing: Thing
    deadline: datetime


@dataclass(frozen=True)
class NameDropped:
    """A thing is called so no more; ``returned`` to the other that was called so before. ``nickname`` is what
    became of the name in the vendor's app, which was taken back as well."""

    own: OwnName
    returned: Thing | None = None
    nickname: Nicknamed | None = None


@dataclass(frozen=True)
class NamesListed:
    """The names that people of the home gave, by thing; ``may_change``: the reader may take them back."""

    names: tuple[OwnName, ...]
    page: int = 0
    may_change: bool = True


@dataclass(frozen=True)
class ConfirmNickname:
    """Shall the device be called so in its vendor's app, too? Whoever uses that app will see it."""

    device: str
    name: str
    cloud: str
    token: str
    deadline: datetime


@dataclass(frozen=True)
class Nicknamed:
    """The device is called so in its vendor's app, or the problem why not; not ``is_certain``: the cloud did
    not tell. ``is_back``: it is the name that it had there before, which "undo" has brought back."""

    device: str
    name: str
    cloud: str
    problem: Problem | None = None
    is_certain: bool = True
    is_back: bool = False


@dataclass(frozen=True)
class FavouritesShown:
    """What a person wants at hand, the oldest first."""

    things: tuple[Thing, ...]
    page: int = 0
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True)
class ScenesStarred:
    """All scenes, to choose which of them are wanted at hand."""

    starred: frozenset[str]
    page: int = 0


NamingOutcome = (
    Named
    | NotNamed
    | ConfirmName
    | WhichIsNamed
    | AskedName
    | NameDropped
    | NamesListed
    | ConfirmNickname
    | Nicknamed
)
FavouritesOutcome = FavouritesShown | ScenesStarred
