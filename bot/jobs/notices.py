"""What the owner is told of an account unasked: its login has ended, or is about to.

Told once, to every owner in private, and not again until the account has worked in between; the database
remembers it, for restarts and for replicas. Who speaks to the bot meanwhile is told by the card.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum

from bot.home.account import Account
from bot.home.announcer import Address, Announcer
from bot.home.clock import Clock
from bot.home.house import House
from bot.home.outcome import Notice, Reply
from bot.home.problem import Problem
from bot.jobs.beside import Beside
from bot.jobs.readers import Readers
from bot.memory.memory import Memory

PATIENCE = 5.0  # seconds

log = logging.getLogger(__name__)


class Kind(StrEnum):
    """A login that was replaced and then has expired is one trouble, told once."""

    ENDED = "ended"
    AGEING = "ageing"


class Notices:
    """Hears of logins (bot/home/account.py) and tells owners, in the background.

    ``offered`` are the clouds that can be signed in to from a chat.
    """

    def __init__(
        self, memory: Memory, announcer: Announcer, clock: Clock, offered: Collection[str] = ()
    ) -> None:
        self._memory = memory
        self._readers = Readers(memory, clock)
        self._announcer = announcer
        self._offered = offered
        self._heard: dict[int, Problem | None] = {}
        self._beside = Beside("an owner could not be told of an account")

    def heard(self, account: int, problem: Problem | None) -> None:
        if account in self._heard and self._heard[account] is problem:
            return  # nearly every call: nothing new
        self._heard[account] = problem
        self._beside.begin(
            self.withdraw(account, Kind.ENDED) if problem is None else self.ended(account, problem)
        )

    async def ended(self, account: int, problem: Problem) -> None:
        """The account's login has ended, for this reason."""
        await self._tell(account, Kind.ENDED, problem)

    async def ageing(self, account: int, days_left: int) -> None:
        """The account's login still holds, but is not renewed."""
        await self._tell(account, Kind.AGEING, Problem.LOGIN_NEEDED, days_left)

    async def withdraw(self, account: int, kind: Kind) -> None:
        """It is over: the next time is told again."""
        await self._memory.withdraw_notices(account, [kind])

    def listen_afresh(self) -> None:
        """Forget what was heard: another replica may have told something, or seen it end, since then."""
        self._heard.clear()

    async def close(self) -> None:
        """Let what is being told be told, within a few seconds."""
        await self._beside.close(PATIENCE)

    async def _tell(self, account: int, kind: Kind, problem: Problem, days_left: int | None = None) -> None:
        stored = await self._memory.account(account)
        if stored is None:
            return  # unlinked meanwhile
        addresses = await self._owners(stored)
        if not addresses or not await self._memory.claim_notice(account, kind):
            return
        again = account if stored.cloud in self._offered else None
        notice = Reply(Notice(stored.cloud, problem, days_left, again), House(), stored.home)
        told = False
        try:
            told = any([await self._told(address, notice) for address in addresses])
        finally:
            if not told:
                self._heard.pop(account, None)
                await self.withdraw(account, kind)

    async def _told(self, address: Address, notice: Reply) -> bool:
        try:
            await self._announcer.announce(address, notice)
        except Exception:  # whatever the announcer's own are; the next owner is told all the same
            log.warning("an owner could not be told of an account", exc_info=True)
            return False
        return True

    async def _owners(self, account: Account) -> list[Address]:
        """The private chats of the home's owners; in their quiet hours without a sound."""
        home = await self._memory.home(account.home)
        assert home is not None, "an account goes when its home goes"
        owners = await self._memory.owners(home.id)
        readers = [await self._readers.reader(owner, home) for owner in owners]
        return [replace(reader.address, silent=reader.is_spared) for reader in readers]
