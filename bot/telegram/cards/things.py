"""What a device, a room, a group or a scene is called on a card, and the button that leads to it."""

from __future__ import annotations

from bot.home.button import Button, RunScene, Show, ShowArea
from bot.home.house import Device
from bot.home.naming import Thing, area_of, bearer_of
from bot.home.request import Sort
from bot.telegram.card import CardButton, tidy
from bot.telegram.cards.icons import device_icon
from bot.telegram.cards.view import View

ICONS = {Sort.ROOM: "🚪", Sort.GROUP: "🗂", Sort.SCENE: "▶️"}


def thing_name(thing: Thing, view: View) -> str:
    """Its own name, without those that people gave it; of what is gone, a word for that."""
    bearer = bearer_of(thing, view.house)
    if bearer is None:
        return view.language.say("names.gone")
    return view.distinct_name(bearer) if isinstance(bearer, Device) else tidy(bearer.name) or tidy(bearer.id)


def thing_title(thing: Thing, view: View) -> str:
    """Icon and name."""
    device = view.house.device(thing.id) if thing.sort is Sort.DEVICE else None
    icon = device_icon(device) if device else ICONS.get(thing.sort, "▫️")
    return f"{icon} {thing_name(thing, view)}"


def thing_button(thing: Thing, view: View) -> CardButton:
    """Opens its card; of a scene, starts it."""
    return view.button(thing_title(thing, view), _way_to(thing))


def _way_to(thing: Thing) -> Button:
    if area := area_of(thing):
        return ShowArea(area)
    return Show(thing.id) if thing.sort is Sort.DEVICE else RunScene(thing.id)
