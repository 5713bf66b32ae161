"""Inline mode: "@bot kitchen" in any chat offers cards that only the asker may use.

https://core.telegram.org/bots/api#inline-mode. Answers are personal and kept by nobody: what a home has
is no business of the next one who types the same.
"""

from __future__ import annotations

from aiogram.enums import ChatType
from aiogram.types import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultUnion,
    InputTextMessageContent,
)

from bot.home.house import Device
from bot.home.lookups import looking_once
from bot.home.shown import Found
from bot.telegram.card import Card
from bot.telegram.cards.inline import inline_card, place_of
from bot.telegram.cards.view import View
from bot.telegram.courier import keyboard
from bot.telegram.speakers import by_themselves
from bot.telegram.talk import Talk

OFFERED = 20


class Inline:
    """The handler of inline queries. A stranger is offered nothing."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    async def query(self, query: InlineQuery) -> None:
        with looking_once():
            results = await self._results(query)
        await query.answer(results, cache_time=0, is_personal=True)

    async def _results(self, query: InlineQuery) -> list[InlineQueryResultUnion]:
        speaker = by_themselves(query.from_user)
        reply = await self._talk.host.find(speaker, query.query)
        results: list[InlineQueryResultUnion] = []
        if isinstance(reply.outcome, Found):
            view = self._talk.view(reply.house, await self._talk.language_of(speaker))
            at_home = query.chat_type == ChatType.SENDER
            found = [device for id_ in reply.outcome.devices if (device := reply.house.device(id_))]
            cards = [(device, inline_card(device, view, speaker.person, at_home=at_home)) for device in found]
            # Elsewhere, a card without a button would be no more than a name.
            useful = [(device, card) for device, card in cards if at_home or card.rows]
            results = [_article(device, card, view) for device, card in useful[:OFFERED]]
        return results


def _article(device: Device, card: Card, view: View) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        id=view.token(device),
        title=view.titled(device),
        description=place_of(device, view) or None,
        input_message_content=InputTextMessageContent(message_text=card.html),
        reply_markup=keyboard(card),
    )
