"""What came of asking for a factory reset. Members of the closed union in bot/home/outcome.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.home.problem import Problem


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


ResetOutcome = Resettable | ConfirmReset | Reset
