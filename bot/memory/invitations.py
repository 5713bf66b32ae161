"""Invitations: links that let one person in, once, for a while.

Only a hash of a link's token is kept: a copy of the database lets nobody in. A link without a home is
the founder's: it is good for as long as nobody owns a home here.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, insert, select

from bot.home.founding import MOST_OWNED
from bot.home.payload import reach_from_json, reach_to_json
from bot.home.roles import Reach, Role, outranks
from bot.memory.database import prune
from bot.memory.homes import Homes
from bot.memory.memberships import Memberships
from bot.memory.people import People
from bot.memory.records import Home, Invited, Membership, Person
from bot.memory.tables import invitations


class Invitations(People, Homes, Memberships):
    async def invite(
        self,
        home: int | None,
        role: Role,
        lifetime: timedelta,
        *,
        until: datetime | None = None,
        reach: Reach | None = None,
    ) -> str:
        """A token for a deep link: 32 characters that Telegram takes as they are.

        ``lifetime`` is the link's; ``until`` and ``reach`` are the limits of whoever comes in by it.
        """
        token = secrets.token_urlsafe(24)
        now = self._clock.now()
        row = {
            "digest": _digest(token),
            "home": home,
            "role": role,
            "expires": now + lifetime,
            "until": until,
            "reach": reach_to_json(reach),
        }
        async with self._database.writing() as connection:
            await connection.execute(prune(invitations, invitations.c.expires <= now))
            await connection.execute(insert(invitations).values(row))
        return token

    async def invitations(self, home: int) -> tuple[Invited, ...]:
        """The home's links that are still good, the first to expire first."""
        good = (invitations.c.home == home) & (invitations.c.expires > self._clock.now())
        async with self._database.reading() as connection:
            query = select(invitations).where(good).order_by(invitations.c.expires, invitations.c.digest)
            rows = await connection.execute(query)
            return tuple(
                Invited(row.digest, row.role, row.expires, row.until, reach_from_json(row.reach))
                for row in rows
            )

    async def revoke(self, home: int, digest: str) -> bool:
        """The link lets nobody in any more; False where it did not before."""
        own = (invitations.c.home == home) & (invitations.c.digest == digest)
        async with self._database.writing() as connection:
            return (await connection.execute(delete(invitations).where(own))).rowcount == 1

    async def redeem(self, token: str, person: int, name: str = "") -> Membership | None:
        """Let a person in, once; None where the link is unknown, used or expired.

        Who was not met yet is remembered by ``name``, but only if the link is good. A link never lowers
        a role, and is not used up by somebody who gains nothing from it.
        """
        digest, now = _digest(token), self._clock.now()
        good = (invitations.c.digest == digest) & (invitations.c.expires > now)
        async with self._database.writing() as connection:
            found = await connection.execute(select(invitations).where(good).with_for_update())
            invitation = found.one_or_none()
            if invitation is None or (invitation.until and invitation.until <= now):
                return None
            # Who belongs to a home is decided by one at a time, and so is who founds the first.
            await self._decide_members(connection, invitation.home)
            if invitation.home is None and await self.has_owner():
                return None
            newcomer = await self.person(person) or await self.meet(person, name, None)
            home = await self._home(invitation.home, newcomer)
            offered = Membership(home, invitation.role, invitation.until, reach_from_json(invitation.reach))
            present = await self.membership(home.id, person)
            if present and not _gains(present, offered):
                return present
            await self.add_member(home.id, person, offered.role, offered.until, offered.reach)
            await connection.execute(delete(invitations).where(invitations.c.digest == digest))
        return offered

    async def found_home(self, founder: Person) -> Home | None:
        """A home of their own for somebody who was met; None for whoever has one, and as long as nobody owns
        a home here: the first is founded by the operator's link, which would be good for nothing then.
        """
        async with self._database.writing() as connection:
            await self._decide_members(connection, None)
            if not await self.has_owner() or await self.memberships(founder.id):
                return None
            home = await self._added_for(founder)
            await self.add_member(home.id, founder.id, Role.OWNER)
        return home

    async def found_another(self, founder: Person, name: str, like: Home) -> Home | None:
        """One more home for somebody who has some, in the language and the time zone of ``like``; None for
        whoever owns as many as one may.
        """
        async with self._database.writing() as connection:
            await self._decide_members(connection, None)
            owned = [m for m in await self.memberships(founder.id) if m.role is Role.OWNER]
            if len(owned) >= MOST_OWNED:
                return None
            home = await self.add_home(name, like.language, like.timezone)
            await self.add_member(home.id, founder.id, Role.OWNER)
        return home

    async def _added_for(self, founder: Person) -> Home:
        language = founder.language or self._start.language
        return await self.add_home(founder.name, language, self._start.timezone)

    async def _home(self, invited_to: int | None, newcomer: Person) -> Home:
        if invited_to is None:
            return await self.first_home() or await self._added_for(newcomer)
        home = await self.home(invited_to)
        assert home is not None, "an invitation goes when its home goes"
        return home


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _gains(present: Membership, offered: Membership) -> bool:
    """Whether a link offers more than somebody has: a stronger role, or the same one for longer."""
    if present.role is not offered.role:
        return outranks(offered.role, present.role)
    if present.until is None or present.reach != offered.reach:
        return False
    return offered.until is None or offered.until > present.until
