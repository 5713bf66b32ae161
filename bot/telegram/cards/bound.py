"""Of which home and room is spoken in a chat, to be seen and to be chosen."""

from __future__ import annotations

from typing import assert_never

from bot.home.account_buttons import NameHome
from bot.home.binding_buttons import BindHome, BindRoom, ChooseHome, ShowRoomChoice, Unbind
from bot.home.bound import BindingOutcome, Bound, HomeName, RoomChoice, WhichHome
from bot.home.pages import PAGE_SIZE, cut, last_page, nearest
from bot.i18n import Html
from bot.telegram.card import Card, CardButton, Row, in_rows, paragraphs, ticked, tidy
from bot.telegram.cards.pages import join_button
from bot.telegram.cards.turning import turning
from bot.telegram.cards.view import View

HOMES_LIMIT = 40


def binding_card(outcome: BindingOutcome, view: View) -> Card:
    match outcome:
        case WhichHome():
            return _which_home(outcome, view)
        case Bound():
            return _bound(outcome, view)
        case RoomChoice():
            return _room_choice(outcome, view)
    assert_never(outcome)


def _which_home(outcome: WhichHome, view: View) -> Card:
    """A button for each home, the present one ticked."""
    say = view.language.html
    if len(outcome.homes) == 1:
        return Card(say("which_home.only", home=_name(outcome.homes[0], view)), _changes(outcome, view))
    question = "which_home.goes_on" if outcome.token else "which_home.question"
    buttons = [
        view.button(
            ticked(_name(home, view), home.id == outcome.here),
            ChooseHome(home.id, outcome.token),
            "primary" if home.id == outcome.here else None,
        )
        for home in outcome.homes[:HOMES_LIMIT]
    ]
    return Card(say(question), (*in_rows(buttons), *_changes(outcome, view)))


def _changes(outcome: WhichHome, view: View) -> tuple[Row, ...]:
    """What whoever asked may make of their homes."""
    say = view.language.say
    renames = view.button(say("button.rename_home"), NameHome(outcome.here))
    founds = view.button(say("button.one_more_home"), NameHome(None))
    return (*([(renames,)] if outcome.renames else []), *([(founds,)] if outcome.founds else []))


def _bound(outcome: Bound, view: View) -> Card:
    """What the chat is about, and what whoever asked may make of it."""
    say = view.language.say
    others = [view.button(_name(home, view), BindHome(home.id)) for home in outcome.offered[:HOMES_LIMIT]]
    rows: list[Row] = [*in_rows(others)]
    if outcome.picks_room:
        rows.append((view.button(say("button.bind_room"), ShowRoomChoice(), "primary"),))
    if outcome.unbinds:
        unbind = "button.as_group" if outcome.in_topic else "button.unbind"
        rows.append((view.button(say(unbind), Unbind(), None if outcome.in_topic else "danger"),))
    if outcome.home is not None:
        rows.append((join_button(view.language),))
    offer = view.language.html("bound.offer") if others else ""
    return Card(paragraphs([_sentence(outcome, view)], [offer]), tuple(rows))


def _room_choice(outcome: RoomChoice, view: View) -> Card:
    """Every room a button, the present one ticked; and none."""
    rooms = view.house.rooms
    page = nearest(outcome.page, len(rooms))
    known = view.house.room(outcome.room)
    buttons = [
        *(_room_button(tidy(room.name, 30), room.id, outcome, view) for room in cut(rooms, page)),
        _room_button(view.language.say("button.no_room"), None, outcome, view),
    ]
    sentence = view.language.html("room_choice.question")
    so_far = view.language.html("room_choice.so_far", room=tidy(known.name)) if known else ""
    pages = turning(page, last_page(len(rooms), PAGE_SIZE), ShowRoomChoice, view)
    return Card(paragraphs([sentence, so_far]), (*in_rows(buttons, 2), *pages))


def _sentence(outcome: Bound, view: View) -> Html:
    where = "topic" if outcome.in_topic else "group"
    if outcome.home is None:
        return view.language.html(f"bound.{where}_nothing")
    home, room = _name(outcome.home, view), view.house.room(outcome.room)
    if room is None:
        return view.language.html(f"bound.{where}", home=home)
    return view.language.html(f"bound.{where}_room", home=home, room=tidy(room.name))


def _name(home: HomeName, view: View) -> str:
    return tidy(home.name, 30) or view.language.say("home.unnamed")


def _room_button(text: str, room: str | None, outcome: RoomChoice, view: View) -> CardButton:
    is_so = room == outcome.room
    return view.button(ticked(text, is_so), BindRoom(room), "primary" if is_so else None)
