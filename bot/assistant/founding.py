"""Homes that are founded in the chat, where the operator lets people do so."""

from __future__ import annotations

from bot.assistant.door import Door, Speaker, Welcome
from bot.home.founding import HomeOffered, Open
from bot.home.house import House
from bot.home.outcome import Denial, Reply
from bot.memory.memory import Memory


class Founding:
    def __init__(self, memory: Memory, door: Door, opened_to: Open) -> None:
        self._memory = memory
        self._door = door
        self._open = opened_to

    async def offer(self, speaker: Speaker, welcome: Welcome) -> Reply | None:
        """What ``/start`` offers somebody who has no home; None where only the invited found one."""
        if welcome is not Welcome.STRANGER or await self.denial(speaker):
            return None
        return Reply(HomeOffered(), House())

    async def denial(self, speaker: Speaker) -> Denial | None:
        """Why somebody may not found a home; looked up at the press, for its data can be forged."""
        if speaker.chat_type != "private":
            return Denial.ONLY_IN_PRIVATE
        if await self._memory.memberships(speaker.person):
            return Denial.BUTTON_OUTDATED
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
        await self._door.choose(speaker, home.id)
        return None
