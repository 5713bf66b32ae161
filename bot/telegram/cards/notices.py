"""What an owner is told unasked of an account in a cloud, and what to do about it."""

from __future__ import annotations

from bot.home.outcome import Notice
from bot.home.problem import Problem
from bot.i18n import Html
from bot.telegram.card import Card, paragraphs
from bot.telegram.cards.reasons import cloud_name
from bot.telegram.cards.view import View


def notice(outcome: Notice, view: View) -> Card:
    command = f"housemate connect {outcome.cloud}"
    hint = view.language.html("notice.connect", command=command)
    return Card(paragraphs([_what_happened(outcome, view)], [hint]))


def _what_happened(outcome: Notice, view: View) -> Html:
    cloud = cloud_name(outcome.cloud, view)
    match outcome:
        case Notice(days_left=int() as days):
            return view.language.count_html("notice.ends_soon", days, cloud=cloud)
        case Notice(problem=Problem.LOGIN_REPLACED):
            return view.language.html("notice.login_replaced", cloud=cloud)
        case _:
            return view.language.html("notice.login_needed", cloud=cloud)
