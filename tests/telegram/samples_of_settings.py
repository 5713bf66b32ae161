"""Cards of the settings, for the golden cards."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from bot.home.outcome import Outcome
from bot.home.preferences import HomeSettings, PersonSettings
from bot.home.settings_buttons import Scope, ShowSettings, Topic
from bot.home.settled import SettingsShown

_UNDECIDED = SettingsShown(
    ShowSettings(), PersonSettings(), HomeSettings(), "Home <1>", "Europe/Moscow", "ru"
)
_DECIDED = replace(
    _UNDECIDED,
    person=PersonSettings("Asia/Shanghai", "fahrenheit", (time(0), time(0))),
    home=HomeSettings((time(22, 30), time(7)), True, "celsius", ("lamp", "gone")),
    manages=True,
)


def _chosen(topic: Topic, scope: Scope = Scope.PERSON, page: int = 0) -> SettingsShown:
    return replace(_DECIDED, look=ShowSettings(topic, scope, page))


SETTINGS: dict[str, Outcome] = {
    "settings": _UNDECIDED,
    "settings_decided": _DECIDED,
    "settings_units": _chosen(Topic.UNITS),
    "settings_units_of_home": _chosen(Topic.UNITS, Scope.HOME),
    "settings_quiet": _chosen(Topic.QUIET),
    "settings_quiet_of_home": _chosen(Topic.QUIET, Scope.HOME),
    "settings_zone": _chosen(Topic.ZONE),
    "settings_zone_of_home": _chosen(Topic.ZONE, Scope.HOME, 1),
    "settings_language": _chosen(Topic.LANGUAGE),
    "settings_language_of_home": _chosen(Topic.LANGUAGE, Scope.HOME),
    "settings_sensitive": _chosen(Topic.SENSITIVE, Scope.HOME),
    "settings_written_city": replace(_DECIDED, zones=("Asia/Hong_Kong", "Europe/London")),
    "settings_written_hours": replace(_UNDECIDED, hours=(time(21, 45), time(6))),
    "settings_written_nonsense": replace(_UNDECIDED, zones=()),
}
