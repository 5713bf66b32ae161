"""Replies in private to what the bot asked about a home: no sentences, and each is of the home that asked,
whichever is spoken of by now."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from aiogram.types import Message, TelegramObject

from bot.assistant import Speaker
from bot.home.outcome import Reply
from bot.telegram.courier import Courier, Place
from bot.telegram.messages import Handler
from bot.telegram.speakers import replied_to, speaker_of
from bot.telegram.talk import Talk


class AskedReplies:
    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    async def take(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """A middleware: nobody is asked of which home a name speaks. A login code is a credential, so it is
        taken out of the chat before anything else is done with it."""
        assert isinstance(event, Message)
        speaker, card, host = speaker_of(event), replied_to(event, data["bot"].id), self._talk.host
        if speaker is None or card is None or event.text is None or data.get("command"):
            return await handler(event, data)
        answer: Callable[[Speaker, int, str], Awaitable[Reply]]
        if (home := await host.login_asked(speaker, card)) is not None:
            await Courier(data["bot"]).remove(Place(event.chat.id), event.message_id)
            answer = host.login_code
        elif (home := await host.name_asked(speaker, card)) is not None:
            answer = host.home_named
        else:
            return await handler(event, data)
        speaker = replace(speaker, home=home)
        return await self._talk.answer(speaker, await answer(speaker, card, event.text))
