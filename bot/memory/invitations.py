"""Invitations: links that let one person in, once, for a while.

Only a hash of a link's token is kept: a copy of the database lets nobody in. A link without a home is
the founder's: it is good for as long as nobody owns a home here.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete, insert, select

from bot.home.roles import Role
from bot.memory.database import prune
from bot.memory.homes import Homes
from bot.memory.people import People
from bot.memory.records import Home, Membership, Person
from bot.memory.tables import invitations


class Invitations(People, Homes):
    async def invite(self, home: int | None, role: Role, lifetime: timedelta) -> str:
        """A token for a deep link: 32 characters that Telegram takes as they are."""
        token = secrets.token_urlsafe(24)
        now = self._clock.now()
        row = {"digest": _digest(token), "home": home, "role": role, "expires": now + lifetime}
        async with self._database.writing() as connection:
            await connection.execute(prune(invitations, invitations.c.expires <= now))
            await connection.execute(insert(invitations).values(row))
        return token

    async def redeem(self, token: str, person: int, name: str = "") -> Membership | None:
        """Let a person in, once; None where the link is unknown, used or expired.

        Who was not met yet is remembered by ``name``, but only if the link is good. A link never lowers
        a role, and is not used up by somebody who gains nothing from it.
        """
        digest = _digest(token)
        query = select(invitations.c.home, invitations.c.role).where(
            invitations.c.digest == digest, invitations.c.expires > self._clock.now()
        )
        async with self._database.writing() as connection:
            invitation = (await connection.execute(query.with_for_update())).one_or_none()
            if invitation is None:
                return None
            # Who belongs to a home is decided by one at a time, and so is who founds the first.
            await self._database.alone(connection, f"members of {invitation.home}")
            if invitation.home is None and await self.has_owner():
                return None
            newcomer = await self.person(person) or await self.meet(person, name, None)
            home = await self._home(invitation.home, newcomer)
            present = await self.role(home.id, person)
            if present and not _outranks(invitation.role, present):
                return Membership(home, present)
            await self.add_member(home.id, person, invitation.role)
            await connection.execute(delete(invitations).where(invitations.c.digest == digest))
        return Membership(home, invitation.role)

    async def _home(self, invited_to: int | None, newcomer: Person) -> Home:
        if invited_to is None:
            return await self.first_home() or await self.add_home(
                newcomer.name, newcomer.language or self._start.language, self._start.timezone
            )
        home = await self.home(invited_to)
        assert home is not None, "an invitation goes when its home goes"
        return home


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _outranks(one: Role, other: Role) -> bool:
    ranks = list(Role)  # the strongest first
    return ranks.index(one) < ranks.index(other)
