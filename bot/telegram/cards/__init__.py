"""Cards: an outcome in the reader's language. Pure: nothing here knows aiogram or does I/O.

``render`` goes by themes, each by the modules of its cards, and a module by its outcomes; every step is
complete, or mypy objects.
"""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from bot.home.asking import ValueAsked
from bot.home.bound import BindingOutcome
from bot.home.deed import JournalOutcome
from bot.home.forgetting import ForgetOutcome
from bot.home.founding import FoundingOutcome
from bot.home.in_the_cloud import CloudOutcome, InTheCloud, RemovalOutcome
from bot.home.joining import JoiningOutcome
from bot.home.named import FavouritesOutcome, NamingOutcome
from bot.home.outcome import (
    Answered,
    Done,
    NoticeOutcome,
    PlanOutcome,
    QuestionOutcome,
    RefusalOutcome,
    Reply,
)
from bot.home.people import InvitationOutcome, LimitsShown, PeopleOutcome
from bot.home.request import Cancel, Ignored, Manage, NotUnderstood
from bot.home.resetting import ResetOutcome
from bot.home.settled import SettingsShown
from bot.home.shown import (
    AreaOutcome,
    ChoicesShown,
    DeviceOutcome,
    Explained,
    HistoryShown,
    HomeOutcome,
    HomePictured,
    MoreShown,
    Shown,
)
from bot.home.signing_in import AccountOutcome
from bot.home.watching import WatchOutcome
from bot.i18n import Language
from bot.telegram.card import Card
from bot.telegram.cards.accounts import account_card
from bot.telegram.cards.answered import answered
from bot.telegram.cards.areas import area_card
from bot.telegram.cards.asked import value_asked
from bot.telegram.cards.bound import binding_card
from bot.telegram.cards.device import shown
from bot.telegram.cards.done import done
from bot.telegram.cards.favourites import favourites
from bot.telegram.cards.forgetting import forgetting_card
from bot.telegram.cards.founding import founding_card
from bot.telegram.cards.help import help_page
from bot.telegram.cards.history import history
from bot.telegram.cards.home import home_card
from bot.telegram.cards.in_the_cloud import cloud_card
from bot.telegram.cards.invitations import invitation_card
from bot.telegram.cards.joining import joining_card
from bot.telegram.cards.journal import journal_card
from bot.telegram.cards.limits import limits_shown
from bot.telegram.cards.more import choices, more
from bot.telegram.cards.names import naming
from bot.telegram.cards.notices import notice_card
from bot.telegram.cards.pages import page
from bot.telegram.cards.people import people_card
from bot.telegram.cards.picture import pictured
from bot.telegram.cards.plans import plan_card
from bot.telegram.cards.questions import question_card
from bot.telegram.cards.refusals import refusal_card
from bot.telegram.cards.removals import removal_card
from bot.telegram.cards.resets import reset_card
from bot.telegram.cards.settings import settings
from bot.telegram.cards.view import View
from bot.telegram.cards.watches import watch_card
from bot.telegram.cards.why import why

OfASentence = Done | Answered | Explained | ValueAsked | QuestionOutcome | RefusalOutcome
OfTheHome = DeviceOutcome | AreaOutcome | HomeOutcome | HomePictured | FavouritesOutcome | NamingOutcome
OfADevice = InTheCloud | ResetOutcome | WatchOutcome | NoticeOutcome | PlanOutcome
OfPeople = PeopleOutcome | InvitationOutcome | LimitsShown | JoiningOutcome | ForgetOutcome
OfUse = BindingOutcome | AccountOutcome | FoundingOutcome | SettingsShown | JournalOutcome
Page = Manage | Cancel | NotUnderstood


def render(reply: Reply, language: Language, now: datetime) -> Card | None:
    """The card that says what came of a sentence or a press; None where silence is the answer.

    ``now`` is aware; ages are reckoned from it. The card keeps Telegram's limits whatever the home's
    names are.
    """
    outcome, view = reply.outcome, View(reply.house, language, now)
    if isinstance(outcome, Ignored):
        return None
    if isinstance(outcome, OfASentence):
        return _of_a_sentence(outcome, view)
    if isinstance(outcome, OfTheHome):
        return _of_the_home(outcome, view)
    if isinstance(outcome, OfADevice):
        return _of_a_device(outcome, view)
    if isinstance(outcome, OfPeople):
        return _of_people(outcome, view)
    if isinstance(outcome, OfUse):
        return _of_use(outcome, view)
    if isinstance(outcome, Page):
        return _page(outcome, view)
    assert_never(outcome)


