"""The settings as they are shown. A member of the closed union in bot/home/outcome.py."""

from __future__ import annotations

from dataclasses import dataclass

from bot.home.preferences import HomeSettings, PersonSettings
from bot.home.quiet import QuietHours
from bot.home.settings_buttons import ShowSettings


@dataclass(frozen=True)
class SettingsShown:
    """``manages``: the reader decides for the home, too. ``timezone`` and ``language`` are the home's.

    ``zones`` or ``hours`` are what the reader wrote, to be decided for whom; no zones: none is like it.
    """

    look: ShowSettings
    person: PersonSettings
    home: HomeSettings
    name: str
    timezone: str
    language: str
    manages: bool = False
    zones: tuple[str, ...] | None = None
    hours: QuietHours | None = None
