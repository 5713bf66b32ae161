"""Messages that ask for a value, and say what would be allowed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.home.asking import Asker, ValueAsked
from bot.home.capability import (
    Action,
    Array,
    Capability,
    Date,
    Lock,
    Mode,
    OnOff,
    Range,
    Struct,
    Text,
    Toggle,
)
from bot.home.house import Device
from bot.i18n import Html, Language, escaped
from bot.telegram.card import Card, paragraphs, tidy
from bot.telegram.cards.more import title_of
from bot.telegram.cards.reasons import reason_text
from bot.telegram.cards.state import reading_text
from bot.telegram.cards.view import View
from bot.telegram.cards.words import capitalized, choice_name, label

FIELDS_LIMIT = 20
CHOICES_LIMIT = 12


def value_asked(outcome: ValueAsked, view: View) -> Card:
    device = view.house.device(outcome.device)
    capability = device.capability(outcome.key) if device else None
    if device is None or capability is None:
        return Card(view.language.html("problem.device_gone"))
    reason = outcome.reason
    refused = (
        [view.language.html("done.refused", reason=reason_text(device.id, reason, view))] if reason else []
    )
    text = paragraphs(
        called(outcome.asker),
        [title_of(device, view)],
        refused,
        _question(device, capability, view),
        until(outcome.deadline, view),
    )
    name = label(capability, outcome.key.instance, view.language)
    return Card(text, asks=tidy(view.language.say("ask.placeholder", name=name), 60))


def until(deadline: datetime, view: View) -> list[Html]:
    left = round((deadline - view.now).total_seconds())
    return [view.language.html("ask.how", span=view.language.span(max(left, 60) // 60 * 60))]


def called(asker: Asker) -> list[Html]:
    """In a group whoever is asked is called by name, so that the field opens for them only."""
    if asker.alone:
        return []
    return [Html(f'<a href="tg://user?id={asker.person}">{escaped(tidy(asker.name) or "…")}</a>')]


def _question(device: Device, capability: Capability, view: View) -> Iterator[str]:
    language = view.language
    name = capitalized(label(capability, capability.instance, language))
    match capability:
        case Struct(fields=parts) | Action(inputs=parts):
            yield language.html("ask.parts", name=name)
            for part in parts[:FIELDS_LIMIT]:
                own = label(part, part.instance, language)
                yield language.html("value.pair", label=f"• {own}", value=allowed(part, language))
        case _:
            yield language.html("ask.value", name=name, allowed=allowed(capability, language))
    if not isinstance(capability, Action) and capability.value is not None:
        yield language.html("ask.now", value=reading_text(device, capability, view))


def allowed(capability: Capability, language: Language) -> str:
    """What may be written for a value, in a few words."""
    say = language.say
    match capability:
        case OnOff() | Toggle() | Lock():
            return say("ask.switch")
        case Range(limits=None):
            return say("ask.number")
        case Range(limits=limits, unit=unit) if limits:
            least, most = language.number(limits.min), language.number(limits.max, unit)
            return say("ask.between", min=least, max=most)
        case Mode(choices=choices):
            return language.list(
                choice_name(choice, capability.instance, language) for choice in choices[:CHOICES_LIMIT]
            )
        case Text(length=None):
            return say("ask.any_text")
        case Text(length=int(length)):
            return language.count("ask.text", length)
        case Date():
            return say("ask.date")
        case Array(item=item, size=size):
            return _list(item, size, language)
        case _:
            return say("ask.structure")


def _list(item: Capability | None, size: int | None, language: Language) -> str:
    each = allowed(item, language) if item else language.say("ask.any_text")
    if size is None:
        return language.say("ask.list", each=each)
    return language.count("ask.list_of", size, each=each)
