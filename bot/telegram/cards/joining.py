"""Coming into the home from a group: the question, its answer, and what the group reads of it."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from bot.home.joining import (
    CameIn,
    JoinAnswered,
    JoinAsked,
    JoinDecided,
    JoiningOutcome,
    RoleOffered,
    Welcomed,
)
from bot.home.people import Offer
from bot.home.people_buttons import LetIn
from bot.i18n import Html
from bot.telegram.card import Card, Row, in_rows, tidy
from bot.telegram.cards.people import home_name
from bot.telegram.cards.view import View


def joining_card(outcome: JoiningOutcome, view: View) -> Card:
    match outcome:
        case JoinAsked():
            return _asked(outcome, view)
        case JoinDecided():
            return _decided(outcome, view)
        case JoinAnswered():
            return _answered(outcome, view)
        case RoleOffered():
            return _offered(outcome, view)
        case Welcomed():
            return _welcomed(outcome, view)
        case CameIn():
            return _came_in(outcome, view)
    assert_never(outcome)


def _asked(outcome: JoinAsked, view: View) -> Card:
    deadline, language = outcome.deadline, view.language
    text = language.html(
        "join.asked",
        name=_named(outcome.name, view),
        group=tidy(outcome.group) or language.say("join.group"),
        home=home_name(outcome.called, view),
        day=language.day(deadline),
        time=language.clock(deadline.time()),
    )
    return Card(text, _offers(outcome.token, outcome.offers, view))


def _decided(outcome: JoinDecided, view: View) -> Card:
    names = {
        "name": _named(outcome.name, view),
        "by": _named(outcome.by, view),
        "home": home_name(outcome.called, view),
    }
    if outcome.role is None:
        return Card(view.language.html("join.decided_no", **names))
    if outcome.until is None:
        return Card(view.language.html(f"join.decided.{outcome.role}", **names))
    return Card(view.language.html("join.decided_until", **names, **_when(outcome.until, view)))


def _answered(outcome: JoinAnswered, view: View) -> Card:
    """For who asked: in, until when, and what to do now; or not."""
    language = view.language
    if outcome.role is None:
        return Card(language.html("join.unheard" if outcome.unheard else "join.answered_no"))
    if outcome.until is None:
        return Card(language.html("join.answered"))
    return Card(language.html("join.answered_until", **_when(outcome.until, view)))


def _came_in(outcome: CameIn, view: View) -> Card:
    name, home = _named(outcome.name, view), home_name(outcome.called, view)
    if outcome.until is None:
        return Card(view.language.html(f"link.used.{outcome.role}", name=name, home=home))
    return Card(view.language.html("link.used_until", name=name, home=home, **_when(outcome.until, view)))


def _offered(outcome: RoleOffered, view: View) -> Card:
    text = view.language.html("join.offer", name=_named(outcome.name, view))
    return Card(text, _offers(outcome.token, outcome.offers, view))


def _welcomed(outcome: Welcomed, view: View) -> Card:
    name = _named(outcome.name, view)
    if outcome.already:
        return Card(view.language.html("join.already", name=name))
    if outcome.until is None:
        return Card(view.language.html("join.welcome", name=name))
    return Card(view.language.html("join.welcome_until", name=name, **_when(outcome.until, view)))


def _offers(token: str, offers: tuple[Offer, ...], view: View) -> tuple[Row, ...]:
    buttons = [view.button(view.language.say(f"offer.{offer}"), LetIn(token, offer)) for offer in offers]
    no = view.button(view.language.say("button.not_in"), LetIn(token, None), "danger")
    return (*in_rows(buttons, 2), (no,))


def _named(name: str, view: View) -> str:
    return tidy(name) or view.language.say("people.nameless")


def _when(moment: datetime, view: View) -> dict[str, str | Html]:
    return {"day": view.language.day(moment), "time": view.language.clock(moment.time())}
