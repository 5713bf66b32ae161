"""The settings: what is decided for the reader and for the home, and what each of it can be."""

from __future__ import annotations

from datetime import time
from typing import assert_never

from bot.home.pages import PAGE_SIZE, cut, last_page, nearest, ordered
from bot.home.preferences import Units
from bot.home.quiet import QuietHours
from bot.home.settings_buttons import (
    Scope,
    SetQuiet,
    SetReactions,
    SetSensitive,
    SetUnits,
    SetZone,
    ShowSettings,
    Topic,
)
from bot.home.settled import SettingsShown
from bot.i18n import Html
from bot.telegram.card import Card, CardButton, Row, in_rows, paragraphs, ticked, tidy
from bot.telegram.cards.settings_values import quiet_value, units_value, zone_text, zone_value
from bot.telegram.cards.turning import turning
from bot.telegram.cards.view import View
from bot.telegram.zones import likely_zones

ZONES_ON_PAGE = 12
NEVER: QuietHours = (time(0), time(0))
NIGHTS: tuple[QuietHours, ...] = (
    (time(22), time(7)),
    (time(23), time(7)),
    (time(23), time(8)),
    (time(0), time(8)),
)
HOME_SIGN = "🏠"


def settings(outcome: SettingsShown, view: View) -> Card:
    if outcome.zones is not None or outcome.hours is not None:
        return _written(outcome, view)
    match outcome.look.topic:
        case Topic.ALL:
            return _all(outcome, view)
        case Topic.UNITS:
            return _choice("units", outcome, _units(outcome, view), view)
        case Topic.QUIET:
            return _choice("quiet", outcome, _quiet(outcome, view), view)
        case Topic.ZONE:
            return _zones(outcome, view)
        case Topic.LANGUAGE:
            return _choice("language", outcome, (), view)
        case Topic.SENSITIVE:
            return _sensitive(outcome, view)
    assert_never(outcome.look.topic)


def _all(outcome: SettingsShown, view: View) -> Card:
    say, own, home = view.language.html, outcome.person, outcome.home
    yours = [
        say("settings.yours"),
        say("settings.language", value=view.language.name),
        say("settings.units", value=units_value(own.units, Scope.PERSON, view)),
        say("settings.quiet", value=quiet_value(own.quiet, Scope.PERSON, view)),
        say("settings.zone", value=zone_value(own.timezone, view)),
    ]
    homes = [
        say("settings.home", name=tidy(outcome.name)),
        say("settings.zone", value=zone_text(outcome.timezone, view)),
        say("settings.units", value=units_value(home.units, Scope.HOME, view)),
        say("settings.quiet", value=quiet_value(home.quiet, Scope.HOME, view)),
        say("settings.sensitive", value=_sensitive_value(outcome, view)),
        say("settings.reactions", value=_reactions_value(outcome, view)),
    ]
    return Card(paragraphs([say("settings.head")], yours, homes), _all_rows(outcome, view))


def _all_rows(outcome: SettingsShown, view: View) -> tuple[Row, ...]:
    def opens(id_: str, topic: Topic, scope: Scope) -> CardButton:
        text = view.language.say(id_)
        return view.button(f"{HOME_SIGN} {text}" if scope is Scope.HOME else text, ShowSettings(topic, scope))

    kinds = (
        ("settings.button.units", Topic.UNITS),
        ("settings.button.quiet", Topic.QUIET),
        ("settings.button.zone", Topic.ZONE),
    )
    own = [opens(id_, topic, Scope.PERSON) for id_, topic in kinds]
    own.append(opens("settings.button.language", Topic.LANGUAGE, Scope.PERSON))
    if not outcome.manages:
        return in_rows(own, 2)
    homes = [opens(id_, topic, Scope.HOME) for id_, topic in kinds]
    homes.append(opens("settings.button.language", Topic.LANGUAGE, Scope.HOME))
    homes.append(opens("settings.button.sensitive", Topic.SENSITIVE, Scope.HOME))
    reacts = bool(outcome.home.reactions)
    which = "settings.button.cards" if reacts else "settings.button.reactions"
    reactions = view.button(f"{HOME_SIGN} {view.language.say(which)}", SetReactions(not reacts))
    return (*in_rows(own, 2), *in_rows(homes, 2), (reactions,))


