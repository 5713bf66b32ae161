"""The journal: who did what, when, and how it ended."""

from __future__ import annotations

from itertools import groupby
from typing import assert_never

from bot.home.capability import Lock, OnOff
from bot.home.command import Command, SetTo
from bot.home.deed import Deed, DeedKind, Ending, JournalFilters, JournalOutcome, JournalShown, Line, Via
from bot.home.journal_buttons import ShowJournal, ShowJournalFilters
from bot.i18n import Html
from bot.telegram.card import Card, CardButton, Row, bold, fitted, in_rows, paragraphs, tidy
from bot.telegram.cards.changes import changes_text, switch_wish
from bot.telegram.cards.icons import device_icon
from bot.telegram.cards.journal_places import NAMED_LIMIT, what_became, what_was_named
from bot.telegram.cards.reasons import account_name
from bot.telegram.cards.view import View

FOR_HEAD = 300  # characters
PEOPLE_LIMIT = ROOMS_LIMIT = 20
OF_A_DEVICE = {
    DeedKind.RESET: "journal.resetting",
    DeedKind.REMOVED: "journal.removing",
    DeedKind.RENAMED: "journal.renaming",
}


def journal_card(outcome: JournalOutcome, view: View) -> Card:
    match outcome:
        case JournalShown():
            return _journal(outcome, view)
        case JournalFilters():
            return _filters(outcome, view)
    assert_never(outcome)


def _journal(outcome: JournalShown, view: View) -> Card:
    """A page of it, the lines of a day under their day."""
    language = view.language
    lines: list[str] = []
    for _, of_day in groupby(outcome.lines, lambda line: line.at.date()):
        first, *others = of_day
        day = language.date(first.at, year=first.at.year != view.now.year)
        lines.append(f"{bold(language.html('journal.day', day=day))}\n{_line(first, view)}")
        lines += [_line(line, view) for line in others]
    shown = fitted(lines, language, FOR_HEAD) or [language.html("journal.none")]
    return Card(paragraphs([_head(outcome, view)], shown), _rows(outcome, view))


def _filters(outcome: JournalFilters, view: View) -> Card:
    """One button for each person, room and device that the journal tells of."""
    language = view.language
    people = [
        view.button(f"👤 {tidy(name)}", ShowJournal(person=id_))
        for id_, name in outcome.people[:PEOPLE_LIMIT]
    ]
    rooms = [
        view.button(f"🚪 {tidy(room.name)}", ShowJournal(room=room.id))
        for room in view.house.rooms
        if room.id in outcome.rooms[:ROOMS_LIMIT]
    ]
    devices = [
        view.button(f"{device_icon(device)} {view.distinct_name(device)}", ShowJournal(device=device.id))
        for id_ in outcome.devices
        if (device := view.house.device(id_))
    ]
    whole = (view.button(language.say("journal.button.all"), ShowJournal()),)
    text = language.html("journal.filter") if people or devices else language.html("journal.none")
    return Card(text, (*in_rows(people, 2), *in_rows(rooms, 2), *in_rows(devices, 2), whole))


def _head(outcome: JournalShown, view: View) -> Html:
    look, say = outcome.look, view.language.html
    room = next((room for room in view.house.rooms if room.id == look.room), None)
    if look.person is not None:
        head = say("journal.head_of", what=tidy(outcome.person or view.language.say("journal.somebody")))
    elif look.device is not None:
        head = say("journal.head_of", what=view.name(look.device))
    elif room is not None:
        head = say("journal.head_of", what=tidy(room.name))
    else:
        head = say("journal.head")
    return say("journal.head_bad", head=head) if look.bad else head


def _rows(outcome: JournalShown, view: View) -> tuple[Row, ...]:
    look, say = outcome.look, view.language.say

    def at(before: int | None, bad: bool) -> ShowJournal:
        return ShowJournal(look.person, look.device, look.room, bad, before)

    paging: list[CardButton] = []
    if look.before is not None:
        paging.append(view.button(say("journal.button.newest"), at(None, look.bad)))
    if outcome.older is not None:
        paging.append(view.button(say("journal.button.older"), at(outcome.older, look.bad)))
    which = "journal.button.any" if look.bad else "journal.button.bad"
    choosing = [
        view.button(say(which), at(None, not look.bad)),
        view.button(say("journal.button.filter"), ShowJournalFilters()),
    ]
    if look != ShowJournal(bad=look.bad, before=look.before):
        choosing.append(view.button(say("journal.button.all"), ShowJournal()))
    return (*((tuple(paging),) if paging else ()), *in_rows(choosing, 2))


