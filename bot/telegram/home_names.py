"""Names of homes that people reply with: each is of the home that asked, whichever is spoken of by now."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from aiogram.types import Message, TelegramObject

from bot.telegram.speakers import replied_to, speaker_of
from bot.telegram.talk import Talk

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class HomeNames:
    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    async def take(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """A middleware: such a name is no sentence, so nobody is asked of which home it speaks."""
        assert isinstance(event, Message)
        speaker, card = speaker_of(event), replied_to(event, data["bot"].id)
        if speaker is None or card is None or event.text is None or data.get("command"):
            return await handler(event, data)
        home = await self._talk.host.name_asked(speaker, card)
        if home is None:
            return await handler(event, data)
        reply = await self._talk.host.home_named(replace(speaker, home=home), card, event.text)
        return await self._talk.answer(speaker, reply)
