"""Effects that the first read-back could not settle: read again, and change the card when the truth is known.

An Aliyun thing answers before it obeys, a Yandex device may take seconds; the reference asks for
another look after 1, 2 and 4 s. After the last one what still does not show is called unconfirmed.

These reads are not background calls (bot/home/background.py) and the account's daily budget does not stop
them: somebody asked for the change and looks at the card, and there are three at most.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

from bot.home.announcer import Address, Announcer
from bot.home.clock import Sleep
from bot.home.errors import HomeError
from bot.home.outcome import Done, Outcome, Reply
from bot.household import Household

LOOKS_AFTER = (1.0, 2.0, 4.0)  # seconds, each after the one before

log = logging.getLogger(__name__)


async def looks(household: Household, done: Done, sleep: Sleep) -> AsyncIterator[Done]:
    """Look again at what is open until it is settled, or the last look; every outcome that is a new one."""
    for look, seconds in enumerate(LOOKS_AFTER, start=1):
        if not done.open:
            return
        await sleep(seconds)
        effects = await household.settle(done.effects, last_time=look == len(LOOKS_AFTER))
        if effects != done.effects:
            done = replace(done, effects=effects)
            yield done


def _itself(done: Done) -> Outcome:
    return done


def _ignore(done: Done) -> None:
    pass


async def _nothing_more(_: Done) -> None:
    """What was followed to its end leads to nothing else."""


class FollowUps:
    """Follows cards in the background. ``sleep`` is given, so that a test need not wait."""

    def __init__(self, announcer: Announcer, sleep: Sleep = asyncio.sleep) -> None:
        self._announcer = announcer
        self._sleep = sleep
        self._tasks: dict[tuple[int, int | None], asyncio.Task[None]] = {}

    def follow(
        self,
        household: Household,
        done: Done,
        address: Address,
        shown: Callable[[Done], Outcome] = _itself,
        learn: Callable[[Done], None] = _ignore,
        ended: Callable[[Done], Awaitable[None]] = _nothing_more,
        home: int | None = None,
    ) -> None:
        """Follow an open outcome to its end, in place of whatever was followed on that card.

        ``shown`` is what the card is to say of it, where it says more; ``learn`` hears of what is new;
        ``ended`` is called when nothing is open any more.
        """
        self.forget(address)
        place = (address.chat, address.card)

        async def follow() -> None:
            await ended(await self._look_again(household, done, address, shown, learn, home))

        task = asyncio.create_task(follow())
        self._tasks[place] = task
        task.add_done_callback(
            lambda ended: self._tasks.pop(place, None) if self._tasks.get(place) is ended else None
        )

    def forget(self, address: Address) -> None:
        """Stop following a card that now shows something else."""
        if task := self._tasks.pop((address.chat, address.card), None):
            task.cancel()

    async def close(self) -> None:
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _look_again(
        self,
        household: Household,
        done: Done,
        address: Address,
        shown: Callable[[Done], Outcome],
        learn: Callable[[Done], None],
        home: int | None,
    ) -> Done:
        try:
            async for seen in looks(household, done, self._sleep):
                done = seen
                learn(seen)
                await self._show(address, Reply(shown(seen), household.known, home))
        except HomeError:
            log.warning("follow-up ended early", exc_info=True)
        return done

    async def _show(self, address: Address, reply: Reply) -> None:
        """A card that cannot be changed now is no reason to look no further: the journal is told, too."""
        try:
            await self._announcer.announce(address, reply)
        except Exception:  # whatever the announcer's own are
            log.warning("a card could not follow", exc_info=True)
