"""The people of a home: who they are, one of them with all that can be changed, and what is asked first."""

from __future__ import annotations

from typing import assert_never

from bot.home.pages import cut, last_page, nearest
from bot.home.people import (
    ConfirmMatter,
    Departed,
    Matter,
    OwnPlace,
    PeopleListed,
    PeopleOutcome,
    PersonShown,
    Resident,
    Stay,
)
from bot.home.people_buttons import (
    Agree,
    AskRemoval,
    EndStay,
    GiveRole,
    ShowInvitations,
    ShowLimits,
    ShowPeople,
    ShowPerson,
)
from bot.home.roles import Role
from bot.i18n import Html
from bot.telegram.card import Card, Row, bold, in_rows, paragraphs, ticked, tidy
from bot.telegram.cards.turning import turning
from bot.telegram.cards.view import View


def people_card(outcome: PeopleOutcome, view: View) -> Card:
    match outcome:
        case PeopleListed():
            return _people(outcome, view)
        case PersonShown():
            return _person(outcome, view)
        case OwnPlace():
            return _own_place(outcome, view)
        case ConfirmMatter():
            return _confirm(outcome, view)
        case Departed():
            return _departed(outcome, view)
    assert_never(outcome)


def _people(outcome: PeopleListed, view: View) -> Card:
    """Everybody, a page at a time; every person a button that opens their card."""
    last = last_page(len(outcome.people))
    page = nearest(outcome.page, len(outcome.people))
    shown = cut(outcome.people, page)
    head = view.language.html("people.head", home=home_name(outcome.called, view))
    buttons = [view.button(name_of(one, view), ShowPerson(one.person)) for one in shown]
    rows = (
        *in_rows(buttons, 2),
        *turning(page, last, ShowPeople, view),
        (view.button(view.language.say("button.invite"), ShowInvitations(), "success"),),
    )
    return Card(paragraphs([head], [resident_line(one, view) for one in shown]), rows)


def _person(outcome: PersonShown, view: View) -> Card:
    resident = outcome.resident
    notes = [
        view.language.html("people.you") if outcome.is_reader else "",
        view.language.html("people.limited") if resident.reach is not None else "",
    ]
    roles = [
        view.button(
            ticked(view.language.say(f"role.{role}"), role is resident.role),
            GiveRole(resident.person, role),
            "primary" if role is resident.role else None,
        )
        for role in outcome.gives
    ]
    stays = [view.button(view.language.say(f"stay.{stay}"), EndStay(resident.person, stay)) for stay in Stay]
    limits = view.button(view.language.say("button.limits"), ShowLimits(resident.person))
    held = (*in_rows(stays, 3), (limits,)) if outcome.changes else ()
    rows = (*in_rows(roles, 2), *held, *_removal(outcome, view), _all_people(view))
    return Card(paragraphs([bold(resident_line(resident, view))], notes), rows)


def _own_place(outcome: OwnPlace, view: View) -> Card:
    """What the reader is, and the way out."""
    resident, language = outcome.resident, view.language
    home = home_name(outcome.called, view)
    is_guest, until = resident.role is Role.GUEST, resident.until
    if until is None:
        text = language.html("own.guest" if is_guest else "own.member", home=home)
    else:
        id_ = "own.guest_until" if is_guest else "own.member_until"
        text = language.html(id_, home=home, day=language.day(until), time=language.clock(until.time()))
    leave = view.button(language.say("button.leave_home"), AskRemoval(resident.person), "danger")
    return Card(text, ((leave,),))


def _confirm(outcome: ConfirmMatter, view: View) -> Card:
    person = outcome.resident.person
    text = view.language.html(
        f"matter.{outcome.matter}", name=name_of(outcome.resident, view), home=home_name(outcome.called, view)
    )
    yes = view.button(view.language.say(f"matter_yes.{outcome.matter}"), Agree(outcome.token), "danger")
    back = ShowPeople() if outcome.matter is Matter.LEAVE else ShowPerson(person)
    return Card(text, ((yes, view.button(view.language.say("button.no"), back)),))


def _departed(outcome: Departed, view: View) -> Card:
    home = home_name(outcome.called, view)
    if outcome.by_themselves:
        return Card(view.language.html("departed.you", home=home))
    name = tidy(outcome.name) or view.language.say("people.nameless")
    text = view.language.html("departed.them", name=name, home=home)
    return Card(text, (_all_people(view),))


def home_name(called: str, view: View) -> str:
    return tidy(called) or view.language.say("home.unnamed")


def name_of(resident: Resident, view: View) -> str:
    return tidy(resident.name) or view.language.say("people.nameless")


def resident_line(resident: Resident, view: View) -> Html:
    """Who, as what, until when."""
    language, name, until = view.language, name_of(resident, view), resident.until
    if until is None:
        return language.html(f"people.line.{resident.role}", name=name)
    day, time = language.day(until), language.clock(until.time())
    return language.html(f"people.line_until.{resident.role}", name=name, day=day, time=time)


def _removal(outcome: PersonShown, view: View) -> tuple[Row, ...]:
    """The way out, for the reader or for somebody they decide on."""
    remove = AskRemoval(outcome.resident.person)
    if outcome.is_reader:
        return ((view.button(view.language.say("button.leave_home"), remove, "danger"),),)
    if outcome.gives:
        return ((view.button(view.language.say("button.remove_person"), remove, "danger"),),)
    return ()


def _all_people(view: View) -> Row:
    return (view.button(view.language.say("button.all_people"), ShowPeople()),)
