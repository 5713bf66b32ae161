"""What somebody is limited to: rooms, and the devices of all other rooms, to be ticked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bot.home.house import House
from bot.home.pages import cut, last_page, nearest, ordered
from bot.home.people import LimitsShown
from bot.home.people_buttons import Limit, ShowLimits, ShowPerson, Unlimit
from bot.home.request import Sort
from bot.home.roles import Reach
from bot.telegram.card import Card, CardButton, in_rows, paragraphs, ticked, tidy
from bot.telegram.cards.people import name_of
from bot.telegram.cards.things import ICONS
from bot.telegram.cards.turning import turning
from bot.telegram.cards.view import View


def limits_shown(outcome: LimitsShown, view: View) -> Card:
    resident, say = outcome.resident, view.language.say
    name = name_of(resident, view)
    things = list(_things(view.house, resident.reach))
    page = nearest(outcome.page, len(things))
    ticks = [_tick(outcome, room, device, page, view) for room, device in cut(things, page)]
    none = view.button(
        say("button.no_limits"),
        Unlimit(resident.person),
        "primary" if resident.reach is None else None,
    )
    rows = (
        *in_rows(ticks, 2),
        *turning(page, last_page(len(things)), partial(ShowLimits, resident.person), view),
        (none,),
        (view.button(say("button.back_to", name=name), ShowPerson(resident.person)),),
    )
    head = view.language.html("limits.head", name=name)
    return Card(paragraphs([head], [_state(resident.reach, view)]), rows)


def _state(reach: Reach | None, view: View) -> str:
    if reach is None:
        return view.language.html("limits.all")
    return view.language.html("limits.some" if reach.rooms or reach.devices else "limits.nothing")


def _things(house: House, reach: Reach | None) -> Iterator[tuple[str | None, str | None]]:
    """Every room, and every device that does not come with its room."""
    rooms = reach.rooms if reach else frozenset()
    yield from ((room.id, None) for room in house.rooms)
    yield from ((None, device.id) for device in ordered(house) if device.room not in rooms)


def _tick(outcome: LimitsShown, room: str | None, device: str | None, page: int, view: View) -> CardButton:
    reach = outcome.resident.reach or Reach()
    is_in = room in reach.rooms or device in reach.devices
    press = Limit(outcome.resident.person, room, device, not is_in, page)
    found, thing = view.house.room(room), view.house.device(device) if device else None
    if thing is not None:
        name = view.titled(thing)
    else:
        name = f"{ICONS[Sort.ROOM]} {tidy(found.name if found else '')}"
    return view.button(ticked(name, is_in), press, "success" if is_in else None)
