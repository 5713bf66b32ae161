"""Rooms, groups, scenes, and the home in short: what is on where, and all of it off with one tap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from bot.home.area import Area, Extent, all_off, is_switched
from bot.home.button import AllOff, RunScene, ShowArea, ShowRooms, ShowScenes, Turn
from bot.home.capability import Capability, Event, Lock, Sensor
from bot.home.house import Device, House
from bot.home.names_buttons import ShowPicture, StarScenes
from bot.home.naming import thing_of
from bot.home.pages import PAGE_SIZE, cut, last_page, nearest
from bot.home.shown import AreaOutcome, AreaShown, NothingOn, RoomsListed, ScenesListed
from bot.i18n import Html
from bot.telegram.card import Card, Row, bold, in_rows, paragraphs, tidy
from bot.telegram.cards.area_line import area_line, area_name, plain_title
from bot.telegram.cards.at_hand import favourite_lines, favourite_rows, star_button
from bot.telegram.cards.home import count_line, home_title, to_the_list, way_to_rooms
from bot.telegram.cards.names import rename_button
from bot.telegram.cards.reasons import trouble_lines
from bot.telegram.cards.state import is_on, line_of, reading_text
from bot.telegram.cards.turning import turning
from bot.telegram.cards.view import View
from bot.telegram.cards.words import label

LINES_LIMIT = 12  # of each part of the home in short
ALARMS = {"water_leak": ("leak", "detected"), "smoke": ("detected", "high"), "gas": ("detected", "high")}
BATTERY_LOW = 15  # per cent
CLIMATE = ("temperature", "humidity", "co2_level")


def area_card(outcome: AreaOutcome, view: View) -> Card:
    match outcome:
        case AreaShown():
            return _area(outcome, view)
        case RoomsListed():
            return _rooms(outcome, view)
        case ScenesListed():
            return _scenes(outcome, view)
        case NothingOn():
            return _nothing_on(outcome, view)
    assert_never(outcome)


def _area(outcome: AreaShown, view: View) -> Card:
    if outcome.area.extent is Extent.HOME:
        return _in_short(outcome, view)
    title = _title(outcome.area, view)
    if title is None:
        return Card(view.language.html("area.gone"), (way_to_rooms(view),))
    inside = outcome.area.devices(view.house)
    page = nearest(outcome.page, len(inside))
    shown = cut(inside, page)
    empty = [] if inside else [view.language.html("area.empty")]
    text = paragraphs(
        [title, count_line(inside, view)],
        [line_of(device, view) for device in shown] or empty,
        trouble_lines(outcome.troubles, view),
    )
    rows = (
        *in_rows([view.opener(device) for device in shown], 2),
        *turning(page, last_page(len(inside), PAGE_SIZE), lambda n: ShowArea(outcome.area, n), view),
        *_all_off_row(outcome.area, inside, view),
        *_own_row(outcome, view),
        (*way_to_rooms(view), *to_the_list(view)),
    )
    return Card(text, rows)


def _own_row(outcome: AreaShown, view: View) -> tuple[Row, ...]:
    """Its star, and a name of its own."""
    thing = thing_of(outcome.area)
    if thing is None:
        return ()
    return in_rows((star_button(thing, outcome.starred, view, outcome.page), rename_button(thing, view)), 2)


def _rooms(outcome: RoomsListed, view: View) -> Card:
    """Every room and group with what is on in it; each is a button."""
    areas = areas_of(view.house)
    page = nearest(outcome.page, len(areas))
    shown = cut(areas, page)
    lines = [area_line(area, view) for area in shown]
    buttons = [view.button(plain_title(area, view), ShowArea(area)) for area in shown]
    rows = (
        *in_rows(buttons, 2),
        *turning(page, last_page(len(areas), PAGE_SIZE), ShowRooms, view),
        *_all_off_row(Area(), view.house.devices, view),
        to_the_list(view),
    )
    text = paragraphs(
        [home_title(view), count_line(view.house.devices, view)],
        lines or [view.language.html("area.no_rooms")],
        trouble_lines(outcome.troubles, view),
    )
    return Card(text, rows)


def _scenes(outcome: ScenesListed, view: View) -> Card:
    """A button starts a scene."""
    known = view.house.scenes
    page = nearest(outcome.page, len(known))
    buttons = [view.button(f"▶️ {tidy(scene.name, 30)}", RunScene(scene.id)) for scene in cut(known, page)]
    text = view.language.html("scenes.title" if known else "scenes.none")
    pages = turning(page, last_page(len(known), PAGE_SIZE), ShowScenes, view)
    stars = (view.button(view.language.say("button.star_scenes"), StarScenes()),) if known else ()
    return Card(text, (*in_rows(buttons), *pages, *((stars,) if stars else ()), to_the_list(view)))


def _nothing_on(outcome: NothingOn, view: View) -> Card:
    return Card(
        paragraphs([_title(outcome.area, view) or ""], [view.language.html("area.nothing_on")]),
        (way_to_rooms(view),),
    )


def areas_of(house: House) -> list[Area]:
    """Rooms that have devices, in the home's order, then groups."""
    lived_in = {device.room for device in house.devices}
    return [
        *(Area(Extent.ROOM, room.id) for room in house.rooms if room.id in lived_in),
        *(Area(Extent.GROUP, group.id) for group in house.groups),
    ]


