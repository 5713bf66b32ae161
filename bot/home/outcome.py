"""What came of a sentence or a press: a closed union, rendered by one ``match`` in telegram/cards.py.

"Which lamp?" is a value, a 503 is an exception; text is chosen last, from the outcome, in the
reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.home.abilities import Details, Happened, Moment, Timer
from bot.home.alarms import Hazard
from bot.home.area import Area
from bot.home.capability import Key
from bot.home.command import Command
from bot.home.danger import Danger
from bot.home.effect import Effect
from bot.home.history import Span
from bot.home.house import House
from bot.home.plan import Lapse, Plan
from bot.home.problem import Problem
from bot.home.request import (
    Cancel,
    CannotDo,
    Ignored,
    Manage,
    NotFound,
    NotUnderstood,
    Option,
    Question,
    Reading,
    Unsupported,
    When,
)


@dataclass(frozen=True)
class Trouble:
    """A part of the home that could not be reached: one device, or (None) a whole account."""

    cloud: str
    problem: Problem
    device: str | None = None


@dataclass(frozen=True)
class Done:
    """Commands were carried out, each with its own effect; ``readings`` were asked for beside them.

    ``scene`` is the scene that was started, or could not be for ``scene_problem``.
    """

    effects: tuple[Effect, ...] = ()
    scene: str | None = None
    scene_problem: Problem | None = None
    refused: tuple[CannotDo, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def open(self) -> bool:
        """Whether a later read-back may still change what is to be said."""
        return any(effect.open for effect in self.effects)


@dataclass(frozen=True)
class Answered:
    """A question, with fresh values in the reply's house; ``troubles`` are what could not be read."""

    question: Question
    readings: tuple[Reading, ...]
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True)
class Choose:
    """Which one? ``token`` and an option's place are what a button carries."""

    options: tuple[Option, ...]
    token: str


@dataclass(frozen=True)
class Confirm:
    """Dangerous: ask first. Only the asker may say yes, once, until the deadline.

    ``whens`` are the times that were said: yes lets it happen then, without asking again.
    """

    danger: Danger
    commands: tuple[Command, ...]
    token: str
    deadline: datetime
    whens: tuple[When, ...] = ()


@dataclass(frozen=True)
class DidYouSay:
    """Heard, but not surely: asked before it is done. Only the asker may say yes, until the deadline."""

    text: str
    token: str
    deadline: datetime


@dataclass(frozen=True)
class Shown:
    """One device, as it is now."""

    device: str
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True)
class MoreShown:
    """What of a device does not fit on its card, from the page that was asked for.

    ``details`` is what is known of it as a piece of hardware, where its cloud tells that.
    ``resettable``: its cloud can reset it to its factory settings.
    ``has_history``: somebody keeps what was of it.
    """

    device: str
    page: int = 0
    details: Details | None = None
    resettable: bool = False
    has_history: bool = False
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True)
class ChoicesShown:
    """All that one mode of a device, or its light, can be set to."""

    device: str
    key: Key
    page: int = 0


@dataclass(frozen=True)
class HistoryShown:
    """What was of one capability between two moments, in the home's time; None: no history is kept of it.

    ``key`` None: there is nothing about the device that could have a history.
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


@dataclass(frozen=True)
class AreaShown:
    """A room or a group with its devices, or the home in short."""

    area: Area
    page: int = 0
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
    """The home by rooms, from the page that was asked for (counted from 0)."""

    page: int = 0
    troubles: tuple[Trouble, ...] = ()


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


class Denial(StrEnum):
    """Why somebody was not served."""

    STRANGER = "stranger"
    NOT_FOR_GUESTS = "not_for_guests"
    NOT_YOUR_QUESTION = "not_your_question"
    QUESTION_OVER = "question_over"
    NOT_YOUR_CARD = "not_your_card"
    NOTHING_SAID = "nothing_said"
    ONLY_OWNERS = "only_owners"
    NOT_YOUR_PLAN = "not_your_plan"
    PLAN_OVER = "plan_over"
    TOO_MANY_PLANS = "too_many_plans"
    BUTTON_OUTDATED = "button_outdated"
    TOO_LONG = "too_long"
    EMPTY = "empty"


@dataclass(frozen=True)
class Refused:
    denial: Denial


@dataclass(frozen=True)
class Failed:
    """Nothing could be done at all: no cloud of the home answers and nothing is remembered of it."""

    troubles: tuple[Trouble, ...]


@dataclass(frozen=True)
class Notice:
    """An account needs its owner. ``problem`` is one of OF_THE_LOGIN.

    ``days_left``: the login still holds so many days, but it could not be renewed; None: it has ended.
    """

    cloud: str
    problem: Problem
    days_left: int | None = None


@dataclass(frozen=True)
class Scheduled:
    """What will be done later; ``done`` is what the same sentence did at once."""

    plans: tuple[Plan, ...]
    done: Done | None = None


@dataclass(frozen=True)
class Elsewhere:
    """A timer of a device that somebody made in the vendor's app: shown, never touched."""

    device: str
    timer: Timer


@dataclass(frozen=True)
class Plans:
    """Everything that will be done later in this home; ``troubles``: whose timers could not be read."""

    plans: tuple[Plan, ...]
    elsewhere: tuple[Elsewhere, ...] = ()
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True)
class CalledOff:
    """A plan that will not be carried out after all."""

    plan: Plan


@dataclass(frozen=True)
class Lapsed:
    """A plan whose time came and that was not carried out, or nobody knows."""

    plan: Plan
    why: Lapse


@dataclass(frozen=True)
class Alarm:
    """Something is wrong at a device, or is no more."""

    device: str
    hazard: Hazard
    over: bool = False


@dataclass(frozen=True)
class Resettable:
    """A factory reset was asked for, but not of what: the devices that can be reset."""

    devices: tuple[str, ...]


@dataclass(frozen=True)
class ConfirmReset:
    """Whether a device is to lose its settings. Only the asker may say yes, once, until the deadline."""

    device: str
    token: str
    deadline: datetime


class ResetPhase(StrEnum):
    RUNNING = "running"
    SUCCESS = "success"
    FAILED = "failed"
    TIMEOUT = "timeout"
    REFUSED = "refused"  # the cloud would not start it; the problem says why
    UNKNOWN = "unknown"  # broken off before it was known whether it had started, or how it ended


@dataclass(frozen=True)
class Reset:
    """How a factory reset stands. ``name`` is the device's, which its cloud may have forgotten by now."""

    device: str
    name: str
    phase: ResetPhase
    problem: Problem | None = None
    job: int | None = None


Outcome = (
    Done
    | Answered
    | Choose
    | Confirm
    | DidYouSay
    | Shown
    | MoreShown
    | ChoicesShown
    | HistoryShown
    | AreaShown
    | RoomsListed
    | ScenesListed
    | NothingOn
    | Listed
    | Found
    | Explained
    | NotFound
    | Unsupported
    | NotUnderstood
    | Manage
    | Cancel
    | Ignored
    | Refused
    | Failed
    | Notice
    | Scheduled
    | Plans
    | CalledOff
    | Lapsed
    | Resettable
    | ConfirmReset
    | Reset
    | Alarm
)


@dataclass(frozen=True)
class Reply:
    """An outcome and the house as it was known when it came about; ``home`` is the home's id in memory."""

    outcome: Outcome
    house: House
    home: int | None = None
