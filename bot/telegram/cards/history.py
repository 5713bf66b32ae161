"""What was of a device: numbers as a line, states as bands, events as a list one can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.home.abilities import Happened, Moment, Severity
from bot.home.button import ShowHistory
from bot.home.capability import Capability, Event, Key, Range, Sensor, with_value
from bot.home.history import Span, extremes, kept_of, stretches, time_on
from bot.home.house import Device
from bot.home.shown import HistoryShown
from bot.i18n import Html
from bot.telegram.card import Card, CardButton, Row, fitted, in_rows, paragraphs, ticked, tidy
from bot.telegram.cards.more import back_to, title_of
from bot.telegram.cards.reasons import problem_text
from bot.telegram.cards.view import View
from bot.telegram.cards.words import capitalized, choice_name, label, value_text
from bot.telegram.charts.chart import Bands, Chart, Line, Stretch

OTHERS_LIMIT = 6  # further capabilities that are one tap away
EVENTS_LIMIT = 20
ROWS_LIMIT = 8
SEVERITIES = {Severity.INFO: "ℹ️", Severity.ALERT: "⚠️", Severity.ERROR: "❗"}
ABOUT = {Span.DAY: "history.day", Span.WEEK: "history.week", Span.MONTH: "history.month"}
TICKS = {Span.DAY: timedelta(hours=4), Span.WEEK: timedelta(days=1), Span.MONTH: timedelta(days=5)}


def history(outcome: HistoryShown, view: View) -> Card:
    device = view.house.device(outcome.device)
    if device is None:
        return Card(view.language.html("problem.device_gone"))
    capability = device.capability(outcome.key) if outcome.key else None
    if outcome.key is None or capability is None:
        text = [view.language.html("history.of_nothing")]
        return Card(paragraphs([title_of(device, view)], text), (back_to(device, view),))
    rows = (*_spans(outcome, view), *_others(device, outcome, view), back_to(device, view))
    head = [title_of(device, view), _about(capability, outcome, view)]
    if outcome.moments is None or outcome.problem:
        why = problem_text(outcome.problem, view) if outcome.problem else None
        return Card(paragraphs(head, [why or view.language.html("history.not_kept")]), rows)
    if isinstance(capability, Event):
        return Card(paragraphs(head, _events(capability, outcome, view), _noted(outcome, view)), rows)
    return _charted(device, capability, outcome, head, rows, view)


def _charted(
    device: Device,
    capability: Capability,
    outcome: HistoryShown,
    head: list[str],
    rows: tuple[Row, ...],
    view: View,
) -> Card:
    shape = _shape(device, capability, outcome, view)
    if shape is None:
        return Card(paragraphs(head, [view.language.html("history.nothing")], _noted(outcome, view)), rows)
    caption = paragraphs(head, _summary(device, capability, outcome, view), _noted(outcome, view))
    name = capitalized(label(capability, capability.instance, view.language))
    chart = Chart(
        f"{tidy(view.name_of(device), 30)} · {name}",
        shape,
        outcome.since,
        outcome.until,
        tuple(_ticks(outcome, view)),
        view.language,
        tuple(one.at for one in outcome.happened),
        outcome.dark,
    )
    shade = ShowHistory(device.id, outcome.key, outcome.span, not outcome.dark)
    toggle: Row = (view.button(view.language.say("button.light" if outcome.dark else "button.dark"), shade),)
    without = paragraphs(caption.splitlines(), [_no_pictures(view)])
    return Card(caption, (*rows[:-1], toggle, rows[-1]), chart, without)


def _noted(outcome: HistoryShown, view: View) -> Iterator[Html]:
    """Whose notes these are, where they are not the cloud's."""
    if outcome.noted_since:
        yield view.language.html("history.noted", time=view.language.time(outcome.noted_since))
    elif outcome.noted:
        yield view.language.html("history.not_noted_yet")


def _no_pictures(view: View) -> Html:
    return view.language.html("history.no_pictures")


def _about(capability: Capability, outcome: HistoryShown, view: View) -> Html:
    name = capitalized(label(capability, capability.instance, view.language))
    return view.language.html(ABOUT[outcome.span], label=name)


def _shape(device: Device, capability: Capability, outcome: HistoryShown, view: View) -> Line | Bands | None:
    moments = outcome.moments or ()
    numbers = [m for m in moments if isinstance(m.value, int | float) and not isinstance(m.value, bool)]
    if numbers:
        unit = capability.unit if isinstance(capability, Range | Sensor) else None
        measured = [(m.at, *view.language.measured(float(m.value), unit)) for m in numbers]
        points = sorted((at, value) for at, value, _ in measured)
        shown_unit = measured[0][2]
        is_set = isinstance(capability, Range)
        still = [(outcome.until, points[-1][1])] if is_set else []
        return Line((*points, *still), shown_unit, steps=is_set)
    known = [m for m in moments if isinstance(m.value, bool | str)]
    if not known:
        return None
    often = [value for value, _ in Counter(m.value for m in known).most_common(ROWS_LIMIT)]
    words = {value: _state(device, capability, value, view) for value in often}
    if all(isinstance(value, bool) for value in often):
        words = {True: _state(device, capability, True, view)}
    held = [
        Stretch(words[moment.value], moment.at, moment.at + length)
        for moment, length in stretches(known, outcome.until)
        if moment.value in words
    ]
    return Bands(tuple(words.values()), tuple(held))


