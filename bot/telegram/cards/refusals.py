"""Cards that say why nothing was done, and what would work."""

from __future__ import annotations

from typing import assert_never

from bot.home.outcome import Failed, RefusalOutcome, Refused
from bot.home.request import NotFound, Unsupported
from bot.telegram.card import Card, in_rows, paragraphs, tidy
from bot.telegram.cards.device import device_card
from bot.telegram.cards.home import to_the_list
from bot.telegram.cards.reasons import reason_text, trouble_lines
from bot.telegram.cards.view import View

NEAR_LIMIT = 6


def refusal_card(outcome: RefusalOutcome, view: View) -> Card:
    match outcome:
        case NotFound():
            return _not_found(outcome, view)
        case Unsupported():
            return _unsupported(outcome, view)
        case Refused():
            return _refused(outcome, view)
        case Failed():
            return _failed(outcome, view)
    assert_never(outcome)


def _not_found(outcome: NotFound, view: View) -> Card:
    """Nothing answers to the name; what sounds like it is one tap away."""
    near = [device for id_ in outcome.near[:NEAR_LIMIT] if (device := view.house.device(id_))]
    said = tidy(outcome.said, 80)
    say = view.language.html
    sentence = say("not_found.said", said=said) if said else say("not_found.it")
    hint = say("not_found.near" if near else "not_found.look")
    buttons = in_rows([view.opener(device) for device in near], 2)
    return Card(paragraphs([sentence, hint]), (*buttons, to_the_list(view)))


def _unsupported(outcome: Unsupported, view: View) -> Card:
    """The device's own card, under the reason."""
    reason = view.language.html("done.refused", reason=reason_text(outcome.device, outcome.reason, view))
    device = view.house.device(outcome.device)
    return device_card(device, view, [reason]) if device else Card(reason)


def _refused(outcome: Refused, view: View) -> Card:
    return Card(view.language.html(f"denial.{outcome.denial}"))


def _failed(outcome: Failed, view: View) -> Card:
    return Card(
        paragraphs([view.language.html("failed.nothing_answers")], trouble_lines(outcome.troubles, view)),
        (to_the_list(view),),
    )
