"""Invitations: links for people who are not here, which the reader passes on by themselves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.assistant.door import Admitted, zone_of
from bot.assistant.noting import Noting
from bot.home.clock import Clock
from bot.home.deed import DeedKind, Place
from bot.home.outcome import Denial, Outcome, Refused
from bot.home.people import InvitationsShown, LinkMade, Offer, OpenLink, offers_of
from bot.home.roles import may_decide_on, may_manage
from bot.memory.memory import Memory

DeepLink = Callable[[str], Awaitable[str]]
"""The address that opens the bot with a token."""

LINK_LIVES = timedelta(days=1)
MOST_LINKS = 20  # of one home, open at once
MARK = 12  # characters of a digest that name it on a button


class Inviting:
    def __init__(self, memory: Memory, deep_link: DeepLink, noting: Noting, clock: Clock) -> None:
        self._memory = memory
        self._noting = noting
        self._deep_link = deep_link
        self._clock = clock

    async def shown(self, who: Admitted) -> Outcome:
        if not may_manage(who.role):
            return Refused(Denial.ONLY_MANAGERS)
        zone = await zone_of(who, self._memory)
        links = tuple(
            OpenLink(
                link.digest[:MARK],
                link.role,
                link.expires.astimezone(zone),
                link.until.astimezone(zone) if link.until else None,
            )
            for link in await self._memory.invitations(who.home.id)
        )
        return InvitationsShown(who.home.name, offers_of(who.role), links)

    async def invite(self, who: Admitted, offer: Offer) -> Outcome:
        """A link that lets one person in; a guest's days count from now, not from when it is opened."""
        if not may_manage(who.role):
            return Refused(Denial.ONLY_MANAGERS)
        if not may_decide_on(who.role, offer.role):
            return Refused(Denial.NOT_ABOVE_YOU)
        if len(await self._memory.invitations(who.home.id)) >= MOST_LINKS:
            return Refused(Denial.TOO_MANY_LINKS)
        now = self._clock.now().astimezone(await zone_of(who, self._memory))
        until = now + offer.lasts if offer.lasts else None
        token = await self._memory.invite(who.home.id, offer.role, LINK_LIVES, until=until)
        self._noting.placed(who, DeedKind.INVITED, Place(role=offer.role, until=until, offer=offer))
        return LinkMade(offer, await self._deep_link(token), now + LINK_LIVES, until)

    async def revoke(self, who: Admitted, mark: str) -> Outcome:
        """Make a link useless; the list as it is then. What is gone already is as good."""
        if not may_manage(who.role):
            return Refused(Denial.ONLY_MANAGERS)
        for link in await self._memory.invitations(who.home.id):
            if link.digest[:MARK] == mark and await self._memory.revoke(who.home.id, link.digest):
                self._noting.placed(who, DeedKind.REVOKED, Place(role=link.role, until=link.until))
        return await self.shown(who)


async def bare(token: str) -> str:
    """Where nothing makes links, a token is handed over by itself."""
    return token
