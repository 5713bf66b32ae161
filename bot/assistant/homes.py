"""The households of this process, made when they are first needed; of very many the last ones are kept."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterable
from functools import partial

from bot.assistant.door import Admitted
from bot.assistant.others import Kind, News, Others
from bot.home.account import HearsOfLogins
from bot.home.clock import Clock
from bot.home.naming import OwnName, Thing
from bot.home.request import Sort
from bot.household import Connect, Household, Limited
from bot.household.hearing import HearsOfValues
from bot.household.snapshots import Snapshots
from bot.memory.memory import Memory
from bot.memory.records import Alias, Home

MOST = 4_000  # some 50 KB each; what is dropped comes back from its snapshot


class Homes:
    def __init__(
        self,
        memory: Memory,
        connect: Connect,
        clock: Clock,
        logins: HearsOfLogins | None = None,
        most: int = MOST,
        values: HearsOfValues | None = None,
        others: Others | None = None,
    ) -> None:
        """``others``: bots beside this one, which are told what they know no more."""
        self._memory = memory
        self._connect = connect
        self._clock = clock
        self._logins = logins
        self._values = values
        self._others = others
        self._most = most
        self._households: OrderedDict[int, Household] = OrderedDict()
        self._making = asyncio.Lock()

    async def of(self, who: Admitted) -> Household:
        """The household of somebody's home, as far as they reach; whatever they ask goes through this."""
        whole = await self.whole(who.home)
        return whole if who.reach is None else Limited(whole, who.reach)

    async def whole(self, home: Home) -> Household:
        """The household of a home, with a cloud for each of its accounts: for jobs, which have no person."""
        household = self._households.get(home.id)
        if household is None:
            async with self._making:
                household = self._households.get(home.id) or await self._made(home)
                self._households[home.id] = household
        self._households.move_to_end(home.id)
        while len(self._households) > self._most:
            self._households.popitem(last=False)
        await call_by_own_names(self._memory, home.id, household)
        return household

    def get(self, home: int) -> Household | None:
        """The household of a home that was spoken with lately."""
        return self._households.get(home)

    def drop(self, home: int) -> None:
        """A home is no more, or has other accounts: for other bots, too."""
        self._households.pop(home, None)
        if self._others:
            self._others.dropped(home)

    def heard(self, news: News | None) -> None:
        """Another bot knows something better; None: whatever it is."""
        if news is None:
            self._households.clear()
        elif news.kind is Kind.DROPPED:
            self._households.pop(news.home, None)
        elif household := self._households.get(news.home):
            if news.kind is Kind.LISTED:
                household.outdate()
            else:
                household.doubt(news.devices)

    async def _made(self, home: Home) -> Household:
        accounts = await self._memory.accounts(home.id)
        clouds = {account.id: self._connect(account) for account in accounts}
        hear = partial(self._values.learned, home.id) if self._values else None
        renewed = partial(self._others.listed, home.id) if self._others else lambda: None
        snapshots = Snapshots(self._memory, renewed)
        household = Household(home.name, clouds, self._clock, self._logins, snapshots, hear)
        await household.recall()
        return household


async def call_by_own_names(memory: Memory, home: int, household: Household) -> None:
    """What people of the home call things may have changed."""
    household.call(own_names(await memory.aliases(home)))


def own_names(aliases: Iterable[Alias]) -> tuple[OwnName, ...]:
    """What people of the home call things, as memory keeps it."""
    return tuple(OwnName(alias.name, Thing(Sort(alias.kind), alias.target)) for alias in aliases)