def _state(device: Device, capability: Capability, value: bool | str, view: View) -> str:
    return capitalized(value_text(device, with_value(capability, value), view.language))


def _summary(device: Device, capability: Capability, outcome: HistoryShown, view: View) -> Iterator[Html]:
    """The least, the mean and the most; of a switch how long it was on; how much is marked."""
    moments: tuple[Moment, ...] = outcome.moments or ()
    unit = capability.unit if isinstance(capability, Range | Sensor) else None
    if found := extremes(moments, outcome.until):
        low, mean, high = (
            view.language.number(round(v, 1), unit) for v in (found.low, found.mean, found.high)
        )
        yield view.language.html("history.extremes", low=low, mean=mean, high=high)
    elif any(isinstance(moment.value, bool) for moment in moments):
        on = time_on(moments, outcome.until)
        minutes = round(on.total_seconds() / 60) * 60
        state = _state(device, capability, True, view)
        if minutes:
            yield view.language.html("history.time_on", state=state, time=view.language.span(minutes))
        else:
            yield view.language.html("history.never_on", state=state)
    if outcome.happened:
        yield view.language.count_html("history.marks", len(outcome.happened))


def _events(event: Event, outcome: HistoryShown, view: View) -> list[str]:
    """Newest first."""
    newest = sorted(outcome.happened, key=lambda one: one.at, reverse=True)
    if not newest:
        return [view.language.html("history.nothing")]
    lines = [event_line(event, one, view) for one in newest[:EVENTS_LIMIT]]
    if len(newest) > EVENTS_LIMIT:
        lines.append(view.language.count_html("list.more", len(newest) - EVENTS_LIMIT))
    return fitted(lines, view.language, 600)


def event_line(event: Event, one: Happened, view: View) -> Html:
    what = tidy(one.name or "") or capitalized(label(event, event.instance, view.language))
    if one.became is not None:
        what = _told(event, {what: one.became}, view)
    told = _told(event, one.values, view)
    return view.language.html(
        "history.event_told" if told else "history.event",
        mark=SEVERITIES[one.severity],
        time=view.language.time(one.at),
        what=what,
        told=told,
    )


def _told(event: Event, values: Mapping[str, Any], view: View) -> str:
    names = {choice.value: choice_name(choice, event.instance, view.language) for choice in event.choices}
    return view.language.list(
        view.language.say("value.pair", label=tidy(name), value=names.get(str(value), tidy(str(value))))
        for name, value in list(values.items())[:4]
    )


def _spans(outcome: HistoryShown, view: View) -> tuple[Row, ...]:
    words = {Span.DAY: "button.day", Span.WEEK: "button.week", Span.MONTH: "button.month"}
    buttons = []
    for span, id_ in words.items():
        text = view.language.say(id_)
        to = ShowHistory(outcome.device, outcome.key, span, outcome.dark)
        buttons.append(view.button(ticked(text, span is outcome.span), to))
    return (tuple(buttons),)


def _others(device: Device, outcome: HistoryShown, view: View) -> tuple[Row, ...]:
    """What else of the device has a history."""
    keys = [key for key in kept_of(device) if key != outcome.key][:OTHERS_LIMIT]
    return in_rows([_other(device, key, outcome, view) for key in keys], 2)


def _other(device: Device, key: Key, outcome: HistoryShown, view: View) -> CardButton:
    capability = device.capability(key)
    name = capitalized(label(capability, key.instance, view.language)) if capability else key.instance
    return view.button(name, ShowHistory(device.id, key, outcome.span, outcome.dark))


def _ticks(outcome: HistoryShown, view: View) -> Iterator[tuple[datetime, str]]:
    """Round hours of a day, days of a week, every fifth day of a month: in the home's time."""
    step = TICKS[outcome.span]
    at = outcome.since.replace(hour=0, minute=0, second=0, microsecond=0)
    while at < outcome.until:
        if at > outcome.since:
            yield at, _tick_words(at, outcome.span, view)
        at += step


def _tick_words(at: datetime, span: Span, view: View) -> str:
    match span:
        case Span.DAY:
            return view.language.clock(at.time())
        case Span.WEEK:
            return view.language.day(at, weekday=True)
        case Span.MONTH:
            return view.language.day(at)
