"""What a person wants at hand: their own, in whatever chat."""

from __future__ import annotations

from bot.assistant.door import Admitted
from bot.home.house import House
from bot.home.naming import Thing, bearer_of
from bot.home.request import Sort
from bot.memory.memory import Memory
from bot.memory.records import Favourite


class Favourites:
    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def of(self, who: Admitted, house: House) -> tuple[Thing, ...]:
        """What the person keeps at hand of what is there and what they reach, the oldest first."""
        kept = await self._memory.favourites(who.home.id, who.speaker.person)
        things = (Thing(Sort(one.kind), one.target) for one in kept)
        return tuple(thing for thing in things if bearer_of(thing, house))

    async def star(self, who: Admitted, thing: Thing, on: bool) -> None:
        favourite = Favourite(thing.sort.value, thing.id)
        keep = self._memory.add_favourite if on else self._memory.drop_favourite
        await keep(who.home.id, who.speaker.person, favourite)
