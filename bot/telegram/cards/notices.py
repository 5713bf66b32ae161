"""What an owner is told unasked of an account in a cloud, and what to do about it."""

from __future__ import annotations

from typing import assert_never

from bot.home.account_buttons import ConnectCloud
from bot.home.outcome import Alarm, Notice, NoticeOutcome
from bot.home.problem import Problem
from bot.i18n import Html
from bot.telegram.card import Card, paragraphs
from bot.telegram.cards.reasons import cloud_name
from bot.telegram.cards.view import View


def notice_card(outcome: NoticeOutcome, view: View) -> Card:
    match outcome:
        case Notice():
            return _notice(outcome, view)
        case Alarm():
            return _alarm(outcome, view)
    assert_never(outcome)


def _notice(outcome: Notice, view: View) -> Card:
    """With what can be done: in the chat, where that is possible, else where the bot is installed."""
    say, happened = view.language, _what_happened(outcome, view)
    if outcome.again is None:
        hint = say.html("notice.connect", command=f"housemate connect {outcome.cloud}")
        return Card(paragraphs([happened], [hint]))
    again = view.button(
        say.say("button.sign_in_again"), ConnectCloud(outcome.cloud, outcome.again), "success"
    )
    return Card(paragraphs([happened], [say.html("notice.sign_in")]), ((again,),))


def _alarm(outcome: Alarm, view: View) -> Card:
    """What is wrong where, and the device one tap away."""
    device = view.house.device(outcome.device)
    room = view.room_of(device) if device else ""
    name = view.language.say("choose.in_room", name=view.name(outcome.device), room=room) if room else ""
    kind = "alarm_over" if outcome.over else "alarm"
    text = view.language.html(f"{kind}.{outcome.hazard}", name=name or view.name(outcome.device))
    return Card(text, ((view.opener(device),),) if device else ())


def _what_happened(outcome: Notice, view: View) -> Html:
    cloud = cloud_name(outcome.cloud, view)
    match outcome:
        case Notice(days_left=int() as days):
            return view.language.count_html("notice.ends_soon", days, cloud=cloud)
        case Notice(problem=Problem.LOGIN_REPLACED):
            return view.language.html("notice.login_replaced", cloud=cloud)
        case _:
            return view.language.html("notice.login_needed", cloud=cloud)
