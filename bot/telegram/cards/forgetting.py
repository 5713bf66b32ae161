"""Being forgotten: what is known, what would go, and that it has gone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from bot.home.forgetting import ConfirmEnd, Forget, ForgetAsked, ForgetOutcome, Forgotten, KeepMe, OwnedAlone
from bot.i18n import Html
from bot.telegram.card import Card, Row, paragraphs, tidy
from bot.telegram.cards.view import View

NAMED = {
    "memberships": ("memberships",),
    "journal": ("journal",),
    "aliases": ("aliases",),
    "favourites": ("favourites",),
    "jobs": ("jobs", "watches"),
    "chats": ("chats",),
}
"""What a person would ask about, and the tables that have it; the file has them all."""


def forgetting_card(outcome: ForgetOutcome, view: View) -> Card:
    match outcome:
        case ForgetAsked():
            return _asked(outcome, view)
        case ConfirmEnd():
            return _confirm_end(outcome, view)
        case Forgotten():
            return _forgotten(outcome, view)
    assert_never(outcome)


def _asked(outcome: ForgetAsked, view: View) -> Card:
    say = view.language
    known = [
        say.count_html(f"forget.has.{what}", count)
        for what, tables in NAMED.items()
        if (count := sum(len(outcome.told.get(table, ())) for table in tables))
    ]
    alone = [say.html("forget.alone"), *_homes(outcome.alone, view)] if outcome.alone else []
    text = paragraphs([say.html("forget.head"), *known], [say.html("forget.what_goes")], alone)
    return Card(text, (_decision("forget.button.yes", Forget(outcome.asked), view),))


def _confirm_end(outcome: ConfirmEnd, view: View) -> Card:
    text = paragraphs([view.language.html("forget.end"), *_homes(outcome.alone, view)])
    return Card(text, (_decision("forget.button.end", Forget(outcome.asked, outcome.homes), view),))


def _forgotten(outcome: Forgotten, view: View) -> Card:
    gone = [view.language.html("forget.gone", name=_named(name, view)) for name in outcome.homes]
    return Card(paragraphs([view.language.html("forget.done")], gone))


def _homes(alone: Sequence[OwnedAlone], view: View) -> list[Html]:
    say = view.language
    return [
        say.count_html("forget.home", home.others, name=_named(home.name, view))
        if home.others
        else say.html("forget.home_alone", name=_named(home.name, view))
        for home in alone
    ]


def _named(name: str, view: View) -> str:
    return tidy(name) or view.language.say("home.unnamed")


def _decision(yes: str, button: Forget, view: View) -> Row:
    keep = view.button(view.language.say("button.no"), KeepMe())
    return (view.button(view.language.say(yes), button, "danger"), keep)
