"""What does not fit on a device's card: the rest of it, what is known of it, and all choices of a mode."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.home.abilities import Details
from bot.home.button import AskReset, Show, ShowChoices, ShowHistory, ShowMore
from bot.home.capability import Capability, Key, Mode, choices_of, writable
from bot.home.house import Device
from bot.home.more_buttons import (
    AskRemoval,
    AskValue,
    MoreButton,
    ShowCloudTimers,
    ShowEvents,
    ShowTags,
    ShowWidget,
)
from bot.home.naming import Thing
from bot.home.pages import PAGE_SIZE, cut, last_page, nearest
from bot.home.request import Sort
from bot.home.shown import ChoicesShown, Kept, MoreShown
from bot.home.suggestions import suggestions
from bot.home.typed import can_be_typed
from bot.home.watch_buttons import ShowWatchable
from bot.i18n import Html, escaped
from bot.telegram.card import Card, Row, bold, in_rows, paragraphs, tidy
from bot.telegram.cards.at_hand import star_button
from bot.telegram.cards.controls import choice_buttons, control_rows
from bot.telegram.cards.icons import device_icon
from bot.telegram.cards.layout import behind, front
from bot.telegram.cards.names import rename_button
from bot.telegram.cards.reasons import trouble_lines
from bot.telegram.cards.state import capability_line
from bot.telegram.cards.turning import turning
from bot.telegram.cards.view import View, type_name
from bot.telegram.cards.words import capitalized, label

A_PAGE = 6  # capabilities: each may bring a row of buttons
HARDWARE = {"mac": "more.mac", "serial": "more.serial", "sdk": "more.sdk"}
NAMES_LIMIT = 8


def more(outcome: MoreShown, view: View) -> Card:
    """Facts on the first page, then the rest of what the device can do."""
    device = view.house.device(outcome.device)
    if device is None:
        return Card(view.language.html("problem.device_gone"))
    rest = behind(device)
    page = nearest(outcome.page, len(rest), A_PAGE)
    shown = cut(rest, page, A_PAGE)
    facts = _facts(device, outcome.details, view) if page == 0 else ()
    lines = [capability_line(device, capability, view) for capability in shown]
    text = paragraphs(
        [title_of(device, view)], facts, lines, trouble_lines(outcome.troubles, view, about=device.id)
    )
    pages = turning(page, last_page(len(rest), A_PAGE), lambda n: ShowMore(device.id, n), view)
    rows = control_rows(device, [c for c in shown if writable(c)], view)
    return Card(
        text,
        (
            *rows,
            *_asking_rows(device, (*front(device), *shown) if page == 0 else shown, view),
            *pages,
            *_history_row(device, outcome, view),
            *_watch_row(device, view),
            *_kept_rows(device, outcome, view),
            *_own_row(device, outcome, view),
            *_reset_row(device, outcome, view),
            back_to(device, view),
        ),
    )


def choices(outcome: ChoicesShown, view: View) -> Card:
    """Every choice of one mode, the present one ticked."""
    device = view.house.device(outcome.device)
    capability = device.capability(outcome.key) if device else None
    if device is None or capability is None:
        return Card(view.language.html("problem.device_gone"))
    key, offered = outcome.key, choices_of(capability)
    page = nearest(outcome.page, len(offered))
    name = capitalized(label(capability, key.instance, view.language))
    present = capability_line(device, capability, view) if isinstance(capability, Mode) else name
    buttons = choice_buttons(device, key, cut(offered, page), capability.value, view)
    pages = turning(page, last_page(len(offered), PAGE_SIZE), lambda n: ShowChoices(device.id, key, n), view)
    return Card(
        paragraphs([title_of(device, view)], [escaped(present)]),
        (*in_rows(buttons), *pages, back_to(device, view)),
    )


def title_of(device: Device, view: View) -> str:
    room = view.room_of(device)
    where = view.language.html("device.room", room=room) if room else ""
    return f"{device_icon(device)} {bold(escaped(view.name_of(device)))}{where}"


def back_to(device: Device, view: View) -> Row:
    name = view.language.say("button.back_to", name=tidy(view.name_of(device), 28))
    return (view.button(name, Show(device.id)),)


def _asking_rows(device: Device, offered: Iterable[Capability], view: View) -> tuple[Row, ...]:
    """Buttons that ask for a value in words."""
    language = view.language
    return in_rows(
        [
            view.button(
                language.say("button.ask", name=tidy(capitalized(label(c, c.instance, language)), 30)),
                AskValue(device.id, Key(c.kind, c.instance)),
            )
            for c in offered
            if can_be_typed(c)
        ]
    )


def _history_row(device: Device, outcome: MoreShown, view: View) -> tuple[Row, ...]:
    if not outcome.has_history:
        return ()
    return ((view.button(view.language.say("button.history"), ShowHistory(device.id)),),)


def _watch_row(device: Device, view: View) -> tuple[Row, ...]:
    if not suggestions(device):
        return ()
    return ((view.button(view.language.say("button.watch"), ShowWatchable(device.id)),),)


def _own_row(device: Device, outcome: MoreShown, view: View) -> tuple[Row, ...]:
    """Its star, and a name of its own."""
    thing = Thing(Sort.DEVICE, device.id)
    return in_rows((star_button(thing, outcome.starred, view, outcome.page), rename_button(thing, view)), 2)


def _reset_row(device: Device, outcome: MoreShown, view: View) -> tuple[Row, ...]:
    """Red: it asks first, and only those who manage the home."""
    say = view.language.say
    buttons = []
    if outcome.resettable:
        buttons.append(view.button(say("button.reset"), AskReset(device.id), "danger"))
    if outcome.removable:
        buttons.append(view.button(say("button.remove_device"), AskRemoval(device.id), "danger"))
    return in_rows(buttons)


def _kept_rows(device: Device, outcome: MoreShown, view: View) -> tuple[Row, ...]:
    """Openers of what the cloud keeps of the device."""
    openers: dict[Kept, tuple[str, MoreButton]] = {
        Kept.EVENTS: ("button.events", ShowEvents(device.id)),
        Kept.TIMERS: ("button.cloud_timers", ShowCloudTimers(device.id)),
        Kept.TAGS: ("button.tags", ShowTags(device.id)),
        Kept.WIDGET: ("button.widget", ShowWidget(device.id)),
    }
    return in_rows(
        [
            view.button(view.language.say(name), button)
            for what, (name, button) in openers.items()
            if what in outcome.kept
        ]
    )


def _facts(device: Device, details: Details | None, view: View) -> Iterator[Html]:
    say = view.language.html
    yield say("more.type", type=type_name(device.type, view.language.find))
    if device.aliases:
        yield say("more.aliases", names=view.language.list(tidy(a) for a in device.aliases[:NAMES_LIMIT]))
    groups = [tidy(group.name) for group in view.house.groups if device.id in group.devices]
    if groups:
        yield say("more.groups", names=view.language.list(groups[:NAMES_LIMIT]))
    if details is not None:
        yield from _hardware(details, view)


def _hardware(details: Details, view: View) -> Iterator[Html]:
    say = view.language.html
    if details.product:
        yield say("more.product", product=tidy(details.product))
    if details.model:
        yield say("more.model", model=tidy(details.model))
    if details.firmware:
        yield say("more.firmware", version=tidy(details.firmware))
    if details.address:
        yield say("more.address", address=tidy(details.address))
    if details.active_since:
        yield say("more.active_since", time=view.language.time(details.active_since))
    for name, told in details.more.items():
        if sentence := HARDWARE.get(name):
            yield say(sentence, value=tidy(told))
