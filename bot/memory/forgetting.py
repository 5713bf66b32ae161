"""Everything about a person: handed out, and erased.

It is found by what refers to people in the tables, so that a table which is added later need not be
remembered here. A private chat has its person's number, so what names that chat is about the person too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.home.roles import Role
from bot.memory.house_tables import journal
from bot.memory.memberships import HOME, Changed, Memberships
from bot.memory.records import Home
from bot.memory.tables import chats, homes, memberships, metadata, people

Told = Mapping[str, Sequence[Mapping[str, Any]]]


class Forgetting(Memberships):
    async def export_person(self, person: int) -> Told:
        """What every table says about a person, as JSON can tell it; what says nothing is left out."""
        told = {}
        async with self._database.reading() as connection:
            for table in metadata.sorted_tables:
                if (about := _about(table, person)) is not None:
                    rows = await connection.execute(select(table).where(about))
                    told[table.name] = [
                        {name: _plain(value) for name, value in row.items()} for row in rows.mappings()
                    ]
        return {table: rows for table, rows in told.items() if rows}

    async def owned_alone(self, person: int) -> tuple[Home, ...]:
        """The homes that have no other owner."""
        async with self._database.reading() as connection:
            query = select(*HOME).where(homes.c.id.in_(self._alone(person))).order_by(homes.c.id)
            return tuple(Home(*row) for row in await connection.execute(query))

    async def forget_person(self, person: int, with_homes: Collection[int] = ()) -> Changed:
        """Erase a person: what is theirs goes, what is the home's stays and no longer says whose it was.

        Refused to the last owner of a home, unless that is to go ``with`` them, with all that is in it.
        """
        async with self._database.writing() as connection:
            for home in await self._homes_of(connection, person):
                await self._decide_members(connection, home)
            alone = (await connection.execute(self._alone(person))).scalars().all()
            if not {*alone} <= {*with_homes}:
                return Changed.LAST_OWNER
            await connection.execute(delete(homes).where(homes.c.id.in_(alone)))
            for table in reversed(metadata.sorted_tables):
                await _erase(connection, table, person)
            await _erase_concerned(connection, person)
        return Changed.DONE

    async def _homes_of(self, connection: AsyncConnection, person: int) -> Sequence[int]:
        """In their order: two who do the same do not wait for each other."""
        homes = select(memberships.c.home).where(memberships.c.person == person)
        return (await connection.execute(homes.order_by(memberships.c.home))).scalars().all()

    def _alone(self, person: int) -> Select[tuple[int]]:
        """The homes that nobody else owns."""
        owners = (memberships.c.role == Role.OWNER) & self._lasts()
        own = select(memberships.c.home).where(owners, memberships.c.person == person)
        alone = select(memberships.c.home).where(owners, memberships.c.home.in_(own))
        return alone.group_by(memberships.c.home).having(func.count() == 1)


async def _erase(connection: AsyncConnection, table: Table, person: int) -> None:
    """A row goes with its person, unless it can do without: then only the person goes."""
    for column in _naming(table):
        theirs = column == person
        if column.nullable and not _goes_with_the_person(column):
            await connection.execute(update(table).where(theirs).values({column.name: None}))
        else:
            await connection.execute(delete(table).where(theirs))


def _concerns(person: int) -> ColumnElement[bool]:
    """Whether an entry of the journal is about a person, beside those that are theirs (bot/home/deed.py)."""
    concerned: ColumnElement[str] = journal.c.what["place"]["person"].as_string()
    return concerned == str(person)


async def _erase_concerned(connection: AsyncConnection, person: int) -> None:
    """What others did to a person's place stays in the journal and no longer says whose place it was."""
    rows = await connection.execute(select(journal.c.id, journal.c.what).where(_concerns(person)))
    for row in rows.all():
        what = {**row.what, "place": {**row.what["place"], "person": None}}
        await connection.execute(update(journal).where(journal.c.id == row.id).values(what=what))


def _about(table: Table, person: int) -> ColumnElement[bool] | None:
    named = [column == person for column in _naming(table)]
    if table is journal:
        named.append(_concerns(person))
    return or_(*named) if named else None


def _naming(table: Table) -> list[Column[Any]]:
    """The columns that name a person, or the chat that is theirs alone."""
    own = [people.c.id] if table is people else [chats.c.id] if table is chats else []
    refer = [column for column in table.c if any(key.column is people.c.id for key in column.foreign_keys)]
    return [*own, *refer, *(column for column in table.c if column.name == "chat")]


def _goes_with_the_person(column: Column[Any]) -> bool:
    return any(key.ondelete == "CASCADE" for key in column.foreign_keys)


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date():
            return value.isoformat()
        case bytes():
            return value.hex()
        case _:
            return value
