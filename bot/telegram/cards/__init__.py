"""Cards: an outcome in the reader's language. Pure: nothing here knows aiogram or does I/O.

``render`` is one ``match`` over the closed union of outcomes; each arm lives in the module of its theme.
"""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from bot.home.asking import ValueAsked
from bot.home.bound import Bound, RoomChoice, WhichHome
from bot.home.deed import JournalFilters, JournalShown
from bot.home.forgetting import ConfirmEnd, ForgetAsked, Forgotten
from bot.home.in_the_cloud import (
    ConfirmRemoval,
    EventsShown,
    RemovalDone,
    TagAsked,
    TagsShown,
    TimersShown,
    WidgetShown,
)
from bot.home.joining import CameIn, JoinAnswered, JoinAsked, JoinDecided, RoleOffered, Welcomed
from bot.home.named import (
    AskedName,
    ConfirmName,
    ConfirmNickname,
    FavouritesShown,
    Named,
    NameDropped,
    NamesListed,
    Nicknamed,
    NotNamed,
    ScenesStarred,
    WhichIsNamed,
)
from bot.home.outcome import (
    Alarm,
    Answered,
    CalledOff,
    Choose,
    Confirm,
    DidYouSay,
    Done,
    Failed,
    Lapsed,
    Notice,
    Plans,
    Refused,
    Reply,
    Scheduled,
)
from bot.home.people import (
    ConfirmMatter,
    Departed,
    InvitationsShown,
    LimitsShown,
    LinkMade,
    OwnPlace,
    PeopleListed,
    PersonShown,
)
from bot.home.request import Cancel, Ignored, Manage, NotFound, NotUnderstood, Unsupported
from bot.home.resetting import ConfirmReset, Reset, Resettable
from bot.home.settled import SettingsShown
from bot.home.shown import (
    AreaShown,
    ChoicesShown,
    Explained,
    Found,
    HistoryShown,
    HomePictured,
    Listed,
    MoreShown,
    NothingOn,
    RoomsListed,
    ScenesListed,
    Shown,
)
from bot.home.signing_in import AccountsShown, ConfirmDisconnect, SigningIn
from bot.home.watching import Watchable, WatchBegun, WatchEnded, Watches, WatchTold
from bot.i18n import Language
from bot.telegram.card import Card
from bot.telegram.cards.accounts import accounts_shown, confirm_disconnect, signing_in
from bot.telegram.cards.answered import answered
from bot.telegram.cards.areas import area_card, nothing_on, rooms, scenes
from bot.telegram.cards.asked import value_asked
from bot.telegram.cards.bound import bound, room_choice, which_home
from bot.telegram.cards.device import shown
from bot.telegram.cards.done import done
from bot.telegram.cards.favourites import favourites
from bot.telegram.cards.forgetting import confirm_end, forget_asked, forgotten
from bot.telegram.cards.help import help_page
from bot.telegram.cards.history import history
from bot.telegram.cards.home import failed, found, listed
from bot.telegram.cards.in_the_cloud import (
    events_shown,
    tag_asked,
    tags_shown,
    timers_shown,
    widget_shown,
)
from bot.telegram.cards.invitations import invitations_shown, link_made
from bot.telegram.cards.joining import (
    came_in,
    join_answered,
    join_asked,
    join_decided,
    role_offered,
    welcomed,
)
from bot.telegram.cards.journal import journal, journal_filters
from bot.telegram.cards.limits import limits_shown
from bot.telegram.cards.more import choices, more
from bot.telegram.cards.names import naming
from bot.telegram.cards.notices import alarm, notice
from bot.telegram.cards.pages import page
from bot.telegram.cards.people import confirm_matter, departed, own_place, people_listed, person_shown
from bot.telegram.cards.picture import pictured
from bot.telegram.cards.plans import called_off, lapsed, plans, scheduled
from bot.telegram.cards.questions import choose, confirm, did_you_say
from bot.telegram.cards.refusals import not_found, refused, unsupported
from bot.telegram.cards.removals import confirm_removal, removal_done
from bot.telegram.cards.resets import confirm_reset, reset, resettable
from bot.telegram.cards.settings import settings
from bot.telegram.cards.view import View
from bot.telegram.cards.watches import watch_card
from bot.telegram.cards.why import why


