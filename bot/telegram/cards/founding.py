"""A home of one's own is offered, and a demo home is ready."""

from __future__ import annotations

from typing import assert_never

from bot.home.account_buttons import FoundHome, ShowAccounts
from bot.home.button import Turn
from bot.home.founding import DemoReady, FoundingOutcome, HomeNameAsked, HomeNamed, HomeOffered
from bot.home.naming import LONGEST_NAME
from bot.telegram.card import Card, paragraphs, tidy
from bot.telegram.cards.asked import until
from bot.telegram.cards.help import examples_of
from bot.telegram.cards.people import home_name
from bot.telegram.cards.view import View

EXAMPLES = 3


def founding_card(outcome: FoundingOutcome, view: View) -> Card:
    match outcome:
        case HomeOffered():
            return _offered(view)
        case DemoReady():
            return _ready(view)
        case HomeNameAsked():
            return _name_asked(outcome, view)
        case HomeNamed(called=called):
            return Card(view.language.html("home_name.given", home=tidy(called)))
    assert_never(outcome)


def _offered(view: View) -> Card:
    found = view.button(view.language.say("button.found_home"), FoundHome(), "success")
    return Card(view.language.html("founding.offer"), ((found,),))


def _ready(view: View) -> Card:
    """What is there, and what can be said of it."""
    say = view.language
    found = [
        say.count_html("demo.devices", len(view.house.devices)),
        say.count_html("demo.rooms", len(view.house.rooms)),
    ]
    examples = [say.html("demo.say"), *examples_of(view, EXAMPLES)]
    devices = view.button(say.say("button.all_devices"), Turn(0), "success")
    accounts = view.button(say.say("button.accounts"), ShowAccounts())
    return Card(paragraphs([say.html("demo.ready")], found, examples), ((devices,), (accounts,)))


def _name_asked(outcome: HomeNameAsked, view: View) -> Card:
    """It wants to be replied to."""
    say = view.language
    wrong = [say.html(f"home_name.{outcome.wrong}", n=str(LONGEST_NAME))] if outcome.wrong else []
    if outcome.called is None:
        question = say.html("home_name.of_another")
    else:
        question = say.html("home_name.of", home=home_name(outcome.called, view))
    text = paragraphs(wrong, [question], until(outcome.deadline, view))
    return Card(text, asks=tidy(say.say("home_name.field"), 60))
