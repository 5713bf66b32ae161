"""Homes, the chats that are bound to them and who belongs to them."""

from __future__ import annotations

from sqlalchemy import insert, select

from bot.home.roles import Role
from bot.memory.database import upsert
from bot.memory.part import Part
from bot.memory.records import Chat, Home, Membership, Person
from bot.memory.tables import chats, homes, memberships, people

_HOME = (homes.c.id, homes.c.name, homes.c.language, homes.c.timezone)


class Homes(Part):
    async def is_empty(self) -> bool:
        """Whether there is no home yet."""
        return await self.first_home() is None

    async def has_owner(self) -> bool:
        """Whether anybody owns a home here."""
        query = select(memberships.c.home).where(memberships.c.role == Role.OWNER).limit(1)
        async with self._database.reading() as connection:
            return (await connection.execute(query)).first() is not None

    async def add_home(self, name: str, language: str, timezone: str) -> Home:
        row = insert(homes).values(name=name, language=language, timezone=timezone).returning(homes.c.id)
        async with self._database.writing() as connection:
            id_ = (await connection.execute(row)).scalar_one()
        return Home(id_, name, language, timezone)

    async def first_home(self) -> Home | None:
        """The home that was added first."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(*_HOME).order_by(homes.c.id).limit(1))).one_or_none()
        return Home(*row) if row else None

    async def home(self, id: int) -> Home | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(select(*_HOME).where(homes.c.id == id))).one_or_none()
        return Home(*row) if row else None

    async def homes(self) -> tuple[Home, ...]:
        """Every home, the oldest first."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(*_HOME).order_by(homes.c.id))).all()
        return tuple(Home(*row) for row in rows)

    async def owners(self, home: int) -> tuple[Person, ...]:
        """Who owns the home; they are told what is wrong with its accounts."""
        query = (
            select(people.c.id, people.c.name, people.c.language)
            .join(memberships, memberships.c.person == people.c.id)
            .where(memberships.c.home == home, memberships.c.role == Role.OWNER)
            .order_by(people.c.id)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(Person(*row) for row in rows)

    async def chat(self, id: int) -> Chat | None:
        query = select(chats.c.id, chats.c.type, chats.c.title, chats.c.home, chats.c.language)
        async with self._database.reading() as connection:
            row = (await connection.execute(query.where(chats.c.id == id))).one_or_none()
        return Chat(*row) if row else None

    async def save_chat(self, chat: Chat) -> None:
        """Remember a chat as it is now, in place of what was known of it."""
        values = {"type": chat.type, "title": chat.title, "home": chat.home, "language": chat.language}
        async with self._database.writing() as connection:
            await connection.execute(upsert(chats, {"id": chat.id}, values))

    async def memberships(self, person: int) -> tuple[Membership, ...]:
        """The homes of a person, the longest known first."""
        query = (
            select(*_HOME, memberships.c.role)
            .join(memberships, memberships.c.home == homes.c.id)
            .where(memberships.c.person == person)
            .order_by(homes.c.id)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(Membership(Home(*home), role) for *home, role in rows)

    async def role(self, home: int, person: int) -> Role | None:
        query = select(memberships.c.role).where(memberships.c.home == home, memberships.c.person == person)
        async with self._database.reading() as connection:
            role: Role | None = (await connection.execute(query)).scalar_one_or_none()
        return role

    async def add_member(self, home: int, person: int, role: Role) -> None:
        """Give a person that was met a role in the home, in place of the one they had."""
        async with self._database.writing() as connection:
            await connection.execute(upsert(memberships, {"home": home, "person": person}, {"role": role}))
