"""What happens later reaches its card: the ``Announcer`` port of bot/home/announcer.py."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiogram import Bot

from bot.home.announcer import Address
from bot.home.clock import Clock
from bot.home.outcome import Reply
from bot.i18n import Languages
from bot.telegram.cards import render
from bot.telegram.cards.belonging import belonging
from bot.telegram.courier import Courier, Place
from bot.telegram.persisting import coming_again


class TelegramAnnouncer:
    def __init__(self, bot: Bot, languages: Languages, clock: Clock) -> None:
        self._courier = Courier(bot)
        self._languages = languages
        self._clock = clock
        self.has_several_homes: Callable[[int], Awaitable[bool]] | None = None

    async def announce(self, address: Address, reply: Reply) -> int | None:
        language = self._languages.pick(address.language)
        card = render(reply, language, self._clock.now())
        if card is None:
            return None
        named = address.chat > 0 and self.has_several_homes and await self.has_several_homes(address.chat)
        card = belonging(card, reply, language, named=bool(named))
        place = Place(address.chat, address.topic, silent=address.silent, only_for=address.only_for)
        with coming_again():
            if address.card is None or address.only_for is not None:
                return await self._courier.send(place, card)
            return await self._courier.change(place, address.card, card)
