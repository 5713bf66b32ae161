"""A room or a group in one line: what it is called and how much of it is on."""

from __future__ import annotations

from collections.abc import Iterable

from bot.home.area import Area, Extent, all_off, is_switched
from bot.home.house import Device, House
from bot.i18n import Html
from bot.telegram.card import tidy
from bot.telegram.cards.state import is_on
from bot.telegram.cards.view import View


def area_line(area: Area, view: View) -> Html:
    inside = area.devices(view.house)
    on, total = count_on(inside)
    name = plain_title(area, view)
    if total == 0:
        return view.language.count_html("area.devices", len(inside), name=name)
    if on == 0 and all_off(inside):  # none is known to be on, but some may be
        return view.language.html("area.unknown", name=name)
    return view.language.html("area.on" if on else "area.off", name=name, on=on, total=total)


def plain_title(area: Area, view: View) -> str:
    name, mark = area_name(area, view.house), "🗂" if area.extent is Extent.GROUP else "🚪"
    return f"{mark} {tidy(name or area.id, 30)}"


def area_name(area: Area, house: House) -> str | None:
    found = house.room(area.id) if area.extent is Extent.ROOM else house.group(area.id)
    return found.name if found else None


def count_on(devices: Iterable[Device]) -> tuple[int, int]:
    """How many are on of those that can be."""
    switched = [device for device in devices if is_switched(device)]
    return sum(is_on(device) is True for device in switched), len(switched)
