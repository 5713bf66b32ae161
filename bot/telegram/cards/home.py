"""The home by rooms, a page at a time, every device a button that opens its card."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import assert_never

from bot.home.button import ShowRooms, Turn
from bot.home.house import Device
from bot.home.pages import PAGE_SIZE, on_page, pages
from bot.home.shown import Found, HomeOutcome, Listed
from bot.i18n import Html, escaped
from bot.telegram.card import Card, Row, bold, in_rows, paragraphs, tidy
from bot.telegram.cards.area_line import count_on
from bot.telegram.cards.at_hand import favourite_lines, favourite_rows
from bot.telegram.cards.reasons import trouble_lines
from bot.telegram.cards.state import line_of
from bot.telegram.cards.turning import turning
from bot.telegram.cards.view import View


def home_card(outcome: HomeOutcome, view: View) -> Card:
    match outcome:
        case Listed():
            return _listed(outcome, view)
        case Found():
            return _found(outcome, view)
    assert_never(outcome)


def _listed(outcome: Listed, view: View) -> Card:
    troubles = trouble_lines(outcome.troubles, view)
    if troubles:
        troubles.append(view.language.html("home.last_known"))
    if not view.house.devices:
        return Card(paragraphs([view.language.html("home.empty")], troubles))
    page = min(max(outcome.page, 0), pages(view.house) - 1)
    devices = on_page(page, view.house)
    rooms = [
        [bold(_room_name(room, view)), *(line_of(device, view) for device in inside)]
        for room, inside in groupby(devices, key=view.room_of)
    ]
    buttons = in_rows([view.opener(device) for device in devices], 2)
    turn = turning(page, pages(view.house) - 1, Turn, view)
    first = outcome.favourites if page == 0 else ()
    text = paragraphs(_head(view), favourite_lines(first, view), *rooms, troubles)
    return Card(text, (*favourite_rows(first, view), *buttons, *turn, way_to_rooms(view)))


def _found(outcome: Found, view: View) -> Card:
    """What was looked for, every device a button that opens its card."""
    devices = [device for id_ in outcome.devices[:PAGE_SIZE] if (device := view.house.device(id_))]
    said = tidy(outcome.said)
    if not devices:
        return Card(view.language.html("not_found.said", said=said), (to_the_list(view),))
    head = [view.language.html("home.found", said=said), *(line_of(device, view) for device in devices)]
    buttons = in_rows([view.opener(device) for device in devices], 2)
    return Card(paragraphs(head), (*buttons, to_the_list(view)))


def _room_name(room: str, view: View) -> Html:
    return escaped(room) if room else view.language.html("home.no_room")


def _head(view: View) -> list[str]:
    return [home_title(view), count_line(view.house.devices, view)]


def home_title(view: View) -> Html:
    return view.language.html("home.title", name=tidy(view.house.name) or view.language.say("home.unnamed"))


def count_line(devices: Iterable[Device], view: View) -> str:
    """How many are on of those that can be; nothing where none can."""
    on, total = count_on(devices)
    return view.language.html("home.on", on=on, total=total) if total else ""


def to_the_list(view: View) -> Row:
    return (view.button(view.language.say("button.all_devices"), Turn(0)),)


def way_to_rooms(view: View) -> Row:
    return (view.button(view.language.say("button.rooms"), ShowRooms()),)
