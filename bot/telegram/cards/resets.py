"""Factory resets: of what, really, and how it goes."""

from __future__ import annotations

from bot.home.button import AskReset, Decide
from bot.home.resetting import ConfirmReset, Reset, ResetPhase, Resettable
from bot.telegram.card import Card, in_rows, tidy
from bot.telegram.cards.reasons import problem_text
from bot.telegram.cards.view import View

LISTED_LIMIT = 40


def resettable(outcome: Resettable, view: View) -> Card:
    """A button for each device that can be reset."""
    devices = [device for id_ in outcome.devices if (device := view.house.device(id_))]
    if not devices:
        return Card(view.language.html("reset.none"))
    buttons = [view.button(view.titled(device), AskReset(device.id)) for device in devices[:LISTED_LIMIT]]
    return Card(view.language.html("reset.which"), in_rows(buttons, 2))


def confirm_reset(outcome: ConfirmReset, view: View) -> Card:
    yes = view.button(view.language.say("button.yes_reset"), Decide(outcome.token, True), "danger")
    no = view.button(view.language.say("button.no"), Decide(outcome.token, False))
    return Card(view.language.html("reset.sure", name=view.name(outcome.device)), ((yes, no),))


def reset(outcome: Reset, view: View) -> Card:
    name = tidy(outcome.name)
    if outcome.phase is ResetPhase.REFUSED and outcome.problem is not None:
        problem = problem_text(outcome.problem, view)
        return Card(view.language.html("reset.refused", name=name, problem=problem))
    return Card(view.language.html(f"reset.{outcome.phase}", name=name))
