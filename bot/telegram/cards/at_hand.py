"""Favourites on other cards: at the top of the home's, and the star on each thing's own."""

from __future__ import annotations

from collections.abc import Sequence

from bot.home.names_buttons import ShowFavourites, Star
from bot.home.naming import Thing, area_of
from bot.home.request import Sort
from bot.i18n import Html, escaped
from bot.telegram.card import CardButton, Row, in_rows
from bot.telegram.cards.area_line import area_line
from bot.telegram.cards.state import line_of
from bot.telegram.cards.things import thing_button, thing_title
from bot.telegram.cards.view import View

ON_TOP = 6  # the rest is on the card of favourites


def favourite_lines(favourites: Sequence[Thing], view: View) -> list[Html]:
    """A heading and a line for each, with what is true of a device; nothing where there are none."""
    if not favourites:
        return []
    lines = [thing_line(thing, view) for thing in favourites[:ON_TOP]]
    return [view.language.html("favourites.head"), *lines]


def favourite_rows(favourites: Sequence[Thing], view: View) -> tuple[Row, ...]:
    """A button for each, and one for the others where there are more."""
    if not favourites:
        return ()
    buttons = [thing_button(thing, view) for thing in favourites[:ON_TOP]]
    if len(favourites) > ON_TOP:
        buttons.append(view.button(view.language.say("button.favourites"), ShowFavourites()))
    return in_rows(buttons, 2)


def thing_line(thing: Thing, view: View) -> Html:
    """What is true of a device, how much is on in a room or group; of a scene its name."""
    device = view.house.device(thing.id) if thing.sort is Sort.DEVICE else None
    if device:
        return line_of(device, view)
    area = area_of(thing)
    return area_line(area, view) if area else escaped(thing_title(thing, view))


def star_button(thing: Thing, starred: bool, view: View, page: int = 0) -> CardButton:
    text = view.language.say("button.unstar" if starred else "button.star")
    return view.button(text, Star(thing, not starred, page))
