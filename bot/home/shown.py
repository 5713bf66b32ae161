"""What is shown because somebody asked to see it: a device, a part of the home, the past, a reading.

Members of the closed union in bot/home/outcome.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.home.abilities import Details, Happened, Moment
from bot.home.area import Area
from bot.home.capability import Key
from bot.home.history import Span
from bot.home.naming import Thing
from bot.home.problem import Problem


@dataclass(frozen=True)
class Trouble:
    """A part of the home that could not be reached: one device, or (None) the whole ``account``."""

    cloud: str
    problem: Problem
    device: str | None = None
    account: int | None = None


@dataclass(frozen=True)
class Shown:
    """One device, as it is now."""

    device: str
    troubles: tuple[Trouble, ...] = ()


class Kept(StrEnum):
    """What a cloud may keep of a device."""

    EVENTS = "events"
    TIMERS = "timers"
    TAGS = "tags"
    WIDGET = "widget"


@dataclass(frozen=True)
class MoreShown:
    """What of a device does not fit on its card, from the page that was asked for.

    ``details`` is what is known of it as a piece of hardware, where its cloud tells that.
    ``resettable``: its cloud can reset it to its factory settings.
    ``has_history``: somebody keeps what was of it. ``starred``: whoever asked wants it at hand.
    ``removable``: it can be removed from its account. ``kept``: what else its cloud keeps of it.
    """

    device: str
    page: int = 0
    details: Details | None = None
    resettable: bool = False
    has_history: bool = False
    removable: bool = False
    kept: frozenset[Kept] = frozenset()
    troubles: tuple[Trouble, ...] = ()
    starred: bool = False


@dataclass(frozen=True)
class ChoicesShown:
    """All that one mode of a device, or its light, can be set to."""

    device: str
    key: Key
    page: int = 0


@dataclass(frozen=True)
class HistoryShown:
    """What was of one capability between two moments, in the home's time; None: no history is kept of it.

    ``key`` None: there is nothing about the device that could have a history. ``noted``: the bot has noted
    it down itself, ``noted_since`` then, for the cloud keeps none.
    """

    device: str
    key: Key | None
    span: Span
    since: datetime
    until: datetime
    moments: tuple[Moment, ...] | None = ()
    happened: tuple[Happened, ...] = ()
    problem: Problem | None = None
    dark: bool = False
    noted: bool = False
    noted_since: datetime | None = None


@dataclass(frozen=True)
class AreaShown:
    """A room or a group with its devices, or the home in short.

    ``starred``: whoever asked wants the room or group at hand; ``favourites``: what of the home they do.
    """

    area: Area
    page: int = 0
    troubles: tuple[Trouble, ...] = ()
    starred: bool = False
    favourites: tuple[Thing, ...] = ()


@dataclass(frozen=True)
class HomePictured:
    """The home as a picture, as it was ``at`` a moment of the home's time."""

    at: datetime
    dark: bool = False
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True)
class RoomsListed:
    """The rooms and groups of the home, with what is on in each."""

    page: int = 0
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True)
class ScenesListed:
    page: int = 0


@dataclass(frozen=True)
class NothingOn:
    """All was to be turned off, and nothing is on."""

    area: Area


@dataclass(frozen=True)
class Listed:
    """The home by rooms, from the page that was asked for (counted from 0), under what is wanted at hand."""

    page: int = 0
    troubles: tuple[Trouble, ...] = ()
    favourites: tuple[Thing, ...] = ()


@dataclass(frozen=True)
class Found:
    """The devices that somebody looked for by ``said``."""

    said: str
    devices: tuple[str, ...]


@dataclass(frozen=True)
class Likened:
    """What was said, what it was taken for, and how much alike the two are (0..1)."""

    said: str
    names: tuple[str, ...]
    likeness: float


@dataclass(frozen=True)
class Explained:
    """Why a sentence was read as it was: words that mean something by themselves, names of the home, words
    that were put right, words that nobody knows; ``runner_up`` is the outcome of the reading that lost."""

    text: str
    words: tuple[str, ...]
    names: tuple[Likened, ...]
    corrected: tuple[tuple[str, str], ...]
    unexplained: tuple[str, ...]
    runner_up: str | None


DeviceOutcome = Shown | MoreShown | ChoicesShown | HistoryShown
AreaOutcome = AreaShown | RoomsListed | ScenesListed | NothingOn
HomeOutcome = Listed | Found
