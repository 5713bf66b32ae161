"""What will be done later, as people are told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.home.command import Command


@dataclass(frozen=True)
class Plan:
    """Commands or a scene at a time; ``job`` is its number in the queue.

    ``due`` is the next time, in the home's time zone. ``every`` is a cron expression (1 = Monday) where it is
    done again and again. ``for_seconds``: it is undone afterwards. ``restores``: it is itself what undoes.
    """

    job: int
    commands: tuple[Command, ...]
    due: datetime
    scene: str | None = None
    every: str | None = None
    for_seconds: int | None = None
    restores: bool = False
    paused: bool = False


class Lapse(StrEnum):
    """Why a plan was not carried out."""

    MISSED = "missed"  # the bot was away at the time, and for too long
    NOT_ALLOWED = "not_allowed"  # whoever asked for it may not do it any more
    UNKNOWN = "unknown"  # it was begun and broke off: nobody knows whether it was done
    UNREACHABLE = "unreachable"  # its devices could not be listed for too long
    FAILED = "failed"  # it failed time and again
