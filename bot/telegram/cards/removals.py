"""What is removed for good: really, and how it went."""

from __future__ import annotations

from typing import assert_never

from bot.home.button import Decide, Turn
from bot.home.in_the_cloud import ConfirmRemoval, Removal, RemovalDone, RemovalOutcome, Removed
from bot.home.more_buttons import ShowCloudTimers, ShowTags
from bot.telegram.card import Card, Row, tidy
from bot.telegram.cards.reasons import problem_text
from bot.telegram.cards.view import View


def removal_card(outcome: RemovalOutcome, view: View) -> Card:
    match outcome:
        case ConfirmRemoval():
            return _confirm(outcome, view)
        case RemovalDone():
            return _done(outcome, view)
    assert_never(outcome)


def _confirm(outcome: ConfirmRemoval, view: View) -> Card:
    """Names what is lost."""
    say, removal = view.language.say, outcome.removal
    yes = view.button(say("button.yes_remove"), Decide(outcome.token, True), "danger")
    no = view.button(say("button.no"), Decide(outcome.token, False))
    return Card(view.language.html(f"removal.sure.{removal.what}", **_names(removal, view)), ((yes, no),))


def _done(outcome: RemovalDone, view: View) -> Card:
    removal, say = outcome.removal, view.language.html
    back = _back(removal, view)
    if outcome.problem is None:
        return Card(say(f"removal.done.{removal.what}", **_names(removal, view)), back)
    problem = problem_text(outcome.problem, view)
    return Card(say("removal.failed", name=_names(removal, view)["name"], problem=problem), back)


def _names(removal: Removal, view: View) -> dict[str, str]:
    """What it is called; of a part of a device the device's name too."""
    if removal.what is Removed.DEVICE:
        return {"name": tidy(removal.name) or view.name(removal.device)}
    return {"name": tidy(removal.name) or "…", "device": view.name(removal.device)}


def _back(removal: Removal, view: View) -> tuple[Row, ...]:
    say = view.language.say
    match removal.what:
        case Removed.DEVICE:
            return ((view.button(say("button.all_devices"), Turn()),),)
        case _ if view.house.device(removal.device) is None:
            return ()
        case Removed.TAG:
            return ((view.button(say("button.tags"), ShowTags(removal.device)),),)
        case Removed.TIMER:
            return ((view.button(say("button.cloud_timers"), ShowCloudTimers(removal.device)),),)
