"""Login codes that people reply with: taken out of the chat before anything else is done with them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from aiogram.types import Message, TelegramObject

from bot.telegram.courier import Courier, Place
from bot.telegram.speakers import replied_to, speaker_of
from bot.telegram.talk import Talk

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class LoginCodes:
    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    async def take(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """A middleware before all others: such a code is a credential, and no sentence that is kept or asked
        about. It is of the home that asked for it, whichever is spoken of by now.
        """
        assert isinstance(event, Message)
        speaker, card, bot = speaker_of(event), replied_to(event, data["bot"].id), data["bot"]
        if speaker is None or card is None or data.get("command"):
            return await handler(event, data)
        home = await self._talk.host.login_asked(speaker, card)
        if home is None or event.text is None:
            return await handler(event, data)
        await Courier(bot).remove(Place(event.chat.id), event.message_id)
        speaker = replace(speaker, home=home)
        reply = await self._talk.host.login_code(speaker, card, event.text)
        return await self._talk.answer(speaker, reply)
