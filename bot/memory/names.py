"""What people call things beside the cloud's names, and what they want at hand."""

from __future__ import annotations

from sqlalchemy import delete, func, select

from bot.home.naming import same
from bot.memory.database import upsert
from bot.memory.house_tables import aliases, favourites
from bot.memory.part import Part, once_a_turn
from bot.memory.records import Alias, Favourite

MOST_ALIASES = 500  # a home; names are looked through for every sentence


class Names(Part):
    async def add_alias(self, home: int, alias: Alias) -> bool:
        """Call a thing so; a name that was another thing's is this one's now. False: there are too many."""
        values = {"name": alias.name, "kind": alias.kind, "target": alias.target, "person": alias.person}
        count = select(func.count()).where(aliases.c.home == home)
        async with self._database.writing() as connection:
            await self._database.alone(connection, f"aliases of {home}")
            if (await connection.execute(count)).scalar_one() >= MOST_ALIASES:
                return False
            await connection.execute(upsert(aliases, {"home": home, "key": same(alias.name)}, values))
        return True

    async def drop_alias(self, home: int, name: str) -> bool:
        """Call nothing so any more."""
        own = (aliases.c.home == home) & (aliases.c.key == same(name))
        async with self._database.writing() as connection:
            return (await connection.execute(delete(aliases).where(own))).rowcount == 1

    @once_a_turn
    async def aliases(self, home: int) -> tuple[Alias, ...]:
        """The home's own names, in alphabetical order."""
        query = (
            select(aliases.c.name, aliases.c.kind, aliases.c.target, aliases.c.person)
            .where(aliases.c.home == home)
            .order_by(aliases.c.key)
        )
        async with self._database.reading() as connection:
            return tuple(Alias(*row) for row in await connection.execute(query))

    async def add_favourite(self, home: int, person: int, favourite: Favourite) -> None:
        """Keep a thing at hand, after those that are there."""
        key = {"home": home, "person": person, **vars(favourite)}
        row = upsert(favourites, key, {"added": self._clock.now()}, keep=["added"])
        async with self._database.writing() as connection:
            await connection.execute(row)

    async def drop_favourite(self, home: int, person: int, favourite: Favourite) -> None:
        own = (favourites.c.home == home) & (favourites.c.person == person)
        thing = (favourites.c.kind == favourite.kind) & (favourites.c.target == favourite.target)
        async with self._database.writing() as connection:
            await connection.execute(delete(favourites).where(own, thing))

    async def favourites(self, home: int, person: int) -> tuple[Favourite, ...]:
        """What the person wants at hand, the oldest first."""
        query = (
            select(favourites.c.kind, favourites.c.target)
            .where(favourites.c.home == home, favourites.c.person == person)
            .order_by(favourites.c.added, favourites.c.kind, favourites.c.target)
        )
        async with self._database.reading() as connection:
            return tuple(Favourite(*row) for row in await connection.execute(query))
