"""A button that was pressed shows that it works, but only where a cloud takes longer than people wait.

Edits count in Telegram's limits, so a quick answer costs one edit and a slow one two.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiogram.types import DisabledButton, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.home.clock import Sleep
from bot.telegram.courier import Courier, Place

PATIENCE = 0.7  # seconds
AT_WORK = "⏳"


@dataclass
class Mark:
    """Whether the card shows that its button works."""

    shown: bool = False


class InFlight:
    def __init__(self, sleep: Sleep = asyncio.sleep) -> None:
        self._sleep = sleep

    @asynccontextmanager
    async def marked(self, courier: Courier, card: Message, data: str) -> AsyncIterator[Mark]:
        """While the work inside goes on, its button may be marked; afterwards no mark is on its way."""
        mark = Mark()
        marking = asyncio.create_task(self._mark(courier, card, data, mark))
        try:
            yield mark
        finally:
            if not mark.shown:
                marking.cancel()
            await asyncio.wait({marking})

    async def _mark(self, courier: Courier, card: Message, data: str, mark: Mark) -> None:
        await self._sleep(PATIENCE)
        if card.reply_markup is None:
            return
        mark.shown = True
        await courier.change_buttons(Place(card.chat.id), card.message_id, _at_work(card.reply_markup, data))

    async def unmark(self, courier: Courier, card: Message) -> None:
        """The buttons as they were, where the work changed nothing."""
        await courier.change_buttons(Place(card.chat.id), card.message_id, card.reply_markup)


def _at_work(markup: InlineKeyboardMarkup, data: str) -> InlineKeyboardMarkup:
    """The same buttons, the pressed one disabled."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [_disabled(button) if button.callback_data == data else button for button in row]
            for row in markup.inline_keyboard
        ]
    )


def _disabled(button: InlineKeyboardButton) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=f"{AT_WORK} {button.text}", disabled=DisabledButton())
