"""Invitations: what people can be invited as, the links that are good, and a new one."""

from __future__ import annotations

from typing import assert_never
from urllib.parse import urlencode

from bot.home.people import InvitationOutcome, InvitationsShown, LinkMade, OpenLink
from bot.home.people_buttons import Invite, Revoke, ShowInvitations, ShowPeople
from bot.i18n import Html
from bot.telegram.card import Card, CardButton, in_rows, paragraphs
from bot.telegram.cards.people import home_name
from bot.telegram.cards.view import View

SHARE = "https://t.me/share/url"
LISTED_LIMIT = 20


def invitation_card(outcome: InvitationOutcome, view: View) -> Card:
    match outcome:
        case InvitationsShown():
            return _invitations(outcome, view)
        case LinkMade():
            return _link(outcome, view)
    assert_never(outcome)


def _invitations(outcome: InvitationsShown, view: View) -> Card:
    """A button for each offer, and one for each link that can be revoked, by its number."""
    say = view.language.say
    links = list(enumerate(outcome.links[:LISTED_LIMIT], 1))
    offers = [view.button(say(f"offer.{offer}"), Invite(offer)) for offer in outcome.offers]
    revoking = [
        view.button(say("button.revoke_of", place=place), Revoke(link.mark), "danger")
        for place, link in links
    ]
    head = view.language.html("invite.head", home=home_name(outcome.called, view))
    listed = [_line(place, link, view) for place, link in links]
    text = paragraphs([head], [view.language.html("invite.open"), *listed] if listed else [])
    people = (view.button(say("button.all_people"), ShowPeople()),)
    return Card(text, (*in_rows(offers, 2), *in_rows(revoking, 2), people))


def _link(outcome: LinkMade, view: View) -> Card:
    language, until = view.language, outcome.until or outcome.expires
    text = language.html(
        f"link.made.{outcome.offer}",
        link=outcome.link,
        day=language.day(outcome.expires),
        time=language.clock(outcome.expires.time()),
        end_day=language.day(until),
        end_time=language.clock(until.time()),
    )
    share = CardButton(
        language.say("button.share_link"), style="success", url=f"{SHARE}?{urlencode({'url': outcome.link})}"
    )
    rest = view.button(language.say("button.all_links"), ShowInvitations())
    return Card(text, ((share,), (rest,)))


def _line(place: int, link: OpenLink, view: View) -> Html:
    language = view.language
    day, time = language.day(link.expires), language.clock(link.expires.time())
    return language.html(f"link.line.{link.role}", place=place, day=day, time=time)
