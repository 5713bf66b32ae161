"""What is watched: begun, told, ended, listed, and suggested for a device."""

from __future__ import annotations

from datetime import timedelta
from typing import assert_never

from bot.home.button import Show
from bot.home.capability import Range, Sensor
from bot.home.house import Device
from bot.home.request import Above, Becomes, Below, Changes, Finishes, Reading, Watch
from bot.home.suggestions import PRESENCE, suggestions
from bot.home.telling import capability_of
from bot.home.watch_buttons import BeginWatch, ShowWatches, SilenceWatch, StopWatch
from bot.home.watching import (
    Kept,
    Watchable,
    WatchBegun,
    WatchEnded,
    Watches,
    WatchOutcome,
    WatchTold,
)
from bot.i18n import Html
from bot.telegram.card import Card, CardButton, Row, fitted, in_rows, paragraphs, tidy
from bot.telegram.cards.schedule import moment_text
from bot.telegram.cards.state import reading_text
from bot.telegram.cards.view import View
from bot.telegram.cards.words import capitalized, is_openable, label

NAMED_LIMIT = 4
BUTTONS_LIMIT = 12
LATE = timedelta(minutes=10)


def watch_card(outcome: WatchOutcome, view: View) -> Card:
    match outcome:
        case WatchBegun():
            return _begun(outcome, view)
        case WatchTold():
            return _told(outcome, view)
        case WatchEnded(kept=kept, why=why):
            text = view.language.html(f"watch.{why or 'stopped'}", watch=_line(kept.watch, view))
            return Card(text, (_all(view),))
        case Watches():
            return _list(outcome, view)
        case Watchable(device=device):
            return _watchable(device, view)
    assert_never(outcome)


def _begun(outcome: WatchBegun, view: View) -> Card:
    kept, say = outcome.kept, view.language.html
    idle = isinstance(kept.watch.condition, Finishes)
    already = [say("watch.idle" if idle else "watch.holds")] if outcome.holds else []
    until = say("watch.until", date=view.language.date(kept.until))
    stop = view.button(view.language.say("button.stop_watch"), StopWatch(kept.id), "danger")
    text = paragraphs([say("watch.begun"), _line(kept.watch, view)], [*already, until])
    return Card(text, ((stop, *_all(view)), *_openers(kept.watch, view)))


def _told(outcome: WatchTold, view: View) -> Card:
    """The device one tap away; what goes on telling can be silenced and ended."""
    kept, device = outcome.kept, view.house.device(outcome.device)
    reading = next((r for r in kept.watch.readings if r.device == outcome.device), kept.watch.readings[0])
    lines = [_sentence("told", kept.watch, reading, view)]
    if outcome.at and view.now - outcome.at >= LATE:
        moment = moment_text(outcome.at, view.now, view.language)
        lines.append(view.language.html("told.earlier", moment=moment))
    rows: tuple[Row, ...] = ((view.opener(device),),) if device else ()
    if kept.watch.repeats:
        rows = (
            *rows,
            (
                view.button(view.language.say("button.silence"), SilenceWatch(kept.id)),
                view.button(view.language.say("button.stop_watch"), StopWatch(kept.id), "danger"),
            ),
        )
    return Card(paragraphs(lines), rows)


def _list(outcome: Watches, view: View) -> Card:
    """Every watch with a number, which its buttons carry."""
    language = view.language
    if not outcome.kept:
        return Card(language.html("watches.none"))
    lines = [
        language.html(
            "watches.line",
            place=place,
            watch=_kept_line(kept, view),
            person=tidy(kept.person_name),
            date=language.date(kept.until),
        )
        for place, kept in enumerate(outcome.kept, 1)
    ]
    shown = list(enumerate(outcome.kept[:BUTTONS_LIMIT], 1))
    buttons = [button for place, kept in shown for button in _buttons(place, kept, view)]
    head = [language.html("watches.head")]
    return Card(paragraphs(head, fitted(lines, language, 300)), in_rows(buttons, 4))


