"""What a button means once it is read: a closed union, whatever its wire looks like."""

from __future__ import annotations

from dataclasses import dataclass

from bot.home.account_buttons import OfAccounts, OfNoHome
from bot.home.area import Area
from bot.home.binding_buttons import HomeChoice, RoomButton
from bot.home.capability import Key
from bot.home.command import Command
from bot.home.forgetting import ForgetButton
from bot.home.history import Span
from bot.home.journal_buttons import JournalButton
from bot.home.more_buttons import MoreButton
from bot.home.names_buttons import FavouritesButton, NamesButton, ShowNames, ShowPicture
from bot.home.people_buttons import PeopleButton
from bot.home.settings_buttons import SettingsButton
from bot.home.watch_buttons import WatchButton


@dataclass(frozen=True)
class Do:
    """Carry out a command; switches carry the state to reach, so a press on a stale card does no harm."""

    command: Command


@dataclass(frozen=True)
class Show:
    """Show one device, read anew."""

    device: str


@dataclass(frozen=True)
class ShowMore:
    """Show what of a device does not fit on its card, a page at a time."""

    device: str
    page: int = 0


@dataclass(frozen=True)
class ShowChoices:
    """Show the choices of a mode or of a lamp's scenes, a page at a time."""

    device: str
    key: Key
    page: int = 0


@dataclass(frozen=True)
class ShowHistory:
    """Show what was of a device: of one capability, or (None) of the likeliest."""

    device: str
    key: Key | None = None
    span: Span = Span.DAY
    dark: bool = False


@dataclass(frozen=True)
class ShowArea:
    """Show a room, a group, or the home in short."""

    area: Area
    page: int = 0


@dataclass(frozen=True)
class AllOff:
    """Turn off all that is on in an area; asks first."""

    area: Area


@dataclass(frozen=True)
class ShowRooms:
    """Show the rooms and groups of the home."""

    page: int = 0


@dataclass(frozen=True)
class ShowScenes:
    page: int = 0


@dataclass(frozen=True)
class RunScene:
    scene: str


@dataclass(frozen=True)
class Turn:
    """Show a page of the home, counted from 0."""

    page: int = 0


@dataclass(frozen=True)
class Pick:
    """Choose one of the options of an open question."""

    token: str
    place: int


@dataclass(frozen=True)
class Decide:
    """Say yes or no to an open question."""

    token: str
    yes: bool


@dataclass(frozen=True)
class Speak:
    """Change the presser's language."""

    language: str


@dataclass(frozen=True)
class CallOff:
    """Call off what was planned; ``job`` is its number in the queue."""

    job: int


@dataclass(frozen=True)
class Pause:
    """Pause a plan, or go on with it."""

    job: int
    paused: bool


@dataclass(frozen=True)
class ShowPlans:
    """Show everything that is planned."""


@dataclass(frozen=True)
class AskReset:
    """Reset a device to its factory settings; asks first."""

    device: str


DeviceButton = Do | Show | ShowMore | ShowChoices | ShowHistory | AskReset
AreaButton = ShowArea | AllOff | ShowRooms | ShowScenes | RunScene | Turn
QuestionButton = Pick | Decide
PlanButton = CallOff | Pause | ShowPlans

Browse = FavouritesButton | ShowNames | ShowPicture | Show | ShowMore | ShowChoices | ShowHistory | AreaButton
"""What a person does to look around, and to switch what they see as a whole."""

BeforeHome = HomeChoice | OfNoHome | ForgetButton
"""Answered before it is known of which home is spoken, if of any."""

HomeButton = (
    Browse
    | DeviceButton
    | QuestionButton
    | PlanButton
    | Speak
    | RoomButton
    | JournalButton
    | PeopleButton
    | OfAccounts
    | MoreButton
    | SettingsButton
    | WatchButton
    | NamesButton
)
Button = BeforeHome | HomeButton
