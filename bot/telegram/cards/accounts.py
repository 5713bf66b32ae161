"""The accounts of a home, and how signing in to one goes."""

from __future__ import annotations

from typing import assert_never

from bot.home.account_buttons import (
    AgreeDisconnect,
    AskDisconnect,
    ChoosePart,
    ConnectCloud,
    ShowAccounts,
    StopSigningIn,
)
from bot.home.founding import DEMO
from bot.home.signing_in import (
    AccountLine,
    AccountOutcome,
    AccountsShown,
    ConfirmDisconnect,
    LoginCodeAsked,
    PartAsked,
    Phase,
    SigningIn,
    Standing,
)
from bot.i18n import Html
from bot.telegram.card import Card, CardButton, Row, in_rows, paragraphs, tidy
from bot.telegram.cards.asked import until
from bot.telegram.cards.people import home_name
from bot.telegram.cards.reasons import account_name, cloud_name
from bot.telegram.cards.view import View

CAN_BE_TRIED_AGAIN = frozenset((Phase.DENIED, Phase.EXPIRED, Phase.STOPPED, Phase.FAILED, Phase.NOT_CHOSEN))
MOST = 12  # accounts with buttons of their own
MOST_PARTS = 40


def account_card(outcome: AccountOutcome, view: View) -> Card:
    match outcome:
        case AccountsShown():
            return _accounts(outcome, view)
        case SigningIn():
            return _signing_in(outcome, view)
        case PartAsked():
            return _part_asked(outcome, view)
        case LoginCodeAsked():
            return _code_asked(outcome, view)
        case ConfirmDisconnect():
            return _confirm(outcome, view)
    assert_never(outcome)


def _accounts(outcome: AccountsShown, view: View) -> Card:
    say = view.language
    which = "accounts.founded" if outcome.founded else "accounts.head"
    head = say.html(which, home=home_name(outcome.called, view))
    if not outcome.accounts:
        hint = say.html("accounts.none" if outcome.offered else "accounts.by_operator")
        return Card(paragraphs([head], [hint]), _connects(outcome, view))
    lines = [_line(line, view) for line in outcome.accounts]
    rows = tuple(row for line in outcome.accounts[:MOST] for row in _rows(line, outcome, view))
    return Card(paragraphs([head], lines), (*rows, *_connects(outcome, view)))


def _signing_in(outcome: SigningIn, view: View) -> Card:
    say, cloud = view.language, cloud_name(outcome.cloud, view)
    match outcome.phase:
        case Phase.WAITING:
            left = say.count_html("signing.left", outcome.minutes)
            text = say.html("signing.waiting", cloud=cloud, code=tidy(outcome.code))
            opens = CardButton(say.say("button.enter_code"), url=outcome.address, style="primary")
            stop = view.button(say.say("button.stop_signing"), StopSigningIn(outcome.job or 0))
            return Card(paragraphs([text], [left]), ((opens,), (stop,)))
        case Phase.CONNECTED | Phase.AGAIN:
            text = say.html(f"signing.{outcome.phase}", cloud=cloud)
            found = say.count_html("signing.found", outcome.devices)
            hint = say.html("signing.say")
            return Card(paragraphs([text], [found, hint]), (_back(view),))
        case phase:
            again = view.button(say.say("button.try_again"), ConnectCloud(outcome.cloud), "primary")
            rows = ((again,),) if phase in CAN_BE_TRIED_AGAIN else ()
            return Card(say.html(f"signing.{phase}", cloud=cloud), rows)


def _part_asked(outcome: PartAsked, view: View) -> Card:
    """Every part a button with how many devices it has; and no part at all."""
    say = view.language
    buttons = [
        view.button(
            say.count("parts.all", part.devices)
            if part.name is None
            else say.count("parts.one", part.devices, part=tidy(part.name, 30)),
            ChoosePart(outcome.job, place),
        )
        for place, part in enumerate(outcome.parts[:MOST_PARTS])
    ]
    stop = view.button(say.say("button.stop_signing"), StopSigningIn(outcome.job))
    text = say.html("parts.question", cloud=cloud_name(outcome.cloud, view))
    return Card(text, (*in_rows(buttons), (stop,)))


def _code_asked(outcome: LoginCodeAsked, view: View) -> Card:
    """It wants to be replied to; what is replied is removed from the chat."""
    say, cloud = view.language, cloud_name(outcome.cloud, view)
    refused = [say.html("signing.code_refused")] if outcome.refused else []
    text = paragraphs(refused, [say.html("signing.code", cloud=cloud)], until(outcome.deadline, view))
    return Card(text, asks=tidy(say.say("signing.code_field"), 60))


def _confirm(outcome: ConfirmDisconnect, view: View) -> Card:
    say, line = view.language, outcome.line
    yes = view.button(say.say("button.yes_disconnect"), AgreeDisconnect(outcome.token), "danger")
    text = say.count_html("accounts.sure", line.devices, cloud=account_name(line, view))
    return Card(text, ((yes,), _back(view)))


def _line(line: AccountLine, view: View) -> Html:
    cloud = account_name(line, view)
    if line.standing is Standing.WORKS:
        return view.language.count_html("accounts.works", line.devices, cloud=cloud)
    return view.language.html(f"accounts.{line.standing}", cloud=cloud)


def _rows(line: AccountLine, outcome: AccountsShown, view: View) -> tuple[Row, ...]:
    which = tidy(line.part or "", 20) or cloud_name(line.cloud, view)
    forget = view.button(
        view.language.say("button.disconnect", cloud=which), AskDisconnect(line.account), "danger"
    )
    if line.standing is not Standing.NEEDS_LOGIN or line.cloud not in outcome.offered:
        return ((forget,),)
    again = view.button(
        view.language.say("button.sign_in_again"), ConnectCloud(line.cloud, line.account), "success"
    )
    return in_rows((again, forget), 2)


def _connects(outcome: AccountsShown, view: View) -> tuple[Row, ...]:
    """The clouds that can be signed in to; a home with nothing in it can be tried with a demo home."""
    demo: Row = (view.button(view.language.say("button.try_demo"), ConnectCloud(DEMO)),)
    clouds = tuple((_connect(cloud, outcome, view),) for cloud in outcome.offered)
    return clouds if outcome.accounts else (*clouds, demo)


def _connect(cloud: str, outcome: AccountsShown, view: View) -> CardButton:
    """The first account of a cloud is what one comes for; another is possible."""
    say, another = view.language.say, any(line.cloud == cloud for line in outcome.accounts)
    text = say("button.connect_another" if another else "button.connect", cloud=cloud_name(cloud, view))
    return view.button(text, ConnectCloud(cloud), None if another else "success")


def _back(view: View) -> Row:
    return (view.button(view.language.say("button.accounts"), ShowAccounts()),)