def _watchable(id_: str, view: View) -> Card:
    device = view.house.device(id_)
    if device is None:
        return Card(view.language.html("problem.device_gone"))
    offered = suggestions(device)
    buttons = [view.button(_suggestion(watch, device, view), BeginWatch(watch)) for watch in offered]
    say = view.language.html
    text = say("watchable.head", name=view.name_of(device)) if offered else say("watchable.none")
    return Card(text, (*in_rows(buttons, 2), (view.opener(device),)))


def _buttons(place: int, kept: Kept, view: View) -> list[CardButton]:
    say, silent = view.language.say, _is_silent(kept, view)
    hear = view.button(
        say("button.hear_of" if silent else "button.silence_of", place=place),
        SilenceWatch(kept.id, not silent),
    )
    return [hear, view.button(say("button.call_off_of", place=place), StopWatch(kept.id), "danger")]


def _all(view: View) -> Row:
    return (view.button(view.language.say("button.watches"), ShowWatches()),)


def _openers(watch: Watch, view: View) -> tuple[Row, ...]:
    devices = [device for id_ in watch.devices[:NAMED_LIMIT] if (device := view.house.device(id_))]
    return in_rows([view.button(view.titled(device), Show(device.id)) for device in devices], 2)


def _is_silent(kept: Kept, view: View) -> bool:
    return kept.silent is not None and kept.silent > view.now


def _kept_line(kept: Kept, view: View) -> Html:
    line = _line(kept.watch, view)
    if kept.silent is None or not _is_silent(kept, view):
        return line
    until = moment_text(kept.silent, view.now, view.language)
    return view.language.html("watch.silent", watch=line, until=until)


def _line(watch: Watch, view: View) -> Html:
    """What is watched, at which hours, and whether only once."""
    language = view.language
    line = _sentence("watch", watch, None, view)
    if watch.hours:
        since, until = language.clock(watch.hours.since), language.clock(watch.hours.until)
        line = language.html("watch.hours", watch=line, since=since, until=until)
    return line if watch.repeats else language.html("watch.once", watch=line)


def _sentence(family: str, watch: Watch, reading: Reading | None, view: View) -> Html:
    """The sentence of a condition, about one reading or about all of the watch."""
    told = reading or watch.readings[0]
    device = view.house.device(told.device)
    names = [view.name(told.device)] if reading else [view.name(id_) for id_ in watch.devices[:NAMED_LIMIT]]
    return view.language.html(
        f"{family}.{_word(watch, device, told)}",
        name=view.language.list(names),
        **_details(watch, device, told, view),
    )


def _suggestion(watch: Watch, device: Device, view: View) -> str:
    reading = watch.readings[0]
    details = _details(watch, device, reading, view)
    return view.language.say(
        f"preset.{_word(watch, device, reading)}", **details | {"label": capitalized(details["label"])}
    )


def _details(watch: Watch, device: Device | None, reading: Reading, view: View) -> dict[str, str]:
    capability = capability_of(device, reading.instance) if device and reading.instance else None
    named = label(capability, reading.instance or "", view.language) if capability else ""
    value = reading_text(device, capability, view) if device and capability else ""
    match watch.condition:
        case Above(limit=limit) | Below(limit=limit):
            unit = capability.unit if isinstance(capability, Sensor | Range) else None
            return {"label": named, "value": value, "limit": view.language.number(limit, unit)}
        case _:
            return {"label": named, "value": value}


def _word(watch: Watch, device: Device | None, reading: Reading) -> str:
    """The end of a sentence's id: what comes about, as people say it of such a device."""
    match watch.condition:
        case Finishes():
            return "finishes"
        case Above():
            return "above"
        case Below():
            return "below"
        case Changes():
            return "changes"
        case Becomes(value=value):
            yes, no = _states(device, reading.instance or "")
            return yes if value else no
    assert_never(watch.condition)


def _states(device: Device | None, instance: str) -> tuple[str, str]:
    match instance:
        case "lock":
            return "locks", "unlocks"
        case "open":
            return "opens", "closes"
        case "on":
            opens = device is not None and is_openable(device)
            return ("opens", "closes") if opens else ("turns_on", "turns_off")
        case _:
            return ("moves", "calms") if instance in PRESENCE else ("begins", "ends")
