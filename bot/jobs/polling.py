"""What is on live cards is read again and again, while the clouds may be asked so often.

The daily budget of unasked calls is shared with alarms and whatever else watches a home: cards are read only
while enough of it is left for a look every ten minutes until the end of the day.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.home.background import background
from bot.home.clock import Clock
from bot.home.house import House
from bot.home.live import devices_on, followed_from_json
from bot.household import Household
from bot.jobs.alarms import NAMES_FRESH_FOR, pause
from bot.jobs.live import FOLLOWED_FOR, LiveCards
from bot.jobs.whose import HouseholdOf, home_of
from bot.jobs.worker import Again, Hold
from bot.memory.jobs import Job
from bot.memory.memory import Memory
from bot.memory.records import LiveCard

AMPLE = timedelta(minutes=10)  # between two looks for the rest of the day: then there is enough for cards
OFTENEST, SELDOMEST = timedelta(seconds=10), timedelta(minutes=1)
READ_LATELY = timedelta(seconds=8)
READ_APART = 1  # a single device: only so Yandex tells whether it is online

log = logging.getLogger(__name__)


class LiveCarrier:
    def __init__(self, memory: Memory, household_of: HouseholdOf, live: LiveCards, clock: Clock) -> None:
        self._memory = memory
        self._household_of = household_of
        self._live = live
        self._clock = clock

    async def carry(self, hold: Hold) -> Again | None:
        """Read what is on the home's cards. An attempt is not written down: reading twice does no harm."""
        home = await home_of(hold.job, self._memory)
        cards = await self._memory.live_cards(home.id)
        if not cards:
            return None
        household = await self._household_of(home)
        with background():
            house, _ = await household.house(NAMES_FRESH_FOR)
            unread = await self._read(cards, house, household)
        if unread is not None:
            for card in cards:
                if not unread & _devices(card, house):
                    self._live.redraw(card)
        return Again(self._clock.now() + next_look(cards, self._clock.now()))

    async def give_up(self, job: Job) -> None:
        """The next card that is shown begins afresh."""
        log.error("the cards of home %d could not be kept fresh", job.home)

    async def _read(
        self, cards: Sequence[LiveCard], house: House, household: Household
    ) -> frozenset[str] | None:
        """The devices that could not be read; None where the day's calls do not suffice for any."""
        ids = set[str]().union(*(_devices(card, house) for card in cards))
        devices = [device for device in house.devices if device.id in ids]
        wait = pause(household, devices, self._memory, self._clock.now())
        if wait is None or wait > AMPLE:
            return None
        _, troubles = await household.watch(sorted(ids), READ_LATELY, READ_APART)
        return frozenset(trouble.device for trouble in troubles if trouble.device)


def next_look(cards: Sequence[LiveCard], now: datetime) -> timedelta:
    """Often while somebody may still be looking at a card, then less often."""
    age = now - max(card.until for card in cards) + FOLLOWED_FOR
    return min(max(age / 2, OFTENEST), SELDOMEST)


def _devices(card: LiveCard, house: House) -> set[str]:
    return set(devices_on(followed_from_json(card.shows["what"]), house))
