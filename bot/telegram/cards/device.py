"""A device's card: what it is like, and buttons for what it can do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.home.house import Device
from bot.home.shown import Shown, Trouble
from bot.telegram.card import Card, paragraphs
from bot.telegram.cards.controls import controls
from bot.telegram.cards.reasons import trouble_lines
from bot.telegram.cards.state import described
from bot.telegram.cards.view import View


def shown(outcome: Shown, view: View) -> Card:
    device = view.house.device(outcome.device)
    if device is None:
        return Card(view.language.html("problem.device_gone"))
    return device_card(device, view, (), outcome.troubles)


def device_card(
    device: Device, view: View, headline: Iterable[str] = (), troubles: Sequence[Trouble] = ()
) -> Card:
    """The card of one device under a headline that says what has just happened."""
    text = paragraphs(headline, described(device, view), trouble_lines(troubles, view, about=device.id))
    return Card(text, controls(device, view))
