"""Homes that are founded in the chat, where the operator lets people do so."""

from __future__ import annotations

from dataclasses import replace

from bot.assistant.door import Admitted, Door, Speaker, Welcome
from bot.assistant.noting import Noting
from bot.home.deed import Via
from bot.home.founding import MOST_OWNED, HomeOffered, Open
from bot.home.house import House
from bot.home.once import keep, recall
from bot.home.outcome import Denial, Reply
from bot.home.roles import Role
from bot.memory.memory import Memory
from bot.memory.records import Home

STEP = "founded"  # bot/home/once.py


class Founding:
    def __init__(self, memory: Memory, door: Door, opened_to: Open, noting: Noting) -> None:
        self._memory = memory
        self._door = door
        self._open = opened_to
        self._noting = noting

    async def offer(self, speaker: Speaker, welcome: Welcome) -> Reply | None:
        """What ``/start`` offers somebody who has no home; None where only the invited found one."""
        if welcome is not Welcome.STRANGER or await self.denial(speaker):
            return None
        return Reply(HomeOffered(), House())

    async def denial(self, speaker: Speaker) -> Denial | None:
        """Why somebody may not found a home; looked up at the press, for its data can be forged."""
        if await self._memory.memberships(speaker.person):
            return Denial.ONLY_IN_PRIVATE if speaker.chat_type != "private" else Denial.BUTTON_OUTDATED
        return await self._closed(speaker)

    async def denial_of_another(self, speaker: Speaker) -> Denial | None:
        """Why somebody who has a home may not found one more."""
        memberships = await self._memory.memberships(speaker.person)
        if not memberships:
            return Denial.STRANGER
        if sum(m.role is Role.OWNER for m in memberships) >= MOST_OWNED:
            return Denial.TOO_MANY_HOMES
        closed = await self._closed(speaker)
        return Denial.BUTTON_OUTDATED if closed is Denial.STRANGER else closed

    async def _closed(self, speaker: Speaker) -> Denial | None:
        if speaker.chat_type != "private":
            return Denial.ONLY_IN_PRIVATE
        if self._open is not Open.ANYONE or not await self._memory.has_owner():
            return Denial.STRANGER  # the operator comes first
        return None

    async def found(self, speaker: Speaker) -> Denial | None:
        """A home for whoever has none: it is theirs, and this chat speaks for it."""
        if denial := await self.denial(speaker):
            return denial
        founder = await self._memory.meet(speaker.person, speaker.name, None)
        home = await self._memory.found_home(founder)
        if home is None:
            return Denial.BUTTON_OUTDATED
        self._noting.founded(Admitted(speaker, home, Role.OWNER, via=Via.PRESS))
        await self._door.choose(speaker, home.id)
        return None

    async def found_another(self, who: Admitted, name: str) -> Home | Denial:
        """One more home, which this chat speaks for from now on; once, also where it is asked for again."""
        if (founded := await recall(STEP)) is not None and (home := await self._memory.home(founded)):
            return home
        if denial := await self.denial_of_another(who.speaker):
            return denial
        founder = await self._memory.meet(who.speaker.person, who.speaker.name, None)
        async with self._memory.transaction():
            home = await self._memory.found_another(founder, name, who.home)
            if home is not None:
                await keep(STEP, home.id)
        if home is None:
            return Denial.TOO_MANY_HOMES
        self._noting.founded(replace(who, home=home, role=Role.OWNER, reach=None))
        await self._door.choose(who.speaker, home.id)
        return home
