"""The home as a picture: how much is on in which room, and what the air is like there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.home.area import Area, Extent, all_off, is_switched
from bot.home.button import ShowArea
from bot.home.capability import Sensor
from bot.home.house import Device
from bot.home.names_buttons import ShowPicture
from bot.home.shown import HomePictured
from bot.telegram.card import Card, Row, paragraphs, tidy
from bot.telegram.cards.area_line import count_on
from bot.telegram.cards.home import count_line, home_title, to_the_list, way_to_rooms
from bot.telegram.cards.reasons import trouble_lines
from bot.telegram.cards.state import is_on
from bot.telegram.cards.view import View
from bot.telegram.charts.home_picture import HomePicture, RoomRow

MOST_ROOMS = 14
CLIMATE = ("temperature", "humidity")


def pictured(outcome: HomePictured, view: View) -> Card:
    """Pictures do not follow what they show, so this one says when it was true."""
    say = view.language.say
    at = view.language.html("picture.at", time=view.language.time(outcome.at))
    head = [home_title(view), count_line(view.house.devices, view)]
    troubles = trouble_lines(outcome.troubles, view)
    shade = say("button.light" if outcome.dark else "button.dark")
    refresh = view.button(say("button.refresh"), ShowPicture(outcome.dark))
    rows: tuple[Row, ...] = (
        (refresh, view.button(shade, ShowPicture(not outcome.dark))),
        (view.button(say("button.in_short"), ShowArea(Area())),),
        (*way_to_rooms(view), *to_the_list(view)),
    )
    without = paragraphs(head, [view.language.html("picture.none")])
    return Card(paragraphs(head, [at], troubles), rows, _picture(outcome, view), without)


def _picture(outcome: HomePictured, view: View) -> HomePicture:
    rooms = list(_rooms(view))
    left = len(rooms) - MOST_ROOMS
    on, total = count_on(view.house.devices)
    return HomePicture(
        tidy(view.house.name) or view.language.say("home.unnamed"),
        view.language.say("picture.on", on=on, total=total) if total else "",
        tuple(_row(name, inside, view) for name, inside in rooms[:MOST_ROOMS]),
        view.language.count("list.more", left) if left > 0 else "",
        outcome.dark,
    )


def _rooms(view: View) -> Iterator[tuple[str, list[Device]]]:
    """Rooms that have devices, in the home's order, and what is in none."""
    for room in view.house.rooms:
        if inside := list(Area(Extent.ROOM, room.id).devices(view.house)):
            yield tidy(room.name), inside
    if homeless := [device for device in view.house.devices if view.house.room_of(device) is None]:
        yield view.language.say("home.no_room"), homeless


def _row(name: str, inside: Sequence[Device], view: View) -> RoomRow:
    on, total = count_on(inside)
    lit = [view.name_of(device) for device in inside if is_switched(device) and is_on(device) is True]
    unknown = on == 0 and bool(all_off(inside))  # none is known to be on, but some may be
    count = view.language.say("picture.on", on=on, total=total) if total else ""
    return RoomRow(
        name,
        view.language.say("picture.unknown") if unknown else count,
        None if unknown or not total else on / total,
        _climate(inside, view),
        view.language.say("list.separator").join(lit),
    )


def _climate(inside: Sequence[Device], view: View) -> str:
    """One temperature and one humidity, those of a device made to tell them first."""
    ordered = sorted(inside, key=lambda device: not device.is_a("sensor"))
    sensors = [c for device in ordered for c in device.capabilities if isinstance(c, Sensor)]
    told: dict[str, str] = {}
    for sensor in sensors:
        if sensor.instance in CLIMATE and isinstance(sensor.value, int | float):
            told.setdefault(sensor.instance, view.language.number(sensor.value, sensor.unit))
    return " · ".join(told[instance] for instance in CLIMATE if instance in told)
