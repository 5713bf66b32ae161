"""The demo home: stand-in devices for a home, until its owner parts with them as with any account."""

from __future__ import annotations

from bot.assistant.door import Admitted, Door
from bot.assistant.homes import Homes
from bot.assistant.noting import Noting
from bot.home.account import WhichAccount
from bot.home.founding import DEMO, DemoReady
from bot.home.outcome import Denial, Refused
from bot.jobs.keeping_logins import Kept, of_accounts
from bot.memory.memory import Memory


class Furnishing:
    def __init__(self, memory: Memory, door: Door, homes: Homes, noting: Noting) -> None:
        self._memory = memory
        self._door = door
        self._homes = homes
        self._noting = noting

    async def furnish(self, who: Admitted) -> DemoReady | Refused:
        """Their names are in the language of whoever asks. No stand-ins come between real devices."""
        language = await self._door.language_of(who.speaker)
        async with self._memory.transaction(of_accounts(who.home)):
            clouds = {account.cloud for account in await self._memory.accounts(who.home.id)}
            if clouds - {DEMO}:
                return Refused(Denial.BUTTON_OUTDATED)
            if not clouds:
                await self._memory.add_account(who.home.id, DEMO, {"language": language}, {})
        if not clouds:
            self._noting.connected(who, Kept(WhichAccount(DEMO), anew=False))
            self._homes.drop(who.home.id)
        await (await self._homes.whole(who.home)).house()
        return DemoReady()
