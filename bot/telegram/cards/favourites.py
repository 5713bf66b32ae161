"""What a person wants at hand, on a card of its own; and which scenes they want there."""

from __future__ import annotations

from typing import assert_never

from bot.home.named import FavouritesOutcome, FavouritesShown, ScenesStarred
from bot.home.names_buttons import ShowFavourites, Star, StarScenes
from bot.home.naming import Thing
from bot.home.pages import PAGE_SIZE, cut, last_page, nearest
from bot.home.request import Sort
from bot.telegram.card import Card, Row, in_rows, paragraphs, tidy
from bot.telegram.cards.at_hand import thing_line
from bot.telegram.cards.home import to_the_list, way_to_rooms
from bot.telegram.cards.reasons import trouble_lines
from bot.telegram.cards.things import thing_button
from bot.telegram.cards.turning import turning
from bot.telegram.cards.view import View


def favourites(outcome: FavouritesOutcome, view: View) -> Card:
    match outcome:
        case FavouritesShown():
            return _shown(outcome, view)
        case ScenesStarred():
            return _scenes(outcome, view)
    assert_never(outcome)


def _shown(outcome: FavouritesShown, view: View) -> Card:
    ways = (*way_to_rooms(view), *to_the_list(view))
    if not outcome.things:
        return Card(view.language.html("favourites.none"), (*_way_to_scenes(view), ways))
    page = nearest(outcome.page, len(outcome.things))
    shown = cut(outcome.things, page)
    text = paragraphs(
        [view.language.html("favourites.head")],
        [thing_line(thing, view) for thing in shown],
        trouble_lines(outcome.troubles, view),
    )
    rows = (
        *in_rows([thing_button(thing, view) for thing in shown], 2),
        *turning(page, last_page(len(outcome.things), PAGE_SIZE), ShowFavourites, view),
        *_way_to_scenes(view),
        ways,
    )
    return Card(text, rows)


def _scenes(outcome: ScenesStarred, view: View) -> Card:
    """A press puts a scene among the favourites, or takes it out."""
    known = view.house.scenes
    page = nearest(outcome.page, len(known))
    buttons = [
        view.button(
            f"{'★' if scene.id in outcome.starred else '☆'} {tidy(scene.name, 30)}",
            Star(Thing(Sort.SCENE, scene.id), scene.id not in outcome.starred, page),
        )
        for scene in cut(known, page)
    ]
    pages = turning(page, last_page(len(known), PAGE_SIZE), StarScenes, view)
    back = view.button(view.language.say("button.favourites"), ShowFavourites())
    text = view.language.html("favourites.scenes" if known else "scenes.none")
    return Card(text, (*in_rows(buttons), *pages, (back,)))


def _way_to_scenes(view: View) -> tuple[Row, ...]:
    if not view.house.scenes:
        return ()
    return ((view.button(view.language.say("button.star_scenes"), StarScenes()),),)
