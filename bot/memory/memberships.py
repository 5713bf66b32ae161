"""Who belongs to a home, as what, until when and within what limits.

Who belongs to a home is decided by one at a time, so that it never is left without an owner.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.home.payload import reach_from_json, reach_to_json
from bot.home.roles import Reach, Role
from bot.memory.database import upsert
from bot.memory.part import Part, once_a_turn
from bot.memory.records import Home, Member, Membership, Person
from bot.memory.tables import homes, memberships, people

HOME = (homes.c.id, homes.c.name, homes.c.language, homes.c.timezone)
_MEMBER = (memberships.c.role, memberships.c.until, memberships.c.reach)


class Changed(StrEnum):
    """What came of changing somebody's membership."""

    DONE = "done"
    NO_MEMBER = "no_member"
    LAST_OWNER = "last_owner"  # refused: somebody has to own the home


class Memberships(Part):
    async def has_owner(self) -> bool:
        """Whether anybody owns a home here."""
        query = select(memberships.c.home).where(memberships.c.role == Role.OWNER).limit(1)
        async with self._database.reading() as connection:
            return (await connection.execute(query)).first() is not None

    async def owners(self, home: int) -> tuple[Person, ...]:
        """Who owns the home; they are told what is wrong with its accounts."""
        return tuple(member.person for member in await self.members(home) if member.role is Role.OWNER)

    async def members(self, home: int) -> tuple[Member, ...]:
        """Everybody who belongs to the home now."""
        query = (
            select(people.c.id, people.c.name, people.c.language, *_MEMBER)
            .join(memberships, memberships.c.person == people.c.id)
            .where(memberships.c.home == home, self._lasts())
            .order_by(people.c.id)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(
            Member(Person(*person), role, until, reach_from_json(reach))
            for *person, role, until, reach in rows
        )

    @once_a_turn
    async def memberships(self, person: int) -> tuple[Membership, ...]:
        """The homes of a person, the longest known first."""
        query = (
            select(*HOME, *_MEMBER)
            .join(memberships, memberships.c.home == homes.c.id)
            .where(memberships.c.person == person, self._lasts())
            .order_by(homes.c.id)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(
            Membership(Home(*home), role, until, reach_from_json(reach)) for *home, role, until, reach in rows
        )

    async def membership(self, home: int, person: int) -> Membership | None:
        """What a person is in the home now."""
        return next((m for m in await self.memberships(person) if m.home.id == home), None)

    async def role(self, home: int, person: int) -> Role | None:
        own = (memberships.c.home == home) & (memberships.c.person == person)
        async with self._database.reading() as connection:
            query = select(memberships.c.role).where(own, self._lasts())
            role: Role | None = (await connection.execute(query)).scalar_one_or_none()
        return role

    async def add_member(
        self,
        home: int,
        person: int,
        role: Role,
        until: datetime | None = None,
        reach: Reach | None = None,
    ) -> None:
        """Give a person that was met a role in the home, in place of the one they had."""
        values = {"role": role, "until": until, "reach": reach_to_json(reach)}
        async with self._database.writing() as connection:
            await connection.execute(upsert(memberships, {"home": home, "person": person}, values))

    async def change_member(
        self,
        home: int,
        person: int,
        role: Role,
        until: datetime | None = None,
        reach: Reach | None = None,
    ) -> Changed:
        """Give a member another role, another end or other limits."""
        async with self._database.writing() as connection:
            refused = await self._refused(connection, home, person, still_owns=role is Role.OWNER)
            if refused is None:
                await self.add_member(home, person, role, until, reach)
        return refused or Changed.DONE

    async def remove_member(self, home: int, person: int) -> Changed:
        """Show somebody the door, or let them go."""
        own = (memberships.c.home == home) & (memberships.c.person == person)
        async with self._database.writing() as connection:
            refused = await self._refused(connection, home, person, still_owns=False)
            if refused is None:
                await connection.execute(delete(memberships).where(own))
        return refused or Changed.DONE

    async def _refused(
        self, connection: AsyncConnection, home: int, person: int, *, still_owns: bool
    ) -> Changed | None:
        await self._decide_members(connection, home)
        role = await self.role(home, person)
        if role is None:
            return Changed.NO_MEMBER
        others = select(func.count()).where(
            memberships.c.home == home, memberships.c.role == Role.OWNER, memberships.c.person != person
        )
        if role is Role.OWNER and not still_owns and not (await connection.execute(others)).scalar_one():
            return Changed.LAST_OWNER
        return None

    async def _decide_members(self, connection: AsyncConnection, home: int | None) -> None:
        """From here to the end of the transaction nobody else changes who belongs to the home.

        None is the home that is about to be founded.
        """
        await self._database.alone(connection, f"members of {home}")

    def _lasts(self) -> ColumnElement[bool]:
        return memberships.c.until.is_(None) | (memberships.c.until > self._clock.now())
