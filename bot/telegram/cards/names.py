"""Names that people give: given, asked about, listed and taken back."""

from __future__ import annotations

from itertools import groupby
from typing import assert_never

from bot.home.button import Decide
from bot.home.named import (
    AskedName,
    ConfirmName,
    ConfirmNickname,
    Named,
    NameDropped,
    NamesListed,
    NamingOutcome,
    Nicknamed,
    NotNamed,
    WhichIsNamed,
)
from bot.home.names_buttons import (
    AskName,
    AskNickname,
    DropName,
    NameThis,
    ShowNames,
    UndoNaming,
    mark_of_name,
)
from bot.home.naming import LONGEST_NAME, Thing, bearer_of
from bot.home.pages import PAGE_SIZE, cut, last_page, nearest
from bot.i18n import Html
from bot.telegram.card import Card, CardButton, Row, in_rows, paragraphs, tidy
from bot.telegram.cards.reasons import cloud_name, problem_text
from bot.telegram.cards.things import thing_button, thing_name, thing_title
from bot.telegram.cards.turning import turning
from bot.telegram.cards.view import View

NAME_SHOWN = 80


def naming(outcome: NamingOutcome, view: View) -> Card:
    match outcome:
        case Named():
            return _named(outcome, view)
        case NotNamed(name=name, why=why):
            return Card(
                view.language.html(f"not_named.{why}", name=tidy(name, NAME_SHOWN), most=LONGEST_NAME)
            )
        case ConfirmName():
            return _confirm(outcome, view)
        case WhichIsNamed():
            return _which(outcome, view)
        case AskedName(thing=thing):
            question = view.language.html("names.ask", thing=thing_name(thing, view))
            return Card(question, asks=view.language.say("names.ask_hint"))
        case NameDropped():
            return _dropped(outcome, view)
        case NamesListed():
            return _listed(outcome, view)
        case ConfirmNickname():
            return _confirm_nickname(outcome, view)
        case Nicknamed():
            return _nicknamed(outcome, view)
    assert_never(outcome)


def rename_button(thing: Thing, view: View) -> CardButton:
    return view.button(view.language.say("button.rename"), AskName(thing))


def _named(outcome: Named, view: View) -> Card:
    """What has the name now; back with one tap, and on to the vendor's app."""
    say, mark = view.language.say, mark_of_name(outcome.name)
    sentence = "names.already" if outcome.already else "names.given"
    text = view.language.html(sentence, thing=thing_name(outcome.thing, view), name=tidy(outcome.name))
    if outcome.already:
        return Card(text, ((thing_button(outcome.thing, view),),))
    undo = view.button(say("button.undo_name"), UndoNaming(mark) if outcome.moved else DropName(mark))
    rows: list[Row] = [(undo, thing_button(outcome.thing, view))]
    if outcome.renames:
        rows.append((view.button(say("button.nickname"), AskNickname(mark)),))
    return Card(text, tuple(rows))


def _confirm(outcome: ConfirmName, view: View) -> Card:
    thing, other, name = outcome.thing, outcome.taken.by, tidy(outcome.name)
    about = {"thing": thing_name(thing, view), "name": name}
    if other is None:
        text = view.language.html("names.taken_word", **about)
    else:
        sentence = "names.moves" if outcome.moves else "names.taken_by"
        text = view.language.html(sentence, other=thing_name(other, view), **about)
    yes = view.language.say("button.yes_move" if outcome.moves else "button.yes_name")
    return Card(text, (_answers(yes, outcome.token, view),))


def _answers(yes: str, token: str, view: View) -> Row:
    no = view.button(view.language.say("button.no"), Decide(token, False))
    return (view.button(yes, Decide(token, True), "success"), no)


def _which(outcome: WhichIsNamed, view: View) -> Card:
    name = outcome.name
    text = (
        view.language.html("names.which", name=tidy(name))
        if name is not None
        else view.language.html("names.which_rename")
    )
    buttons = [
        view.button(thing_title(thing, view), NameThis(outcome.token, place))
        for place, thing in enumerate(outcome.things)
    ]
    return Card(text, in_rows(buttons, 1))


def _dropped(outcome: NameDropped, view: View) -> Card:
    thing, name = outcome.own.thing, tidy(outcome.own.name)
    if bearer_of(thing, view.house) is None:
        return Card(view.language.html("names.dropped_gone", name=name))
    text = view.language.html("names.dropped", thing=thing_name(thing, view), name=name)
    if outcome.returned:
        other = thing_name(outcome.returned, view)
        text = view.language.html("names.returned", thing=thing_name(thing, view), other=other, name=name)
    there = [_nickname_text(outcome.nickname, view)] if outcome.nickname else []
    return Card(paragraphs([text], there), ((thing_button(thing, view),),))


def _listed(outcome: NamesListed, view: View) -> Card:
    """By thing; each name with a button that takes it back."""
    if not outcome.names:
        return Card(view.language.html("names.none"))
    ordered = sorted(
        outcome.names, key=lambda own: (own.thing.sort, thing_name(own.thing, view), own.thing.id)
    )
    page = nearest(outcome.page, len(ordered))
    shown = cut(ordered, page)
    lines = [
        view.language.html(
            "names.list_line",
            thing=thing_title(thing, view),
            names=view.language.list(tidy(own.name) for own in names),
        )
        for thing, names in groupby(shown, key=lambda own: own.thing)
    ]
    buttons = [
        view.button(
            view.language.say("button.drop_name", name=tidy(own.name, 24)),
            DropName(mark_of_name(own.name), page),
        )
        for own in shown
        if outcome.may_change
    ]
    pages = turning(page, last_page(len(ordered), PAGE_SIZE), ShowNames, view)
    return Card(paragraphs([view.language.html("names.list_head")], lines), (*in_rows(buttons, 2), *pages))


def _confirm_nickname(outcome: ConfirmNickname, view: View) -> Card:
    text = view.language.html(
        "names.nickname_sure",
        device=view.name(outcome.device),
        name=tidy(outcome.name),
        cloud=cloud_name(outcome.cloud, view),
    )
    return Card(text, (_answers(view.language.say("button.yes_name"), outcome.token, view),))


def _nicknamed(outcome: Nicknamed, view: View) -> Card:
    device = view.house.device(outcome.device)
    buttons = [view.opener(device)] if device else []
    may_be_so = outcome.problem is None or not outcome.is_certain
    if may_be_so and not outcome.is_back:
        undo = UndoNaming(mark_of_name(outcome.name))
        buttons.insert(0, view.button(view.language.say("button.undo_name"), undo))
    return Card(_nickname_text(outcome, view), in_rows(buttons, 2))


def _nickname_text(outcome: Nicknamed, view: View) -> Html:
    """What the vendor's app calls the device now, as far as is known."""
    say, cloud, name = view.language.html, cloud_name(outcome.cloud, view), tidy(outcome.name)
    if outcome.problem is None:
        return say("names.nickname_back" if outcome.is_back else "names.nicknamed", cloud=cloud, name=name)
    problem = problem_text(outcome.problem, view)
    if not outcome.is_certain:
        return say("names.nickname_unknown", cloud=cloud, name=name, problem=problem)
    sentence = "names.nickname_not_back" if outcome.is_back else "names.not_nicknamed"
    return say(sentence, cloud=cloud, problem=problem)