def _of_a_sentence(outcome: OfASentence, view: View) -> Card:
    """What came of what was said."""
    if isinstance(outcome, QuestionOutcome):
        return question_card(outcome, view)
    if isinstance(outcome, RefusalOutcome):
        return refusal_card(outcome, view)
    match outcome:
        case Done():
            return done(outcome, view)
        case Answered():
            return answered(outcome, view)
        case Explained():
            return why(outcome, view)
        case ValueAsked():
            return value_asked(outcome, view)
    assert_never(outcome)


def _of_the_home(outcome: OfTheHome, view: View) -> Card:
    """What there is, to look at."""
    if isinstance(outcome, AreaOutcome):
        return area_card(outcome, view)
    if isinstance(outcome, HomeOutcome):
        return home_card(outcome, view)
    if isinstance(outcome, FavouritesOutcome):
        return favourites(outcome, view)
    if isinstance(outcome, NamingOutcome):
        return naming(outcome, view)
    match outcome:
        case Shown():
            return shown(outcome, view)
        case MoreShown():
            return more(outcome, view)
        case ChoicesShown():
            return choices(outcome, view)
        case HistoryShown():
            return history(outcome, view)
        case HomePictured():
            return pictured(outcome, view)
    assert_never(outcome)


def _of_a_device(outcome: OfADevice, view: View) -> Card:
    """What is kept of a device, planned with it, or told of it."""
    if isinstance(outcome, CloudOutcome):
        return cloud_card(outcome, view)
    if isinstance(outcome, RemovalOutcome):
        return removal_card(outcome, view)
    if isinstance(outcome, ResetOutcome):
        return reset_card(outcome, view)
    if isinstance(outcome, WatchOutcome):
        return watch_card(outcome, view)
    if isinstance(outcome, NoticeOutcome):
        return notice_card(outcome, view)
    if isinstance(outcome, PlanOutcome):
        return plan_card(outcome, view)
    assert_never(outcome)


def _of_people(outcome: OfPeople, view: View) -> Card:
    """Who belongs to the home, comes or goes."""
    if isinstance(outcome, PeopleOutcome):
        return people_card(outcome, view)
    if isinstance(outcome, InvitationOutcome):
        return invitation_card(outcome, view)
    if isinstance(outcome, LimitsShown):
        return limits_shown(outcome, view)
    if isinstance(outcome, JoiningOutcome):
        return joining_card(outcome, view)
    if isinstance(outcome, ForgetOutcome):
        return forgetting_card(outcome, view)
    assert_never(outcome)


def _of_use(outcome: OfUse, view: View) -> Card:
    """How the home is used: where, by which accounts, as what was decided, and what was done."""
    if isinstance(outcome, BindingOutcome):
        return binding_card(outcome, view)
    if isinstance(outcome, AccountOutcome):
        return account_card(outcome, view)
    if isinstance(outcome, FoundingOutcome):
        return founding_card(outcome, view)
    if isinstance(outcome, SettingsShown):
        return settings(outcome, view)
    if isinstance(outcome, JournalOutcome):
        return journal_card(outcome, view)
    assert_never(outcome)


def _page(outcome: Page, view: View) -> Card:
    """What is answered without a look at the home."""
    match outcome:
        case NotUnderstood():
            return page("not_understood", view.language)
        case Cancel():
            return page("cancelled", view.language)
        case Manage(intent="help"):
            return help_page(view)
        case Manage(intent="undo"):
            return page("undo.nothing", view.language)
        case Manage(intent="history"):
            return page("history.how", view.language)
        case Manage(intent="rename"):
            return page("names.how", view.language)
        case Manage(intent="thanks"):
            return page("polite.thanks", view.language)
        case Manage(intent="hello"):
            return page("polite.hello", view.language)
        case Manage():
            return page("manage.later", view.language)
    assert_never(outcome)
