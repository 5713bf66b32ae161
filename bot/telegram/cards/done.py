"""What became of commands: one device's card under a headline, or a line for each of several."""

from __future__ import annotations

from collections.abc import Sequence

from bot.home.command import Command
from bot.home.effect import Effect, Status
from bot.home.house import Device
from bot.home.outcome import Done
from bot.i18n import Html
from bot.telegram.card import TEXT_LIMIT, Card, Row, fitted, in_rows, paragraphs, tidy
from bot.telegram.cards.answered import readings_lines
from bot.telegram.cards.changes import changes_text
from bot.telegram.cards.device import device_card
from bot.telegram.cards.home import to_the_list
from bot.telegram.cards.reasons import effect_problem, problem_text, reason_text
from bot.telegram.cards.view import View

OPENERS_LIMIT = 8
FOR_HEADLINE, FOR_ANSWERS = 600, 1200  # characters kept free beside the lines of a long outcome
BETTER_TO_WORSE = (
    Status.CONFIRMED,
    Status.SENT,
    Status.ACCEPTED,
    Status.UNCONFIRMED,
    Status.UNKNOWN,
    Status.REFUSED,
)


def done(outcome: Done, view: View) -> Card:
    devices = _devices(outcome, view)
    headline = [*_scene_line(outcome, view)]
    if len(devices) == 1 and not outcome.readings:
        return device_card(devices[0], view, [*headline, *_own_lines(outcome, view)])
    effects = _by_device(outcome.effects)
    lines = [
        *(_line(id_, of_device, view) for id_, of_device in effects.items()),
        *_refused_lines(outcome, view),
    ]
    if effects or outcome.refused:
        headline.append(_count_line(effects, outcome, view))
    told = fitted(lines, view.language, FOR_ANSWERS + FOR_HEADLINE)
    answers = fitted(readings_lines(outcome.readings, view), view.language, TEXT_LIMIT - FOR_ANSWERS)
    text = paragraphs(headline, told, answers)
    return Card(text or view.language.html("done.nothing"), _openers(devices, view))


def _devices(outcome: Done, view: View) -> list[Device]:
    """Every device that the outcome is about, in the order it was said."""
    ids = [
        *(effect.command.device for effect in outcome.effects),
        *(refused.device for refused in outcome.refused),
        *(reading.device for reading in outcome.readings),
    ]
    return [device for id_ in dict.fromkeys(ids) if (device := view.house.device(id_))]


def _by_device(effects: Sequence[Effect]) -> dict[str, list[Effect]]:
    """Effects of each device, in the order of their devices."""
    found: dict[str, list[Effect]] = {}
    for effect in effects:
        found.setdefault(effect.command.device, []).append(effect)
    return found


def _scene_line(outcome: Done, view: View) -> list[Html]:
    if outcome.scene is None:
        return []
    scene = view.house.scene(outcome.scene)
    name = tidy(scene.name) if scene else outcome.scene
    if outcome.scene_problem is None:
        return [view.language.html("done.scene", name=name)]
    problem = problem_text(outcome.scene_problem, view)
    return [view.language.html("done.scene_failed", name=name, problem=problem)]


def _own_lines(outcome: Done, view: View) -> list[Html]:
    """What became of one device's commands, those that ended alike in one sentence."""
    alike: dict[tuple[Status, Html | None], list[Command]] = {}
    for effect in outcome.effects:
        problem = effect_problem(effect, view) if effect.status is Status.REFUSED else None
        alike.setdefault((effect.status, problem), []).append(effect.command)
    lines = []
    for (status, problem), commands in alike.items():
        what = changes_text(commands, view, achieved=status is Status.CONFIRMED)
        lines.append(view.language.html(f"effect.{status}", what=what, problem=problem or ""))
    return [*lines, *_refused_lines(outcome, view)]


def _line(device: str, effects: Sequence[Effect], view: View) -> Html:
    """One device among several: the effect that went worst speaks for it."""
    worst = max(effects, key=lambda effect: BETTER_TO_WORSE.index(effect.status))
    what = changes_text((effect.command for effect in effects), view, worst.status is Status.CONFIRMED)
    problem = effect_problem(worst, view) if worst.status is Status.REFUSED else ""
    return view.language.html(f"each.{worst.status}", name=view.name(device), what=what, problem=problem)


def _refused_lines(outcome: Done, view: View) -> list[Html]:
    reasons = dict.fromkeys(reason_text(one.device, one.reason, view) for one in outcome.refused)
    return [view.language.html("done.refused", reason=reason) for reason in reasons]


def _count_line(effects: dict[str, list[Effect]], outcome: Done, view: View) -> Html:
    """How many of the devices did what was asked."""
    total = len({*effects, *(refused.device for refused in outcome.refused)})
    refused = {one.device for one in outcome.refused}
    good = [
        id_
        for id_, of_device in effects.items()
        if id_ not in refused and all(e.status in (Status.CONFIRMED, Status.SENT) for e in of_device)
    ]
    waiting = any(effect.open for of_device in effects.values() for effect in of_device)
    if len(good) == total:
        return view.language.count_html("done.all", total)
    if waiting:
        return view.language.count_html("done.waiting", total, done=len(good))
    return view.language.count_html("done.some" if good else "done.none", total, done=len(good))


def _openers(devices: Sequence[Device], view: View) -> tuple[Row, ...]:
    shown = [view.opener(device) for device in devices[:OPENERS_LIMIT]]
    return (*in_rows(shown, 2), to_the_list(view)) if shown else ()
