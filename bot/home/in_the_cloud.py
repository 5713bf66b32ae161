"""What a cloud keeps of a device: notes, the phone's widget, events, timers; what is removed for good.

Members of the closed union in bot/home/outcome.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.home.abilities import Happened, Timer
from bot.home.asking import Asker
from bot.home.capability import Capability
from bot.home.fit import Reason
from bot.home.plan import Plan
from bot.home.problem import Problem


@dataclass(frozen=True)
class TagsShown:
    """The notes of a device that are known; ``problem``: why they could not be read, or one not be kept."""

    device: str
    tags: tuple[tuple[str, str], ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True)
class TagAsked:
    """A note is asked for, until the deadline; ``reason``: what was said cannot be kept."""

    device: str
    token: str
    deadline: datetime
    asker: Asker
    reason: Reason | None = None


@dataclass(frozen=True)
class WidgetShown:
    """Whether a device is in the phone's widget, which properties the widget shows of it, and which it could,
    by the cloud's names."""

    device: str
    is_there: bool = False
    shown: frozenset[str] = frozenset()
    offered: Mapping[str, Capability] = field(default_factory=dict)
    problem: Problem | None = None


@dataclass(frozen=True)
class EventsShown:
    """The newest of every event of a device, in the home's time."""

    device: str
    happened: tuple[Happened, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True)
class TimersShown:
    """The timers that a device has in its cloud, and the bot's plans that could be kept there."""

    device: str
    timers: tuple[Timer, ...] = ()
    plans: tuple[Plan, ...] = ()
    problem: Problem | None = None


class Removed(StrEnum):
    """What can be removed for good."""

    DEVICE = "device"
    TAG = "tag"
    TIMER = "timer"


@dataclass(frozen=True)
class Removal:
    """``id`` is a note's key or a timer's id; ``name`` is what it, or else the device, is called."""

    what: Removed
    device: str
    name: str
    id: str = ""


@dataclass(frozen=True)
class ConfirmRemoval:
    """Whether something is to be removed. Only the asker may say yes, once, until the deadline."""

    removal: Removal
    token: str
    deadline: datetime


@dataclass(frozen=True)
class RemovalDone:
    """How a removal ended; ``problem``: it is still there, as far as is known."""

    removal: Removal
    problem: Problem | None = None


CloudOutcome = TagsShown | TagAsked | WidgetShown | EventsShown | TimersShown
RemovalOutcome = ConfirmRemoval | RemovalDone
InTheCloud = CloudOutcome | RemovalOutcome
