"""Homes and what they have decided for themselves."""

from __future__ import annotations

from sqlalchemy import delete, insert, select, update

from bot.home.preferences import HomeSettings
from bot.memory.memberships import HOME
from bot.memory.part import Part
from bot.memory.quiet import hours_of, minutes_of
from bot.memory.records import Home
from bot.memory.tables import homes


class Homes(Part):
    async def is_empty(self) -> bool:
        """Whether there is no home yet."""
        return await self.first_home() is None

    async def add_home(self, name: str, language: str, timezone: str) -> Home:
        row = insert(homes).values(name=name, language=language, timezone=timezone).returning(homes.c.id)
        async with self._database.writing() as connection:
            id_ = (await connection.execute(row)).scalar_one()
        return Home(id_, name, language, timezone)

    async def first_home(self) -> Home | None:
        """The home that was added first."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(*HOME).order_by(homes.c.id).limit(1))).one_or_none()
        return Home(*row) if row else None

    async def home(self, id: int) -> Home | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(select(*HOME).where(homes.c.id == id))).one_or_none()
        return Home(*row) if row else None

    async def homes(self) -> tuple[Home, ...]:
        """Every home, the oldest first."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(*HOME).order_by(homes.c.id))).all()
        return tuple(Home(*row) for row in rows)

    async def change_home(
        self, id: int, *, name: str | None = None, language: str | None = None, timezone: str | None = None
    ) -> None:
        """Another name, language or time zone; what is not given stays, though somebody changes it now."""
        given = {"name": name, "language": language, "timezone": timezone}
        values = {column: value for column, value in given.items() if value is not None}
        async with self._database.writing() as connection:
            await connection.execute(update(homes).where(homes.c.id == id).values(values))

    async def remove_home(self, id: int) -> None:
        """Forget a home with everything in it: accounts, members, bindings, jobs, journal."""
        async with self._database.writing() as connection:
            await connection.execute(delete(homes).where(homes.c.id == id))

    async def home_settings(self, home: int) -> HomeSettings:
        columns = (
            homes.c.quiet_from,
            homes.c.quiet_until,
            homes.c.reactions,
            homes.c.units,
            homes.c.sensitive,
        )
        async with self._database.reading() as connection:
            row = (await connection.execute(select(*columns).where(homes.c.id == home))).one_or_none()
        if row is None:
            return HomeSettings()
        hours = hours_of(row.quiet_from, row.quiet_until)
        return HomeSettings(hours, row.reactions, row.units, tuple(row.sensitive or ()))

    async def set_home_settings(self, home: int, settings: HomeSettings) -> None:
        begins, ends = minutes_of(settings.quiet)
        values = {
            "quiet_from": begins,
            "quiet_until": ends,
            "reactions": settings.reactions,
            "units": settings.units,
            "sensitive": list(settings.sensitive) or None,
        }
        async with self._database.writing() as connection:
            await connection.execute(update(homes).where(homes.c.id == home).values(values))
