"""People, as they present themselves, and the language that they read."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select, update

from bot.home.preferences import PersonSettings
from bot.memory.database import upsert
from bot.memory.part import Part, once_a_turn
from bot.memory.quiet import hours_of, minutes_of
from bot.memory.records import Person
from bot.memory.tables import people


class People(Part):
    @once_a_turn
    async def person(self, id: int) -> Person | None:
        query = select(people.c.id, people.c.name, people.c.language).where(people.c.id == id)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return Person(*row) if row else None

    async def names_of(self, ids: Collection[int]) -> dict[int, str]:
        """What people are called; of who is forgotten there is nothing."""
        query = select(people.c.id, people.c.name).where(people.c.id.in_(ids))
        async with self._database.reading() as connection:
            return {row.id: row.name for row in await connection.execute(query)}

    async def meet(self, id: int, name: str, language: str | None) -> Person:
        """Remember a person, or their new name. A language that is known already stays."""
        known = await self.person(id)
        if known and known.name == name and (known.language or not language):
            return known  # most messages: nothing to write
        row = upsert(people, {"id": id}, {"name": name, "language": language}, keep=["language"])
        language_now = select(people.c.language).where(people.c.id == id)
        async with self._database.writing() as connection:
            await connection.execute(row)
            return Person(id, name, (await connection.execute(language_now)).scalar_one())

    async def set_language(self, person: int, language: str) -> None:
        async with self._database.writing() as connection:
            await connection.execute(update(people).where(people.c.id == person).values(language=language))

    @once_a_turn
    async def person_settings(self, person: int) -> PersonSettings:
        columns = (people.c.timezone, people.c.units, people.c.quiet_from, people.c.quiet_until)
        async with self._database.reading() as connection:
            row = (await connection.execute(select(*columns).where(people.c.id == person))).one_or_none()
        if row is None:
            return PersonSettings()
        return PersonSettings(row.timezone, row.units, hours_of(row.quiet_from, row.quiet_until))

    async def set_person_settings(self, person: int, settings: PersonSettings) -> None:
        begins, ends = minutes_of(settings.quiet)
        quiet = {people.c.quiet_from: begins, people.c.quiet_until: ends}
        own = {people.c.timezone: settings.timezone, people.c.units: settings.units}
        row = update(people).where(people.c.id == person).values({**own, **quiet})
        async with self._database.writing() as connection:
            await connection.execute(row)
