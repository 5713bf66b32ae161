"""What is pressed under "More": values that are asked for, and what only some clouds keep of a device.

Notes, timers and properties of the widget are known to the cloud only, so their buttons carry a mark of
them (``mark_of``) that is compared with what the cloud has at the press.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from bot.home.capability import Key

MARK = 12  # hexadecimal digits


def mark_of(text: str) -> str:
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:MARK]


@dataclass(frozen=True)
class AskValue:
    """Ask for a value that no button can hold, in a message that is to be replied to."""

    device: str
    key: Key


@dataclass(frozen=True)
class AskRemoval:
    """Remove a device from its account; asks first."""

    device: str


@dataclass(frozen=True)
class ShowTags:
    """Show the notes that the cloud keeps on a device."""

    device: str


@dataclass(frozen=True)
class AskTag:
    """Ask for a note, in a message that is to be replied to."""

    device: str


@dataclass(frozen=True)
class RemoveTag:
    """Remove a note; asks first."""

    device: str
    mark: str


@dataclass(frozen=True)
class ShowWidget:
    """Show what the phone's widget shows of a device."""

    device: str


@dataclass(frozen=True)
class SetWidget:
    """Put a device into the phone's widget, or take it out."""

    device: str
    shown: bool


@dataclass(frozen=True)
class SetWidgetProperty:
    """Let the widget show one property of a device, or no longer."""

    device: str
    mark: str
    shown: bool


@dataclass(frozen=True)
class ShowEvents:
    """Show the newest of every event of a device."""

    device: str


@dataclass(frozen=True)
class ShowCloudTimers:
    """Show the timers that a device has in its cloud."""

    device: str


@dataclass(frozen=True)
class PauseCloudTimer:
    """Pause one of the bot's timers in the cloud, or go on with it."""

    device: str
    mark: str
    paused: bool


@dataclass(frozen=True)
class RemoveCloudTimer:
    """Remove one of the bot's timers from the cloud; asks first."""

    device: str
    mark: str


@dataclass(frozen=True)
class MoveToCloud:
    """Let the cloud keep a plan of the bot's, as a timer of the device."""

    device: str
    job: int


MoreButton = (
    AskValue
    | AskRemoval
    | ShowTags
    | AskTag
    | RemoveTag
    | ShowWidget
    | SetWidget
    | SetWidgetProperty
    | ShowEvents
    | ShowCloudTimers
    | PauseCloudTimer
    | RemoveCloudTimer
    | MoveToCloud
)
