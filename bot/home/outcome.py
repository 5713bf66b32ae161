"""What came of a sentence or a press: a closed union of themes, which bot/telegram/cards/ makes cards of.

"Which lamp?" is a value, a 503 is an exception; text is chosen last, from the outcome, in the
reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.home.abilities import Timer
from bot.home.alarms import Hazard
from bot.home.asking import ValueAsked
from bot.home.bound import BindingOutcome
from bot.home.command import Command
from bot.home.danger import Danger
from bot.home.deed import JournalOutcome
from bot.home.effect import Effect, Status
from bot.home.forgetting import ForgetOutcome
from bot.home.founding import FoundingOutcome
from bot.home.house import House
from bot.home.in_the_cloud import InTheCloud
from bot.home.joining import JoiningOutcome
from bot.home.named import FavouritesOutcome, NamingOutcome
from bot.home.people import InvitationOutcome, LimitsShown, PeopleOutcome
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
from bot.home.resetting import ResetOutcome
from bot.home.settled import SettingsShown
from bot.home.shown import AreaOutcome, DeviceOutcome, Explained, HomeOutcome, HomePictured, Trouble
from bot.home.signing_in import AccountOutcome
from bot.home.watching import WatchOutcome


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

    @property
    def needs_no_words(self) -> bool:
        """Whether all that was asked for was done, and has been seen to be."""
        told = self.scene or self.refused or self.readings or any(e.answer for e in self.effects)
        confirmed = all(effect.status is Status.CONFIRMED for effect in self.effects)
        return bool(self.effects) and confirmed and not told


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


class Denial(StrEnum):
    """Why somebody was not served."""

    STRANGER = "stranger"
    NOT_FOR_GUESTS = "not_for_guests"
    NOT_YOUR_QUESTION = "not_your_question"
    QUESTION_OVER = "question_over"
    NOT_YOUR_CARD = "not_your_card"
    NOTHING_SAID = "nothing_said"
    ONLY_OWNERS = "only_owners"
    ONLY_IN_PRIVATE = "only_in_private"
    ONLY_MANAGERS = "only_managers"
    ONLY_IN_GROUPS = "only_in_groups"
    NOT_YOUR_PLAN = "not_your_plan"
    PLAN_OVER = "plan_over"
    NOT_YOUR_WATCH = "not_your_watch"
    WATCH_OVER = "watch_over"
    TOO_MANY_WATCHES = "too_many_watches"
    TOO_MANY_PLANS = "too_many_plans"
    NOT_ABOVE_YOU = "not_above_you"
    LAST_OWNER = "last_owner"
    PEOPLE_OUTDATED = "people_outdated"
    NO_MEMBER = "no_member"
    TOO_MANY_LINKS = "too_many_links"
    TOO_MANY_HOMES = "too_many_homes"
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
    ``again``: the account's number, where it can be signed in to from the chat.
    """

    cloud: str
    problem: Problem
    days_left: int | None = None
    again: int | None = None


@dataclass(frozen=True)
class Scheduled:
    """What will be done later; ``done`` is what the same sentence did at once."""

    plans: tuple[Plan, ...]
    done: Done | None = None


@dataclass(frozen=True)
class Elsewhere:
    """A timer of a device in its cloud: made in the vendor's app and never touched, or the bot's own."""

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


QuestionOutcome = Choose | Confirm | DidYouSay
RefusalOutcome = NotFound | Unsupported | Refused | Failed
PlanOutcome = Scheduled | Plans | CalledOff | Lapsed
NoticeOutcome = Notice | Alarm

Outcome = (
    Done
    | Answered
    | QuestionOutcome
    | RefusalOutcome
    | Explained
    | NotUnderstood
    | Manage
    | Cancel
    | Ignored
    | DeviceOutcome
    | AreaOutcome
    | HomeOutcome
    | HomePictured
    | FavouritesOutcome
    | NamingOutcome
    | PlanOutcome
    | WatchOutcome
    | NoticeOutcome
    | ResetOutcome
    | ValueAsked
    | InTheCloud
    | JournalOutcome
    | PeopleOutcome
    | InvitationOutcome
    | LimitsShown
    | JoiningOutcome
    | BindingOutcome
    | AccountOutcome
    | FoundingOutcome
    | SettingsShown
    | ForgetOutcome
)


@dataclass(frozen=True)
class Reply:
    """An outcome and the house as it was known when it came about; ``home`` is the home's id in memory."""

    outcome: Outcome
    house: House
    home: int | None = None
