"""What a button means once it is read: a closed union, whatever its wire looks like."""

from __future__ import annotations

from dataclasses import dataclass

from bot.home.command import Command


@dataclass(frozen=True)
class Do:
    """Carry out a command; switches carry the state to reach, so a press on a stale card does no harm."""

    command: Command


@dataclass(frozen=True)
class Show:
    """Show one device, read anew."""

    device: str


@dataclass(frozen=True)
class Turn:
    """Show a page of the home, counted from 0."""

    page: int


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


Button = AskReset | CallOff | Pause | ShowPlans | Do | Show | Turn | Pick | Decide | Speak
