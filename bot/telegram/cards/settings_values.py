"""What a setting is, in words."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.home.quiet import QuietHours
from bot.home.settings_buttons import Scope
from bot.telegram.cards.view import View


def units_value(units: str | None, scope: Scope, view: View) -> str:
    match units, scope:
        case None, Scope.PERSON:
            return view.language.say("settings.value.as_home")
        case None, Scope.HOME:
            return view.language.say("settings.value.as_devices")
        case "fahrenheit", _:
            return view.language.say("settings.value.fahrenheit")
        case _:
            return view.language.say("settings.value.celsius")


def quiet_value(hours: QuietHours | None, scope: Scope, view: View) -> str:
    if hours is None and scope is Scope.PERSON:
        return view.language.say("settings.value.as_home")
    if hours is None or hours[0] == hours[1]:
        return view.language.say("settings.value.none")
    return view.language.hours(*hours)


def zone_value(zone: str | None, view: View) -> str:
    return zone_text(zone, view) if zone else view.language.say("settings.value.as_home")


def zone_text(zone: str, view: View) -> str:
    """A city with the time that it is there now: so one sees at once whether it is the right one."""
    now = view.language.clock(view.now.astimezone(ZoneInfo(zone)).time())
    return view.language.say("settings.value.zone", city=view.language.city(zone), time=now)