def _choice(what: str, outcome: SettingsShown, rows: tuple[Row, ...], view: View) -> Card:
    """The question, its answers and the way back."""
    of_home = outcome.look.scope is Scope.HOME
    text = view.language.html(f"settings.choose.{what}_of_home" if of_home else f"settings.choose.{what}")
    return Card(text, (*rows, _back(view)))


def _back(view: View) -> Row:
    return (view.button(view.language.say("settings.button.back"), ShowSettings()),)


def _units(outcome: SettingsShown, view: View) -> tuple[Row, ...]:
    scope = outcome.look.scope
    present = outcome.home.units if scope is Scope.HOME else outcome.person.units
    choices: tuple[Units | None, ...] = (Units.CELSIUS, Units.FAHRENHEIT, None)
    return in_rows(
        [
            view.button(ticked(units_value(units, scope, view), present == units), SetUnits(scope, units))
            for units in choices
        ],
        2,
    )


def _quiet(outcome: SettingsShown, view: View) -> tuple[Row, ...]:
    scope = outcome.look.scope
    present = outcome.home.quiet if scope is Scope.HOME else outcome.person.quiet
    choices: list[QuietHours | None] = [*NIGHTS, None]
    if scope is Scope.PERSON:
        choices.insert(-1, NEVER)
    return in_rows(
        [
            view.button(ticked(quiet_value(hours, scope, view), present == hours), SetQuiet(scope, hours))
            for hours in choices
        ],
        2,
    )


def _zones(outcome: SettingsShown, view: View) -> Card:
    scope, page = outcome.look.scope, outcome.look.page
    present = outcome.timezone if scope is Scope.HOME else outcome.person.timezone
    zones = likely_zones(view.language, present or outcome.timezone, view.now)
    buttons = [
        view.button(ticked(zone_text(zone, view), zone == present), SetZone(scope, zone))
        for zone in cut(zones, page, ZONES_ON_PAGE)
    ]
    rows = in_rows(buttons, 2)
    last = last_page(len(zones), ZONES_ON_PAGE)
    rows += turning(
        nearest(page, len(zones), ZONES_ON_PAGE), last, lambda to: ShowSettings(Topic.ZONE, scope, to), view
    )
    if scope is Scope.PERSON:
        text = view.language.say("settings.value.as_home")
        rows += ((view.button(ticked(text, present is None), SetZone(scope, None)),),)
    return _choice("zone", outcome, rows, view)


def _sensitive(outcome: SettingsShown, view: View) -> Card:
    """Every device with whether it asks, a page at a time."""
    devices = ordered(view.house)
    page = nearest(outcome.look.page, len(devices))
    marked = outcome.home.sensitive
    buttons = [
        view.button(
            f"{'☑️' if device.id in marked else '▫️'} {view.distinct_name(device)}",
            SetSensitive(device.id, device.id not in marked, page),
        )
        for device in cut(devices, page, PAGE_SIZE)
    ]
    pages = turning(
        page, last_page(len(devices)), lambda to: ShowSettings(Topic.SENSITIVE, Scope.HOME, to), view
    )
    return Card(view.language.html("settings.choose.sensitive"), (*in_rows(buttons, 2), *pages, _back(view)))


def _written(outcome: SettingsShown, view: View) -> Card:
    """What the reader wrote behind the command: for whom it shall be."""
    scopes = (Scope.PERSON, Scope.HOME) if outcome.manages else (Scope.PERSON,)
    signs = {Scope.PERSON: "👤", Scope.HOME: HOME_SIGN}
    if outcome.hours is not None:
        text = view.language.hours(*outcome.hours)
        buttons = [view.button(f"{signs[scope]} {text}", SetQuiet(scope, outcome.hours)) for scope in scopes]
    else:
        buttons = [
            view.button(f"{signs[scope]} {view.language.city(zone)}", SetZone(scope, zone))
            for zone in outcome.zones or ()
            for scope in scopes
        ]
    found = "settings.for_whom" if buttons else "settings.nothing_found"
    return Card(view.language.html(found), (*in_rows(buttons, len(scopes)), _back(view)))


def _sensitive_value(outcome: SettingsShown, view: View) -> str:
    here = [id_ for id_ in outcome.home.sensitive if view.house.device(id_)]
    return (
        view.language.count("journal.devices", len(here))
        if here
        else view.language.say("settings.value.none")
    )


def _reactions_value(outcome: SettingsShown, view: View) -> Html:
    return view.language.html(
        "settings.value.by_reaction" if outcome.home.reactions else "settings.value.by_card"
    )
