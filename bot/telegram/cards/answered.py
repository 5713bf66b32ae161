"""Answers to questions: from fresh readings, in one sentence where one will do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.home.capability import Capability, Lock, OnOff
from bot.home.house import Device
from bot.home.outcome import Answered
from bot.home.request import Asked, Question, Reading
from bot.home.telling import as_truth, capability_of
from bot.i18n import Html
from bot.telegram.card import Card, fitted, in_rows, paragraphs
from bot.telegram.cards.device import device_card
from bot.telegram.cards.reasons import trouble_lines
from bot.telegram.cards.state import is_on, line_of, reading_text
from bot.telegram.cards.view import View
from bot.telegram.cards.words import capitalized, label

OPENERS_LIMIT = 8


def answered(outcome: Answered, view: View) -> Card:
    devices = list(
        {r.device: device for r in outcome.readings if (device := view.house.device(r.device))}.values()
    )
    headline = _headline(outcome, devices, view)
    if len(devices) == 1:
        told = [*headline, *_told_first(outcome, view)]
        return device_card(devices[0], view, told, outcome.troubles)
    lines = fitted(_lines(outcome, view), view.language, spare=1600)
    text = paragraphs(headline, lines, trouble_lines(outcome.troubles[:8], view))
    openers = in_rows([view.opener(device) for device in _shown(outcome, devices, view)[:OPENERS_LIMIT]], 2)
    return Card(text or view.language.html("answer.nothing"), openers)


def _shown(outcome: Answered, devices: list[Device], view: View) -> list[Device]:
    """The devices worth a button: of "which" and "how many" those that are so, if any."""
    if outcome.question.asked not in (Asked.WHICH, Asked.HOW_MANY):
        return devices
    pairs = zip(outcome.readings, _truths(outcome, view), strict=True)
    found = {reading.device for reading, truth in pairs if truth}
    return [device for device in devices if device.id in found] or devices


def readings_lines(readings: Iterable[Reading], view: View) -> list[Html]:
    """One line for each thing that was read."""
    return [
        _reading_line(device, reading.instance, view)
        for reading in readings
        if (device := view.house.device(reading.device))
    ]


def _reading_line(device: Device, instance: str | None, view: View) -> Html:
    capability = capability_of(device, instance) if instance else None
    if capability is None or isinstance(capability, OnOff | Lock):
        return line_of(device, view)
    return view.language.html(
        "answer.reading",
        name=view.titled(device),
        label=label(capability, instance or capability.instance, view.language),
        value=reading_text(device, capability, view),
    )


def _told_first(outcome: Answered, view: View) -> list[Html]:
    """Of one device the value that was asked for, said above its card."""
    if outcome.question.asked is not Asked.VALUE:
        return []
    return [
        view.language.html(
            "value.pair",
            label=capitalized(label(capability, reading.instance or "", view.language)),
            value=reading_text(device, capability, view),
        )
        for reading in outcome.readings
        if (device := view.house.device(reading.device))
        and reading.instance
        and (capability := capability_of(device, reading.instance))
    ]


def _headline(outcome: Answered, devices: Sequence[Device], view: View) -> list[Html]:
    question = outcome.question
    truths = _truths(outcome, view)
    match question.asked:
        case Asked.VALUE:
            return []
        case Asked.IS:
            return [view.language.html(f"answer.{_verdict(truths, question.quantifier)}")]
        case Asked.WHICH:
            return [] if any(truths) else [view.language.html("answer.none")]
        case Asked.HOW_MANY:
            return [view.language.count_html("answer.how_many", len(truths), found=truths.count(True))]
        case Asked.WHERE:
            return _places(devices, view)


def _verdict(truths: Sequence[bool | None], quantifier: str | None) -> str:
    """Yes, no, or unknown where an unread device could turn the answer."""
    settling = quantifier == "any"  # one yes settles "any", one no settles "all"
    if settling in truths:
        return "yes" if settling else "no"
    if None in truths or not truths:
        return "unknown"
    return "no" if settling else "yes"


def _places(devices: Sequence[Device], view: View) -> list[Html]:
    """A line for each; the title of a single one's card says it."""
    if len(devices) == 1 and view.room_of(devices[0]):
        return []
    return [
        view.language.html("answer.where", name=view.titled(device), room=room)
        if (room := view.room_of(device))
        else view.language.html("answer.where_unknown", name=view.titled(device))
        for device in devices
    ]


def _lines(outcome: Answered, view: View) -> list[Html]:
    """What was read; of "which" only the ones that are so, of "where" nothing but the headline."""
    match outcome.question.asked:
        case Asked.WHERE:
            return []
        case Asked.WHICH | Asked.HOW_MANY:
            pairs = zip(outcome.readings, _truths(outcome, view), strict=True)
            return readings_lines((reading for reading, truth in pairs if truth), view)
        case Asked.VALUE | Asked.IS:
            return readings_lines(outcome.readings, view)


def _truths(outcome: Answered, view: View) -> list[bool | None]:
    return [_truth(reading, outcome.question, view) for reading in outcome.readings]


def _truth(reading: Reading, question: Question, view: View) -> bool | None:
    """Whether what was read is what the question asks about; None when nobody knows.

    An offline device still shows what it was before, which answers nothing.
    """
    device = view.house.device(reading.device)
    if device is None or device.online is False:
        return None
    capability = capability_of(device, reading.instance) if reading.instance else None
    actual = is_on(device) if capability is None else _comparable(capability, question.value)
    return None if actual is None else bool(actual == question.value)


def _comparable(capability: Capability, wanted: Any) -> Any:
    """A capability's value in the shape of what was asked: a yes or no, or the value itself."""
    if capability.value is None or not isinstance(wanted, bool):
        return capability.value
    return as_truth(capability)
