"""What will be done later: planned, listed, called off, or not done when its time came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from bot.home.abilities import Timer
from bot.home.button import CallOff, Pause, ShowPlans
from bot.home.command import Command
from bot.home.house import Device
from bot.home.outcome import CalledOff, Elsewhere, Lapsed, PlanOutcome, Plans, Scheduled
from bot.home.plan import Plan
from bot.i18n import Html
from bot.telegram.card import TEXT_LIMIT, Card, CardButton, Row, fitted, in_rows, paragraphs, tidy
from bot.telegram.cards.changes import changes_text
from bot.telegram.cards.done import done
from bot.telegram.cards.schedule import every_text, moment_text
from bot.telegram.cards.view import View

BESIDE_DONE = 1000  # characters for plans on the card of what was done at once
NAMED_LIMIT = 4
BUTTONS_LIMIT = 12
FOR_ELSEWHERE = 2500


def plan_card(outcome: PlanOutcome, view: View) -> Card:
    match outcome:
        case Scheduled():
            return _scheduled(outcome, view)
        case Plans():
            return _plans(outcome, view)
        case CalledOff():
            return _called_off(outcome, view)
        case Lapsed():
            return _lapsed(outcome, view)
    assert_never(outcome)


def _scheduled(outcome: Scheduled, view: View) -> Card:
    head = view.language.html("scheduled.head")
    lines = [plan_line(plan, view) for plan in outcome.plans]
    rows = (
        *_callers_off(outcome.plans, view),
        (view.button(view.language.say("button.plans"), ShowPlans()),),
    )
    if outcome.done is None:
        return Card(paragraphs([head], fitted(lines, view.language, 200)), rows)
    at_once = done(outcome.done, view)
    told = fitted(lines, view.language, TEXT_LIMIT - BESIDE_DONE)
    return Card(paragraphs([at_once.html], [head, *told]), (*rows, *at_once.rows))


def _plans(outcome: Plans, view: View) -> Card:
    """Every plan with a number, which its buttons carry; then what the vendors' apps have planned."""
    say = view.language.html
    numbered = [
        say("plans.line", place=place, plan=plan_line(plan, view))
        for place, plan in enumerate(outcome.plans, 1)
    ]
    lines = fitted(numbered, view.language, FOR_ELSEWHERE)
    elsewhere = _elsewhere([one for one in outcome.elsewhere if not one.timer.ours], view)
    moved = _elsewhere([one for one in outcome.elsewhere if one.timer.ours], view)
    unread = [say("plans.unread")] if outcome.troubles else []
    blocks = (
        [say("plans.head"), *lines] if lines else [say("plans.none")],
        [say("plans.in_the_cloud"), *moved] if moved else [],
        [say("plans.elsewhere"), *elsewhere] if elsewhere else [],
        unread,
    )
    buttons = [
        button
        for place, plan in enumerate(outcome.plans[:BUTTONS_LIMIT], 1)
        for button in _buttons(place, plan, view)
    ]
    return Card(paragraphs(*blocks), in_rows(buttons, 4))


def _elsewhere(timers: Sequence[Elsewhere], view: View) -> list[str]:
    return fitted([_elsewhere_line(one, view) for one in timers], view.language, TEXT_LIMIT - FOR_ELSEWHERE)


def _called_off(outcome: CalledOff, view: View) -> Card:
    line = plan_line(outcome.plan, view)
    rows = ((view.button(view.language.say("button.plans"), ShowPlans()),),)
    return Card(view.language.html("called_off", plan=line), rows)


def _lapsed(outcome: Lapsed, view: View) -> Card:
    return Card(view.language.html(f"lapsed.{outcome.why}", plan=plan_line(outcome.plan, view)))


def plan_line(plan: Plan, view: View) -> Html:
    """What, and when: "Lamp: turn off, today at 19:00"."""
    language = view.language
    when = every_text(plan.every, language) if plan.every else moment_text(plan.due, view.now, language)
    what = _what(plan, view)
    if plan.restores:
        line = language.html("plan.back", what=what, when=when)
    elif plan.for_seconds is not None:
        line = language.html("plan.for", what=what, when=when, span=language.span(plan.for_seconds))
    else:
        line = language.html("plan.line", what=what, when=when)
    return language.html("plan.paused", plan=line) if plan.paused else line


def _what(plan: Plan, view: View) -> Html:
    if plan.scene is not None:
        scene = view.house.scene(plan.scene)
        return view.language.html("plan.scene", name=tidy(scene.name) if scene else plan.scene)
    return commands_text(plan.commands, view)


def commands_text(commands: Sequence[Command], view: View) -> Html:
    """Commands of one or several devices on one line."""
    by_device: dict[str, list[Command]] = {}
    for command in commands:
        by_device.setdefault(command.device, []).append(command)
    texts = [
        view.language.html("plan.device", name=view.name(id_), what=changes_text(of_device, view))
        for id_, of_device in list(by_device.items())[:NAMED_LIMIT]
    ]
    if len(by_device) > NAMED_LIMIT:
        texts.append(view.language.count_html("list.more", len(by_device) - NAMED_LIMIT))
    return Html(view.language.say("list.separator").join(texts))


def _elsewhere_line(one: Elsewhere, view: View) -> Html:
    told = _timer_told(one.device, one.timer, view)
    sentence = "plans.there" if one.timer.enabled else "plans.there_off"
    return view.language.html(sentence, device=view.name(one.device), **told)


def timer_line(device: Device, timer: Timer, view: View) -> Html:
    """A timer on a card of its device."""
    line = view.language.html("plan.line", **_timer_told(device.id, timer, view))
    return line if timer.enabled else view.language.html("plan.paused", plan=line)


def _timer_told(device: str, timer: Timer, view: View) -> dict[str, str]:
    """What a timer does, and when."""
    language = view.language
    own = all(command.device == device for command in timer.commands)
    text = changes_text(timer.commands, view) if own else commands_text(timer.commands, view)
    if timer.cron is not None:
        when = every_text(timer.cron, language)
    elif timer.at is not None:
        when = language.time(timer.at)
    else:
        when = language.say("every.unknown")
    return {"what": text or tidy(timer.name), "when": when}


def _buttons(place: int, plan: Plan, view: View) -> list[CardButton]:
    off = view.button(view.language.say("button.call_off_of", place=place), CallOff(plan.job), "danger")
    if plan.paused:
        go_on = view.button(view.language.say("button.resume_of", place=place), Pause(plan.job, False))
        return [go_on, off]
    return [view.button(view.language.say("button.pause_of", place=place), Pause(plan.job, True)), off]


def _callers_off(plans: Sequence[Plan], view: View) -> tuple[Row, ...]:
    if len(plans) == 1:
        return ((view.button(view.language.say("button.call_off"), CallOff(plans[0].job), "danger"),),)
    return in_rows(
        [
            view.button(view.language.say("button.call_off_of", place=place), CallOff(plan.job), "danger")
            for place, plan in enumerate(plans[:BUTTONS_LIMIT], 1)
        ],
        4,
    )