def _title(area: Area, view: View) -> Html | None:
    if area.extent is Extent.HOME:
        return home_title(view)
    if area_name(area, view.house) is None:
        return None
    return view.language.html("area.title", name=plain_title(area, view))


def _all_off_row(area: Area, inside: Iterable[Device], view: View) -> tuple[Row, ...]:
    """Red, as it asks first; only where something is on or may be."""
    if not all_off(inside):
        return ()
    return ((view.button(view.language.say("button.all_off"), AllOff(area), "danger"),),)


def _in_short(outcome: AreaShown, view: View) -> Card:
    """What is on, what the air is like, what needs a look."""
    devices = view.house.devices
    say = view.language.html
    on = [device for device in devices if is_switched(device) and is_on(device) is True]
    parts = (
        ("status.on", [line_of(device, view) for device in on]),
        ("status.open", [line_of(device, view) for device in devices if _stands_open(device)]),
        ("status.climate", [line_of(device, view) for device in devices if _tells_climate(device)]),
        ("status.attention", [line for device in devices for line in _warnings(device, view)]),
    )
    blocks = [
        [bold(say(heading)), *_shortened(lines, view)] if lines else [say("status.nothing_on")]
        for heading, lines in parts
        if lines or heading == "status.on"
    ]
    head = [home_title(view), count_line(devices, view)]
    favourites = outcome.favourites
    text = paragraphs(head, favourite_lines(favourites, view), *blocks, trouble_lines(outcome.troubles, view))
    rooms_and_devices = (*way_to_rooms(view), view.button(view.language.say("button.all_devices"), Turn()))
    refresh = view.button(view.language.say("button.refresh"), ShowArea(Area()))
    picture = view.button(view.language.say("button.picture"), ShowPicture())
    rows = (*_all_off_row(Area(), devices, view), (refresh, picture), rooms_and_devices)
    return Card(text, (*favourite_rows(favourites, view), *rows))


def _shortened(lines: list[Html], view: View) -> list[Html]:
    if len(lines) <= LINES_LIMIT:
        return lines
    return [*lines[:LINES_LIMIT], view.language.count_html("list.more", len(lines) - LINES_LIMIT)]


def _stands_open(device: Device) -> bool:
    """A door, a window, a curtain; or a lock that is not locked."""
    unlocked = any(isinstance(c, Lock) and c.value is False for c in device.capabilities)
    return device.online is not False and (unlocked or (device.is_a("openable") and is_on(device) is True))


def _tells_climate(device: Device) -> bool:
    sensors = (c for c in device.capabilities if isinstance(c, Sensor))
    return device.is_a("sensor") and any(c.instance in CLIMATE and c.value is not None for c in sensors)


def _warnings(device: Device, view: View) -> Iterator[Html]:
    """Out of reach, or what alarms: a leak, a battery that is nearly empty."""
    if device.online is False:
        yield line_of(device, view)
        return
    for capability in device.capabilities:
        if _alarms(capability):
            yield view.language.html(
                "answer.reading",
                name=view.titled(device),
                label=label(capability, capability.instance, view.language),
                value=reading_text(device, capability, view),
            )


def _alarms(capability: Capability) -> bool:
    match capability:
        case Event(instance=instance, value=value):
            return value in ALARMS.get(instance, ())
        case Sensor(instance="battery_level", value=float() | int() as level):
            return level <= BATTERY_LOW
        case _:
            return False
