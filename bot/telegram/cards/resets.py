"""Factory resets: of what, really, and how it goes."""

from __future__ import annotations

from typing import assert_never

from bot.home.button import AskReset, Decide
from bot.home.resetting import ConfirmReset, Reset, ResetOutcome, ResetPhase, Resettable
from bot.telegram.card import Card, in_rows, tidy
from bot.telegram.cards.reasons import problem_text
from bot.telegram.cards.view import View

LISTED_LIMIT = 40


def reset_card(outcome: ResetOutcome, view: View) -> Card:
    match outcome:
        case Resettable():
            return _resettable(outcome, view)
        case ConfirmReset():
            return _confirm(outcome, view)
        case Reset():
            return _reset(outcome, view)
    assert_never(outcome)


def _resettable(outcome: Resettable, view: View) -> Card:
    """A button for each device that can be reset."""
    devices = [device for id_ in outcome.devices if (device := view.house.device(id_))]
    if not devices:
        return Card(view.language.html("reset.none"))
    buttons = [view.button(view.titled(device), AskReset(device.id)) for device in devices[:LISTED_LIMIT]]
    return Card(view.language.html("reset.which"), in_rows(buttons, 2))


def _confirm(outcome: ConfirmReset, view: View) -> Card:
    yes = view.button(view.language.say("button.yes_reset"), Decide(outcome.token, True), "danger")
    no = view.button(view.language.say("button.no"), Decide(outcome.token, False))
    return Card(view.language.html("reset.sure", name=view.name(outcome.device)), ((yes, no),))


def _reset(outcome: Reset, view: View) -> Card:
    name = tidy(outcome.name)
    if outcome.phase is ResetPhase.REFUSED and outcome.problem is not None:
        problem = problem_text(outcome.problem, view)
        return Card(view.language.html("reset.refused", name=name, problem=problem))
    return Card(view.language.html(f"reset.{outcome.phase}", name=name))
