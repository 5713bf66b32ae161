"""What some clouds can do beyond the Cloud port: small protocols, to be asked for with ``isinstance``.

Every method raises ``CloudError`` and nothing else on purpose; none is repeated by itself unless it
only reads.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from bot.home.capability import Capability, Key
from bot.home.command import Command
from bot.home.effect import Effect
from bot.home.fit import Misfit, Reason


@dataclass(frozen=True)
class Moment:
    """A value that a capability had, in the domain's form, and since when."""

    at: datetime
    value: Any


class Severity(StrEnum):
    INFO = "info"
    ALERT = "alert"
    ERROR = "error"


@dataclass(frozen=True)
class Happened:
    """An event of a device: its instance, how bad, and what it said, or the state that it ``became``."""

    at: datetime
    instance: str
    severity: Severity
    name: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    became: str | None = None


@runtime_checkable
class HasHistory(Protocol):
    """A cloud that keeps what was. How far back is the vendor's secret: show what came."""

    async def history(
        self, device: str, key: Key, since: datetime, until: datetime, newest_first: bool = True
    ) -> tuple[Moment, ...]:
        """All values of one capability between two moments, however many pages that takes."""

    async def happenings(
        self, device: str, instance: str, since: datetime, until: datetime, newest_first: bool = True
    ) -> tuple[Happened, ...]:
        """All events of one instance between two moments."""


@runtime_checkable
class HasEvents(Protocol):
    """A cloud that remembers the last of every event."""

    async def latest_events(self, device: str) -> tuple[Happened, ...]:
        """The newest of every event that the device ever reported."""


class ResetState(StrEnum):
    RUNNING = "running"
    SUCCESS = "success"
    FAILED = "failed"
    TIMEOUT = "timeout"


@runtime_checkable
class HasReset(Protocol):
    """Factory reset: destroys the device's settings and perhaps its history. The owner's only."""

    async def reset(self, device: str) -> str:
        """Start a reset; the task to ask after. Never repeated."""

    async def reset_state(self, task: str) -> ResetState: ...


@runtime_checkable
class RemovesDevices(Protocol):
    async def remove(self, device: str) -> None:
        """Remove the device from the account. Asked for as earnestly as a reset."""


@dataclass(frozen=True)
class Timer:
    """A timer that lives in the cloud and runs while the bot is off.

    ``cron`` (minute first, 1 = Monday ... 7 = Sunday) or ``at``, read in the timer's own ``timezone`` where
    it has none; neither where somebody else's timer has a plan that cannot be told so;
    ``ours`` tells the bot's timers from those that somebody made elsewhere, which are never touched.
    ``id`` is empty before the cloud has given one.
    """

    id: str
    name: str
    enabled: bool
    timezone: str
    cron: str | None = None
    at: datetime | None = None
    commands: tuple[Command, ...] = ()
    ours: bool = False


@runtime_checkable
class HasTimers(Protocol):
    async def timers(self, device: str) -> tuple[Timer, ...]: ...

    async def add_timer(self, device: str, timer: Timer) -> Timer:
        """Make a timer; it comes back with its id. Never repeated."""

    async def change_timer(self, device: str, timer: Timer) -> None:
        """Replace a timer as a whole; refuses one that is not ours."""

    async def remove_timer(self, device: str, timer: str) -> None: ...


TAGS_A_DEVICE = 10
TAG_KEY_LIMIT = 63  # characters: fewer than 64
TAG_VALUE_LIMIT = 127  # characters: fewer than 128


@runtime_checkable
class HasTags(Protocol):
    """Notes on a device, kept in the cloud. The cloud cannot list them: the keys must be known."""

    async def tag(self, device: str, key: str) -> str | None: ...

    async def set_tag(self, device: str, key: str, value: str, kept: Collection[str] = ()) -> Reason | None:
        """Keep a note; ``kept`` are the keys of the device's notes as the bot remembers them.

        The reason why not, where it is too long or one too many (``tag_misfit``): nothing is sent then.
        """

    async def remove_tag(self, device: str, key: str) -> None: ...


def tag_misfit(key: str, value: str, kept: Collection[str] = ()) -> Reason | None:
    """Why a note cannot be kept on a device that has notes under the keys ``kept``; None when it can."""
    if not key or not value:
        return Reason(Misfit.WRONG_TYPE)
    if len(key) > TAG_KEY_LIMIT:
        return Reason(Misfit.TOO_LONG, TAG_KEY_LIMIT)
    if len(value) > TAG_VALUE_LIMIT:
        return Reason(Misfit.TOO_LONG, TAG_VALUE_LIMIT)
    return Reason(Misfit.TOO_LONG, TAGS_A_DEVICE) if len({*kept, key}) > TAGS_A_DEVICE else None


@dataclass(frozen=True)
class Widget:
    """A device in the phone's widget, with the properties that it shows there, by the cloud's names.

    ``product`` is empty for one that is put there anew.
    """

    device: str
    product: str
    name: str
    properties: tuple[str, ...] = ()


@runtime_checkable
class HasWidgets(Protocol):
    async def widgets(self) -> tuple[Widget, ...]: ...

    async def set_widgets(self, widgets: Sequence[Widget]) -> None:
        """Replace the whole list."""

    async def widget_properties(self, device: str) -> Mapping[str, Capability]:
        """What of a device a widget could show: for each of the cloud's names the capability behind it."""


@dataclass(frozen=True)
class SessionState:
    """How long an account's login holds; None where the cloud does not say.

    ``token_ends``: until then the token that goes with every call is good; a new one costs one call.
    ``login_ends``: what gets a new token is good until then; afterwards a person must log in.
    """

    token_ends: datetime | None = None
    login_ends: datetime | None = None


@runtime_checkable
class KeepsSession(Protocol):
    """A cloud whose login has to be kept alive."""

    async def keep(self) -> SessionState:
        """Renew what is about to end, ahead of time; most times nothing is due and nothing is called.

        Raises ``CloudError`` where the login has ended. A renewal that failed for another reason is no
        error: the state shows that nothing was renewed, and the next call tries again.
        """


@runtime_checkable
class Renames(Protocol):
    async def rename(self, device: str, name: str) -> None: ...


@dataclass(frozen=True)
class Details:
    """What is known of a device as a piece of hardware. Secrets of the device are never among it."""

    product: str | None = None
    model: str | None = None
    firmware: str | None = None
    address: str | None = None
    active_since: datetime | None = None
    more: Mapping[str, str] = field(default_factory=dict)


@runtime_checkable
class HasDetails(Protocol):
    async def details(self, device: str) -> Details: ...


@runtime_checkable
class RunsGroups(Protocol):
    """A cloud that commands a whole group of its own in one call."""

    async def execute_group(self, group: str, commands: Sequence[Command]) -> tuple[Effect, ...]:
        """The same changes for every member; one effect for each member and change. Never repeated.

        The device of each given command is ignored; each effect's command names the member.
        """
