"""What became of one command: what the vendor said is kept apart from what is true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.home.command import Command
from bot.home.errors import CloudError, CloudProtocolError, CloudUnavailableError
from bot.home.problem import Problem


class Status(StrEnum):
    CONFIRMED = "confirmed"  # read back, and it is so
    SENT = "sent"  # the cloud took it, and there is nothing that could be read back (a step, an action)
    ACCEPTED = "accepted"  # the cloud took it; the device has not shown it yet
    UNCONFIRMED = "unconfirmed"  # it still does not show after the last read-back
    REFUSED = "refused"  # the cloud or the device said no; .problem says why
    UNKNOWN = "unknown"  # the connection died during the write and a read did not settle it


@dataclass(frozen=True)
class Effect:
    """``vendor_says`` is the vendor's own wording, shown where ``problem`` is UNKNOWN.

    ``cloud`` is the vendor that carried it out, or did not. ``answer`` is what an action that waits for its
    device was told by it, by the names of its outputs.
    """

    command: Command
    status: Status
    problem: Problem | None = None
    vendor_says: str | None = None
    cloud: str | None = None
    answer: Mapping[str, Any] | None = None

    @property
    def open(self) -> bool:
        """Whether a later read-back may still settle it."""
        return self.status in (Status.ACCEPTED, Status.UNKNOWN)


def is_maybe_done(error: CloudError) -> bool:
    """Whether a write that ended in ``error`` may have taken effect."""
    match error:
        case CloudUnavailableError(maybe_done=True) | CloudProtocolError():
            return True
        case _:
            return False


def failed(command: Command, error: CloudError) -> Effect:
    """What a write that ended in ``error`` did: refused, or unknown where it may have taken effect."""
    status = Status.UNKNOWN if is_maybe_done(error) else Status.REFUSED
    return Effect(command, status, error.problem, error.vendor_says)