def render(reply: Reply, language: Language, now: datetime) -> Card | None:
    """The card that says what came of a sentence or a press; None where silence is the answer.

    ``now`` is aware; ages are reckoned from it. The card keeps Telegram's limits whatever the home's
    names are.
    """
    view = View(reply.house, language, now)
    match reply.outcome:
        case Done() as outcome:
            return done(outcome, view)
        case Answered() as outcome:
            return answered(outcome, view)
        case Choose() as outcome:
            return choose(outcome, view)
        case Confirm() as outcome:
            return confirm(outcome, view)
        case DidYouSay() as outcome:
            return did_you_say(outcome, view)
        case Shown() as outcome:
            return shown(outcome, view)
        case MoreShown() as outcome:
            return more(outcome, view)
        case ChoicesShown() as outcome:
            return choices(outcome, view)
        case HomePictured() as outcome:
            return pictured(outcome, view)
        case HistoryShown() as outcome:
            return history(outcome, view)
        case AreaShown() as outcome:
            return area_card(outcome, view)
        case RoomsListed() as outcome:
            return rooms(outcome, view)
        case ScenesListed() as outcome:
            return scenes(outcome, view)
        case NothingOn() as outcome:
            return nothing_on(outcome, view)
        case Listed() as outcome:
            return listed(outcome, view)
        case Explained() as outcome:
            return why(outcome, view)
        case Found() as outcome:
            return found(outcome, view)
        case NotFound() as outcome:
            return not_found(outcome, view)
        case Unsupported() as outcome:
            return unsupported(outcome, view)
        case Refused() as outcome:
            return refused(outcome, view)
        case Failed() as outcome:
            return failed(outcome, view)
        case Notice() as outcome:
            return notice(outcome, view)
        case Alarm() as outcome:
            return alarm(outcome, view)
        case WatchBegun() | WatchTold() | WatchEnded() | Watches() | Watchable() as outcome:
            return watch_card(outcome, view)
        case Scheduled() as outcome:
            return scheduled(outcome, view)
        case Plans() as outcome:
            return plans(outcome, view)
        case CalledOff() as outcome:
            return called_off(outcome, view)
        case Lapsed() as outcome:
            return lapsed(outcome, view)
        case Resettable() as outcome:
            return resettable(outcome, view)
        case ConfirmReset() as outcome:
            return confirm_reset(outcome, view)
        case Reset() as outcome:
            return reset(outcome, view)
        case JournalShown() as outcome:
            return journal(outcome, view)
        case JournalFilters() as outcome:
            return journal_filters(outcome, view)
        case PeopleListed() as outcome:
            return people_listed(outcome, view)
        case PersonShown() as outcome:
            return person_shown(outcome, view)
        case OwnPlace() as outcome:
            return own_place(outcome, view)
        case ConfirmMatter() as outcome:
            return confirm_matter(outcome, view)
        case Departed() as outcome:
            return departed(outcome, view)
        case InvitationsShown() as outcome:
            return invitations_shown(outcome, view)
        case LinkMade() as outcome:
            return link_made(outcome, view)
        case LimitsShown() as outcome:
            return limits_shown(outcome, view)
        case WhichHome() as outcome:
            return which_home(outcome, view)
        case Bound() as outcome:
            return bound(outcome, view)
        case RoomChoice() as outcome:
            return room_choice(outcome, view)
        case AccountsShown() as outcome:
            return accounts_shown(outcome, view)
        case SigningIn() as outcome:
            return signing_in(outcome, view)
        case ConfirmDisconnect() as outcome:
            return confirm_disconnect(outcome, view)
        case ValueAsked() as outcome:
            return value_asked(outcome, view)
        case SettingsShown() as outcome:
            return settings(outcome, view)
        case JoinAsked() as outcome:
            return join_asked(outcome, view)
        case JoinDecided() as outcome:
            return join_decided(outcome, view)
        case JoinAnswered() as outcome:
            return join_answered(outcome, view)
        case RoleOffered() as outcome:
            return role_offered(outcome, view)
        case Welcomed() as outcome:
            return welcomed(outcome, view)
        case CameIn() as outcome:
            return came_in(outcome, view)
        case TagsShown() as outcome:
            return tags_shown(outcome, view)
        case TagAsked() as outcome:
            return tag_asked(outcome, view)
        case WidgetShown() as outcome:
            return widget_shown(outcome, view)
        case EventsShown() as outcome:
            return events_shown(outcome, view)
        case TimersShown() as outcome:
            return timers_shown(outcome, view)
        case ConfirmRemoval() as outcome:
            return confirm_removal(outcome, view)
        case RemovalDone() as outcome:
            return removal_done(outcome, view)
        case ForgetAsked() as outcome:
            return forget_asked(outcome, view)
        case ConfirmEnd() as outcome:
            return confirm_end(outcome, view)
        case Forgotten() as outcome:
            return forgotten(outcome, view)
        case (
            Named()
            | NotNamed()
            | ConfirmName()
            | WhichIsNamed()
            | AskedName()
            | NameDropped()
            | NamesListed()
            | ConfirmNickname()
            | Nicknamed()
        ) as outcome:
            return naming(outcome, view)
        case FavouritesShown() | ScenesStarred() as outcome:
            return favourites(outcome, view)
        case NotUnderstood():
            return page("not_understood", language)
        case Cancel():
            return page("cancelled", language)
        case Manage(intent="help"):
            return help_page(view)
        case Manage(intent="undo"):
            return page("undo.nothing", language)
        case Manage(intent="history"):
            return page("history.how", language)
        case Manage(intent="rename"):
            return page("names.how", language)
        case Manage(intent="thanks"):
            return page("polite.thanks", language)
        case Manage(intent="hello"):
            return page("polite.hello", language)
        case Manage():
            return page("manage.later", language)
        case Ignored():
            return None
    assert_never(reply.outcome)
