"""How somebody is told what they did not ask for now: in their units, and mindful of quiet hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.home.announcer import Address
from bot.home.clock import Clock
from bot.home.preferences import with_units
from bot.home.quiet import QuietHours, after_quiet, is_quiet
from bot.memory.memory import Memory
from bot.memory.records import Home, Person


@dataclass(frozen=True)
class Reader:
    """Where and how a person reads; ``now`` is in their time zone."""

    address: Address
    hours: QuietHours | None
    now: datetime

    @property
    def is_spared(self) -> bool:
        """Whether it is their quiet hours."""
        return is_quiet(self.hours, self.now)

    @property
    def may_be_told(self) -> datetime:
        """From when on they may be told with a sound: now, or at the end of their quiet hours."""
        return after_quiet(self.hours, self.now)


class Readers:
    def __init__(self, memory: Memory, clock: Clock) -> None:
        self._memory = memory
        self._clock = clock

    async def reader(self, person: Person, home: Home) -> Reader:
        """Somebody of a home, in their private chat; what they have not decided is as the home has it."""
        own = await self._memory.person_settings(person.id)
        shared = await self._memory.home_settings(home.id)
        language = with_units(person.language or home.language, own.units or shared.units)
        zone = ZoneInfo(own.timezone or home.timezone)
        hours = shared.quiet if own.quiet is None else own.quiet
        return Reader(Address(person.id, language), hours, self._clock.now().astimezone(zone))

    async def is_quiet_in(self, chat: int, home: Home) -> bool:
        """Whether a chat is to be spared: in private it is its person's hours that count, else the home's."""
        if chat > 0 and (person := await self._memory.person(chat)):
            return (await self.reader(person, home)).is_spared
        shared = await self._memory.home_settings(home.id)
        return is_quiet(shared.quiet, self._clock.now().astimezone(ZoneInfo(home.timezone)))
