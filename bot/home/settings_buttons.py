"""What buttons of the settings mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.home.preferences import Units
from bot.home.quiet import QuietHours


class Scope(StrEnum):
    """Whose setting it is: the presser's own, or the home's, which its owners and admins decide."""

    PERSON = "person"
    HOME = "home"


class Topic(StrEnum):
    ALL = "all"
    UNITS = "units"
    QUIET = "quiet"
    ZONE = "zone"
    LANGUAGE = "language"
    SENSITIVE = "sensitive"


@dataclass(frozen=True)
class ShowSettings:
    """Show the settings, or what one of them can be."""

    topic: Topic = Topic.ALL
    scope: Scope = Scope.PERSON
    page: int = 0


@dataclass(frozen=True)
class SetUnits:
    scope: Scope
    units: Units | None


@dataclass(frozen=True)
class SetQuiet:
    """None: as the home has it, or (of the home) none; the same time twice: none."""

    scope: Scope
    hours: QuietHours | None


@dataclass(frozen=True)
class SetZone:
    scope: Scope
    zone: str | None


@dataclass(frozen=True)
class SetHomeLanguage:
    language: str


@dataclass(frozen=True)
class SetReactions:
    on: bool


@dataclass(frozen=True)
class SetSensitive:
    """Whether to ask before a device is switched; ``page`` is where its button stood."""

    device: str
    on: bool
    page: int = 0


SettingsButton = ShowSettings | SetUnits | SetQuiet | SetZone | SetHomeLanguage | SetReactions | SetSensitive
