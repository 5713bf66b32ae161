"""Cards follow what they show for some minutes, whoever or whatever changes it.

Which cards those are is in the database, so a restart or another process goes on with them. A card is redrawn
from what is known of the home (bot/jobs/polling.py asks the clouds), and always as it is now: many changes
while an edit has to wait are one edit.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.home.announcer import Address
from bot.home.clock import Clock, Sleep
from bot.home.errors import NotNowError
from bot.home.house import Device, House
from bot.home.limits import within
from bot.home.live import (
    Crowded,
    Drawn,
    Redraws,
    devices_on,
    followed,
    followed_from_json,
    followed_to_json,
)
from bot.home.outcome import Reply
from bot.household.freshness import EVER
from bot.household.hearing import has_changed
from bot.jobs.beside import Beside, Gathering
from bot.jobs.standing import NOWHERE
from bot.jobs.whose import HouseholdOf
from bot.memory.memory import Memory
from bot.memory.records import LiveCard

KIND = "live"
FOLLOWED_FOR = timedelta(minutes=5)
MOST = 10  # cards a home
FIRST_LOOK = timedelta(seconds=10)
UNKNOWN = ""  # is no digest of anything

log = logging.getLogger(__name__)


class LiveCards:
    def __init__(
        self,
        memory: Memory,
        household_of: HouseholdOf,
        redraws: Redraws,
        clock: Clock,
        wake: Callable[[], None] = lambda: None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """``wake`` is called when something new is due."""
        self._memory = memory
        self._household_of = household_of
        self._redraws = redraws
        self._clock = clock
        self._wake = wake
        self._sleep = sleep
        self._self = secrets.token_hex(8)
        self._redrawing: dict[tuple[int, int], bool] = {}  # whether once more
        self._left: set[tuple[int, int]] = set()  # who knows what stands there
        self._beside = Beside("a card could not be redrawn")  # for the next change comes
        self._changed = Gathering(self._beside, self._find, sleep)

    async def show(self, reply: Reply | None, address: Address, person: int) -> None:
        """A card shows a reply now, for a person: follow it, if that can be, in place of any other card in
        the chat that shows the same. Without a database for now the answer stands all the same."""
        assert address.card is not None, "it was sent"
        place = (address.chat, address.card)
        try:
            await self._show(reply, address, address.card, person)
        except NotNowError:
            self._left.add(place)
            log.warning("a card cannot be followed without the database")
        else:
            self._left.discard(place)

    async def _show(self, reply: Reply | None, address: Address, number: int, person: int) -> None:
        shown = followed(reply.outcome) if reply else None
        if reply is None or shown is None or reply.home is None or not devices_on(shown, reply.house):
            if await self._memory.live_card(address.chat, number):
                await self._memory.drop_card(address.chat, number)
            return
        what = followed_to_json(shown)
        drawn = self._redraws.drawn(address, replace(reply, outcome=shown))
        shows = {"what": what, "digest": drawn.digest, "at": drawn.at.isoformat(), "by": self._self}
        card = LiveCard(address, reply.home, person, shows, self._clock.now() + FOLLOWED_FOR)
        for other in await self._memory.live_cards(reply.home):
            if other.address.chat == address.chat and other.shows["what"] == what:
                await self._memory.drop_card(other.address.chat, other.address.card or 0)
        await self._memory.keep_card(card, MOST)
        await self._look_after(card)

    def learned(self, home: int, before: House, fresh: Sequence[Device]) -> None:
        """Something was read in a home, for whatever reason; the clouds need not be asked again."""
        changed = {device.id for device in fresh if has_changed(before.device(device.id), device)}
        if changed:
            self._changed.add(home, changed)

    def redraw(self, card: LiveCard, hasten: bool = False) -> None:
        """Redraw a card soon, if it would look different. ``hasten``: where others know more of what is on
        it than this process does, have it read."""
        place = (card.address.chat, card.address.card or 0)
        if place in self._redrawing:
            self._redrawing[place] = True
            return
        self._redrawing[place] = False
        self._beside.begin(self._keep_up(*place, hasten))

    async def close(self) -> None:
        """What is under way ends; the cards are others' now."""
        await self._beside.close()

    async def _look_after(self, card: LiveCard) -> None:
        """One job a home has its devices read while there are such cards."""
        if await self._memory.jobs_of(card.home, [KIND]):
            return
        async with self._memory.transaction(alone=f"live {card.home}"):
            if not await self._memory.jobs_of(card.home, [KIND]):
                nowhere = Address(NOWHERE, card.address.language)
                await self._memory.add_job(card.home, KIND, {}, self._clock.now() + FIRST_LOOK, nowhere)
        self._wake()

    async def _find(self, home: int, changed: Collection[str]) -> None:
        stored = await self._memory.home(home)
        cards = await self._memory.live_cards(home)
        if stored is None or not cards:
            return
        house = (await self._household_of(stored)).known
        for card in cards:
            if not set(changed).isdisjoint(devices_on(followed_from_json(card.shows["what"]), house)):
                self.redraw(card, hasten=True)

    async def _keep_up(self, chat: int, card: int, hasten: bool) -> None:
        try:
            while (wait := await self._redrawn(chat, card, hasten)) or self._redrawing[chat, card]:
                self._redrawing[chat, card] = False
                await self._sleep(wait)
        finally:
            del self._redrawing[chat, card]

    async def _redrawn(self, chat: int, card: int, hasten: bool) -> float:
        """Redraw a card if it is still followed; the seconds until that is to be tried again, or 0."""
        async with self._redraws.quiet(chat):
            stands = await self._memory.live_card(chat, card)
            if stands is None:
                return 0
            if (chat, card) in self._left:
                await self._memory.drop_card(chat, card)
                return 0
            reply = await self._seen(stands)
            if reply is None:
                await self._memory.drop_card(chat, card)
                return 0
            if not await self._knows(stands, reply):
                if hasten and await self._memory.hasten_jobs(stands.home, KIND):
                    self._wake()
                return 0
            if not self._redraws.differs(stands.address, reply, _drawn(stands)):
                return 0
            return await self._draw(stands, reply)

    async def _draw(self, stands: LiveCard, reply: Reply) -> float:
        """Should this process die in the middle, nobody knows what stands there: the next one draws anew."""
        await self._memory.keep_card(replace(stands, shows={**stands.shows, "digest": UNKNOWN}))
        match await self._redraws.redraw(stands.address, reply):
            case Crowded(seconds=seconds):
                await self._memory.keep_card(stands)
                return seconds
            case Drawn() as now:
                news = {"digest": now.digest, "at": now.at.isoformat(), "by": self._self}
                await self._memory.keep_card(replace(stands, shows={**stands.shows, **news}))
            case None:
                await self._memory.drop_card(stands.address.chat, stands.address.card or 0)
        return 0

    async def _seen(self, card: LiveCard) -> Reply | None:
        """What is on the card, as far as whoever asked for it may see that now; None: nothing of it."""
        membership = await self._memory.membership(card.home, card.person)
        if membership is None or not await self._is_bound(card):
            return None
        household = await self._household_of(membership.home)
        house = within(household.known, membership.reach) if membership.reach else household.known
        shown = followed_from_json(card.shows["what"])
        return Reply(shown, house, card.home) if devices_on(shown, house) else None

    async def _is_bound(self, card: LiveCard) -> bool:
        """A private chat is its person's; any other one must still be about the home."""
        if card.address.chat == card.person:
            return True
        binding = await self._memory.binding(card.address.chat, card.address.topic)
        return binding is not None and binding.home == card.home

    async def _knows(self, card: LiveCard, reply: Reply) -> bool:
        """Whether this process knows no less of what is on the card than whoever has drawn it."""
        home = await self._memory.home(card.home)
        if home is None:
            return False
        shown = devices_on(followed_from_json(card.shows["what"]), reply.house)
        since = EVER if card.shows["by"] == self._self else _drawn(card).at
        return (await self._household_of(home)).has_read(shown, since)


def _drawn(card: LiveCard) -> Drawn:
    return Drawn(card.shows["digest"], datetime.fromisoformat(card.shows["at"]))
