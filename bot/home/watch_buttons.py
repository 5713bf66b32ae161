"""What buttons of watches mean."""

from __future__ import annotations

from dataclasses import dataclass

from bot.home.request import Watch


@dataclass(frozen=True)
class ShowWatches:
    """Show everything that is watched."""


@dataclass(frozen=True)
class StopWatch:
    """End a watch; ``watch`` is its number."""

    watch: int


@dataclass(frozen=True)
class SilenceWatch:
    """Be told nothing of a watch for a day, or be told again."""

    watch: int
    silent: bool = True


@dataclass(frozen=True)
class ShowWatchable:
    """Show what of a device can be watched."""

    device: str


@dataclass(frozen=True)
class BeginWatch:
    """Watch a device, as one of the suggestions on its card says."""

    watch: Watch


WatchButton = ShowWatches | StopWatch | SilenceWatch | ShowWatchable | BeginWatch
