"""The settings as they are shown. A member of the closed union in bot/home/outcome.py."""

from __future__ import annotations

from dataclasses import dataclass

from bot.home.preferences import HomeSettings, PersonSettings
from bot.home.settings_buttons import ShowSettings


@dataclass(frozen=True)
class SettingsShown:
    """``manages``: the reader decides for the home, too. ``zones`` were found for what the reader wrote."""

    look: ShowSettings
    person: PersonSettings
    home: HomeSettings
    name: str
    timezone: str
    language: str
    manages: bool = False
    zones: tuple[str, ...] | None = None
