"""What happens later reaches its card: the ``Announcer`` port of bot/home/announcer.py."""

from __future__ import annotations

from aiogram import Bot

from bot.home.announcer import Address
from bot.home.clock import Clock
from bot.home.outcome import Reply
from bot.i18n import Languages
from bot.telegram.cards import render
from bot.telegram.courier import Courier, Place


class TelegramAnnouncer:
    def __init__(self, bot: Bot, languages: Languages, clock: Clock) -> None:
        self._courier = Courier(bot)
        self._languages = languages
        self._clock = clock

    async def announce(self, address: Address, reply: Reply) -> None:
        card = render(reply, self._languages.pick(address.language), self._clock.now())
        if card is None:
            return
        place = Place(address.chat, address.topic, silent=address.silent)
        if address.card is None:
            await self._courier.send(place, card)
        else:
            await self._courier.change(place, address.card, card)
