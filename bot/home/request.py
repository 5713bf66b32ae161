"""What a sentence asks for, grounded in the home: the fruit of understanding.

A ``Request`` says what the bot *would* do; nothing has been done yet. ``housemate understand``
prints it (docs/understand-format.md), the assistant carries it out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import Any

from bot.home.command import Command
from bot.home.fit import Reason


@dataclass(frozen=True)
class When:
    """When to act: after a delay, at the home's local time, or again and again (cron, 1 = Monday).

    ``for_seconds`` undoes it afterwards. All empty means now.
    """

    in_seconds: int | None = None
    at: datetime | None = None
    every: str | None = None
    for_seconds: int | None = None


@dataclass(frozen=True)
class CannotDo:
    """One part of a sentence that a device cannot do."""

    device: str
    reason: Reason


class Asked(StrEnum):
    """What is asked of what is read."""

    VALUE = "value"
    IS = "is"
    WHICH = "which"
    HOW_MANY = "how_many"
    WHERE = "where"


@dataclass(frozen=True)
class Question:
    """``is the lamp on?`` asks ``IS`` with ``value`` true; ``quantifier`` is ``any`` or ``all``."""

    asked: Asked = Asked.VALUE
    value: Any = None
    quantifier: str | None = None


@dataclass(frozen=True)
class Reading:
    """One thing to read: an instance of a device, or (None) everything about it."""

    device: str
    instance: str | None = None


@dataclass(frozen=True)
class Act:
    """Do these commands, or run this scene; ``readings`` are answered as well, ``refused`` cannot be done.

    ``when`` is the time of all of it. Where the commands have times of their own, ``whens`` holds one for
    each (None: now), and ``when`` the first of them, so that an act with any ``when`` is never done at once.
    """

    commands: tuple[Command, ...] = ()
    scene: str | None = None
    readings: tuple[Reading, ...] = ()
    question: Question | None = None
    refused: tuple[CannotDo, ...] = ()
    when: When | None = None
    whens: tuple[When | None, ...] = ()
    instead: bool = False
    """Whether it takes the place of what was put off last: "no, at nine"."""


@dataclass(frozen=True)
class Ask:
    """Answer a question from these readings."""

    readings: tuple[Reading, ...]
    question: Question = field(default_factory=Question)


@dataclass(frozen=True)
class Becomes:
    """On, open, locked, somebody there; or, with ``value`` false, no more."""

    value: bool


@dataclass(frozen=True)
class Above:
    limit: float


@dataclass(frozen=True)
class Below:
    limit: float


@dataclass(frozen=True)
class Changes:
    """Any other value than before."""


@dataclass(frozen=True)
class Finishes:
    """The washing is done, the robot has cleaned."""


Condition = Becomes | Above | Below | Changes | Finishes


@dataclass(frozen=True)
class Hours:
    """A part of every day, by the home's clocks; over midnight where it ends before it begins."""

    since: time
    until: time

    def hold(self, at: time) -> bool:
        if self.since <= self.until:
            return self.since <= at < self.until
        return at >= self.since or at < self.until


@dataclass(frozen=True)
class Watch:
    """Tell the asker when the condition comes about at any of the readings.

    Not ``repeats``: once, and then no more.
    """

    readings: tuple[Reading, ...]
    condition: Condition
    hours: Hours | None = None
    repeats: bool = True

    @property
    def devices(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(reading.device for reading in self.readings))


class Sort(StrEnum):
    """What sort of thing a name belongs to."""

    DEVICE = "device"
    ROOM = "room"
    GROUP = "group"
    SCENE = "scene"


@dataclass(frozen=True)
class Option:
    """One reading of an ambiguous sentence: the thing it is about, and what would be done."""

    sort: Sort
    id: str
    act: Act | Ask | Watch


OPTIONS_SHOWN = 12
"""What can be counted is what can be seen: "the last one" is the last of these."""


@dataclass(frozen=True)
class Clarify:
    """Several readings make sense, best first: ask. A card shows the first ``OPTIONS_SHOWN``; others may be
    named in the answer, and "all of them" is all."""

    options: tuple[Option, ...]


@dataclass(frozen=True)
class NotFound:
    """A command or question, but nothing in the home answers to ``said``; ``near`` are device ids."""

    said: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unsupported:
    """The device is there and cannot do it."""

    device: str
    reason: Reason


@dataclass(frozen=True)
class Manage:
    """The bot's own business: help, timers, history, ..."""

    intent: str
    args: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class NotUnderstood:
    """No reading is good enough."""


@dataclass(frozen=True)
class Ignored:
    """Overheard, and not meant for the bot."""


@dataclass(frozen=True)
class Cancel:
    """``Never mind``: what is pending is dropped; ``revokes``: what was put off until later, too."""

    revokes: bool = False


Request = Act | Ask | Watch | Clarify | NotFound | Unsupported | Manage | NotUnderstood | Ignored | Cancel
