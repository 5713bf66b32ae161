"""Cards that are redrawn when what they show has changed: the ``Redraws`` port of bot/home/live.py."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from hashlib import sha256

from aiogram import Bot

from bot.home.announcer import Address
from bot.home.clock import Clock, Sleep
from bot.home.live import Crowded, Drawn
from bot.home.outcome import Reply
from bot.i18n import Languages
from bot.shared import Locks
from bot.telegram.card import Card
from bot.telegram.cards import render
from bot.telegram.cards.belonging import belonging
from bot.telegram.courier import Courier, Place
from bot.telegram.pacing import CrowdedError, going_last
from bot.telegram.persisting import AWAY
from bot.telegram.talk import delivery_in, turn_in

LOOK_AGAIN = 10.0  # seconds, where Telegram is away
SETTLES_WITHIN = 0.2  # seconds until the answer of another process' turn stands in line for its delivery


class CardRedraws:
    def __init__(
        self, bot: Bot, languages: Languages, clock: Clock, locks: Locks, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._courier = Courier(bot)
        self._languages = languages
        self._clock = clock
        self._locks = locks
        self._sleep = sleep
        self.has_several_homes: Callable[[int], Awaitable[bool]] | None = None

    def drawn(self, address: Address, reply: Reply) -> Drawn:
        now = self._clock.now()
        return Drawn(_digest(self._card(address, reply, now)), now)

    @asynccontextmanager
    async def quiet(self, chat: int) -> AsyncIterator[None]:
        async with self._locks.hold(turn_in(chat)):
            pass  # what is being dealt with may be about to change the very same card
        await self._sleep(SETTLES_WITHIN)
        async with self._locks.hold(delivery_in(chat)):
            yield

    def differs(self, address: Address, reply: Reply, before: Drawn) -> bool:
        """A card is not redrawn to make a minute two: both are seen from the same moment."""
        return _digest(self._card(address, reply, before.at)) != before.digest

    async def redraw(self, address: Address, reply: Reply) -> Drawn | Crowded | None:
        now = self._clock.now()
        card = self._card(address, reply, now)
        if card is None or address.card is None:
            return None
        try:
            with going_last():
                stands = await self._courier.redraw(
                    Place(address.chat, address.topic),
                    address.card,
                    await self._belonging(address, reply, card),
                )
        except CrowdedError as error:
            return Crowded(error.seconds)
        except AWAY:
            return Crowded(LOOK_AGAIN)
        return Drawn(_digest(card), now) if stands else None

    async def _belonging(self, address: Address, reply: Reply, card: Card) -> Card:
        """Whose home it is does not change, so it is left out of what is compared."""
        named = address.chat > 0 and self.has_several_homes and await self.has_several_homes(address.chat)
        return belonging(card, reply, self._languages.pick(address.language), named=bool(named))

    def _card(self, address: Address, reply: Reply, now: datetime) -> Card | None:
        return render(reply, self._languages.pick(address.language), now)


def _digest(card: Card | None) -> str:
    return sha256(repr(card and (card.html, card.rows)).encode()).hexdigest()[:32]
