"""What a cloud keeps of a device: notes, the phone's widget, events, timers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from bot.home.abilities import Timer
from bot.home.button import ShowMore
from bot.home.capability import Event
from bot.home.house import Device
from bot.home.in_the_cloud import CloudOutcome, EventsShown, TagAsked, TagsShown, TimersShown, WidgetShown
from bot.home.more_buttons import (
    AskTag,
    MoveToCloud,
    PauseCloudTimer,
    RemoveCloudTimer,
    RemoveTag,
    SetWidget,
    SetWidgetProperty,
    mark_of,
)
from bot.home.problem import Problem
from bot.i18n import Html
from bot.telegram.card import Card, CardButton, Row, fitted, in_rows, paragraphs, ticked, tidy
from bot.telegram.cards.asked import called, until
from bot.telegram.cards.history import event_line
from bot.telegram.cards.more import title_of
from bot.telegram.cards.plans import plan_line, timer_line
from bot.telegram.cards.reasons import problem_text
from bot.telegram.cards.view import View
from bot.telegram.cards.words import capitalized, label

TAGS_LIMIT = 12
EVENTS_LIMIT = 20
PROPERTIES_LIMIT = 30
TIMERS_LIMIT = 12


def cloud_card(outcome: CloudOutcome, view: View) -> Card:
    match outcome:
        case TagsShown():
            return _tags(outcome, view)
        case TagAsked():
            return _tag_asked(outcome, view)
        case WidgetShown():
            return _widget(outcome, view)
        case EventsShown():
            return _events(outcome, view)
        case TimersShown():
            return _timers(outcome, view)
    assert_never(outcome)


def _tags(outcome: TagsShown, view: View) -> Card:
    device = view.house.device(outcome.device)
    if device is None:
        return _gone(view)
    say = view.language.html
    told = outcome.tags[:TAGS_LIMIT]
    lines = [say("value.pair", label=tidy(key), value=tidy(value, 130)) for key, value in told]
    head = [say("tags.head" if lines else "tags.none")]
    removers = [_remover(device, key, view) for key, _ in told]
    add = view.button(view.language.say("button.add_tag"), AskTag(device.id))
    return Card(
        paragraphs([title_of(device, view)], [*head, *lines], _problem(outcome.problem, view)),
        ((add,), *in_rows(removers), _back(device, view)),
    )


def _remover(device: Device, key: str, view: View) -> CardButton:
    name = view.language.say("button.remove_of", name=tidy(key, 24))
    return view.button(name, RemoveTag(device.id, mark_of(key)), "danger")


def _tag_asked(outcome: TagAsked, view: View) -> Card:
    device = view.house.device(outcome.device)
    if device is None:
        return _gone(view)
    reason = outcome.reason
    refused = [view.language.html("tags.refused")] if reason else []
    return Card(
        paragraphs(
            called(outcome.asker),
            [title_of(device, view)],
            refused,
            [view.language.html("tags.ask")],
            until(outcome.deadline, view),
        ),
        asks=tidy(view.language.say("tags.placeholder"), 60),
    )


def _widget(outcome: WidgetShown, view: View) -> Card:
    device = view.house.device(outcome.device)
    if device is None:
        return _gone(view)
    say = view.language.say
    names = {
        name: capitalized(label(capability, capability.instance, view.language))
        for name, capability in list(outcome.offered.items())[:PROPERTIES_LIMIT]
    }
    shown = [names.get(name, tidy(name)) for name in sorted(outcome.shown)]
    lines = [view.language.html("widget.there" if outcome.is_there else "widget.not_there")]
    if outcome.is_there and shown:
        lines.append(view.language.html("widget.shows", names=view.language.list(shown)))
    buttons = [
        _toggle(device, identifier, name, identifier in outcome.shown, view)
        for identifier, name in names.items()
    ]
    whole = (
        view.button(say("button.widget_off"), SetWidget(device.id, False))
        if outcome.is_there
        else view.button(say("button.widget_on"), SetWidget(device.id, True), "success")
    )
    rows = () if outcome.problem else ((whole,), *in_rows(buttons))
    text = paragraphs([title_of(device, view)], lines if rows else (), _problem(outcome.problem, view))
    return Card(text, (*rows, _back(device, view)))


def _toggle(device: Device, identifier: str, name: str, shown: bool, view: View) -> CardButton:
    return view.button(
        ticked(tidy(name, 24), shown), SetWidgetProperty(device.id, mark_of(identifier), not shown)
    )


def _events(outcome: EventsShown, view: View) -> Card:
    device = view.house.device(outcome.device)
    if device is None:
        return _gone(view)
    known = {c.instance: c for c in device.capabilities if isinstance(c, Event)}
    lines = [
        event_line(known.get(one.instance, Event(instance=one.instance)), one, view)
        for one in outcome.happened[:EVENTS_LIMIT]
    ]
    head = [view.language.html("events.head" if lines else "events.none")]
    return Card(
        paragraphs(
            [title_of(device, view)],
            () if outcome.problem else [*head, *fitted(lines, view.language, 600)],
            _problem(outcome.problem, view),
        ),
        (_back(device, view),),
    )


def _timers(outcome: TimersShown, view: View) -> Card:
    device = view.house.device(outcome.device)
    if device is None:
        return _gone(view)
    say = view.language.html
    ours = [timer for timer in outcome.timers if timer.ours][:TIMERS_LIMIT]
    others = [timer for timer in outcome.timers if not timer.ours][:TIMERS_LIMIT]
    own = [say("plans.line", place=n, plan=timer_line(device, t, view)) for n, t in enumerate(ours, 1)]
    movable = outcome.plans[:TIMERS_LIMIT]
    could = [say("plans.line", place=n, plan=plan_line(p, view)) for n, p in enumerate(movable, 1)]
    text = paragraphs(
        [title_of(device, view)],
        _under("timers.ours", own, view),
        _under("plans.elsewhere", [timer_line(device, timer, view) for timer in others], view),
        _under("timers.movable", could, view),
        () if outcome.timers or movable or outcome.problem else [say("timers.none")],
        _problem(outcome.problem, view),
    )
    moves = [
        view.button(view.language.say("button.move_to_cloud", place=n), MoveToCloud(device.id, plan.job))
        for n, plan in enumerate(movable, 1)
    ]
    buttons = [button for n, timer in enumerate(ours, 1) for button in _timer_buttons(device, n, timer, view)]
    return Card(text, (*in_rows(buttons, 4), *in_rows(moves), _back(device, view)))


def _under(head: str, lines: Iterable[Html], view: View) -> list[str]:
    told = fitted(list(lines), view.language, 3000)
    return [view.language.html(head), *told] if told else []


def _timer_buttons(device: Device, place: int, timer: Timer, view: View) -> tuple[CardButton, ...]:
    mark, say = mark_of(timer.id), view.language.say
    pause = view.button(
        say("button.pause_of" if timer.enabled else "button.resume_of", place=place),
        PauseCloudTimer(device.id, mark, timer.enabled),
    )
    remove = view.button(say("button.call_off_of", place=place), RemoveCloudTimer(device.id, mark), "danger")
    return pause, remove


def _problem(problem: Problem | None, view: View) -> list[Html]:
    return [view.language.html("trouble.this", problem=problem_text(problem, view))] if problem else []


def _back(device: Device, view: View) -> Row:
    return (view.button(view.language.say("button.back_to_more"), ShowMore(device.id)),)


def _gone(view: View) -> Card:
    return Card(view.language.html("problem.device_gone"))