def _line(line: Line, view: View) -> Html:
    time = view.language.clock(line.at.time())
    return view.language.html("journal.line", time=time, what=_what_happened(line, view))


def _what_happened(line: Line, view: View) -> Html:
    deed, say, who = line.deed, view.language.html, _who(line, view)
    if deed.place:
        return what_became(who, line, deed.place, view)
    if deed.own:
        return what_was_named(who, deed, deed.own, view)
    if deed.account:
        return say(f"journal.kind.{deed.kind}", who=who, account=account_name(deed.account, view))
    if line.ending is not Ending.DONE:
        return say(f"journal.ending.{line.ending}", who=who, what=_what(deed, view))
    match deed.kind:
        case DeedKind.DID if wish := _common_wish(deed, view):
            return say(f"journal.{wish}", who=who, names=_names(deed, view))
        case DeedKind.DID if deed.scene and not deed.commands:
            return say("journal.scene", who=who, name=_called(deed.scene, deed, view))
        case DeedKind.RESET | DeedKind.REMOVED | DeedKind.RENAMED:
            return say(f"journal.kind.{deed.kind}", who=who, name=_called(deed.device or "", deed, view))
        case DeedKind.FOUNDED:
            return say("journal.kind.founded", who=who)
        case kind:
            return say(f"journal.kind.{kind}", who=who, what=_what(deed, view))


def _who(line: Line, view: View) -> str:
    name = tidy(line.who or "") or view.language.say("journal.somebody")
    return view.language.say("journal.timer_of", who=name) if line.via is Via.JOB else name


def _what(deed: Deed, view: View) -> Html:
    """What was meant, where it is not told in a sentence of its own."""
    say = view.language.html
    if deed.kind in OF_A_DEVICE:
        return say(OF_A_DEVICE[deed.kind], name=_called(deed.device or "", deed, view))
    by_device: dict[str, list[Command]] = {}
    for command in deed.commands:
        by_device.setdefault(command.device, []).append(command)
    texts = [
        say("plan.device", name=_called(id_, deed, view), what=changes_text(of_device, view))
        for id_, of_device in list(by_device.items())[:NAMED_LIMIT]
    ]
    if len(by_device) > NAMED_LIMIT:
        texts.append(view.language.count_html("list.more", len(by_device) - NAMED_LIMIT))
    if deed.scene:
        texts.append(say("plan.scene", name=_called(deed.scene, deed, view)))
    return Html(view.language.say("list.separator").join(texts)) if texts else say("journal.nothing")


def _common_wish(deed: Deed, view: View) -> str | None:
    """The verb that all the commands have in common, where one sentence can tell them."""
    wishes = {_wish(command, view) for command in deed.commands}
    return wishes.pop() if len(wishes) == 1 and not deed.scene else None


def _wish(command: Command, view: View) -> str | None:
    device = view.house.device(command.device)
    capability = device.capability(command.key) if device else None
    match capability, command.change:
        case (OnOff() | Lock()) as switch, SetTo(value=bool(value)) if device:
            return switch_wish(device, switch, value)
        case _:
            return None


def _names(deed: Deed, view: View) -> str:
    ids = list(dict.fromkeys(command.device for command in deed.commands))
    names = [_called(id_, deed, view) for id_ in ids]
    if len(names) > NAMED_LIMIT:
        return view.language.count("journal.devices", len(names))
    return view.language.list(names)


def _called(id_: str, deed: Deed, view: View) -> str:
    """As it is called now, else as it was then."""
    scene = view.house.scene(id_)
    if view.house.device(id_):
        return view.name(id_)
    return tidy(scene.name if scene else deed.names.get(id_, "")) or view.language.say("device.gone")
