"""Of which home, and of which room of it, is spoken in a chat."""

from __future__ import annotations

from typing import Any

from aiogram.filters import CommandObject
from aiogram.types import Message, TelegramObject

from bot.telegram.messages import Handler
from bot.telegram.speakers import PRIVATE, speaker_of
from bot.telegram.talk import Answer, Talk

OF_NO_HOME = ("start", "home", "language", "forget")
"""Commands that need no home."""


class Homes:
    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    async def ask_first(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """A middleware: whoever has several homes and has chosen none says which before anything is done."""
        assert isinstance(event, Message)
        command: CommandObject | None = data.get("command")
        speaker = speaker_of(event)
        needs_none = command is not None and command.command.lower() in OF_NO_HOME
        if speaker is None or speaker.chat_type != PRIVATE or needs_none:
            return await handler(event, data)
        asked = await self._talk.host.ask_which_home(speaker, None if command else event.text)
        return await self._talk.answer(speaker, asked) if asked else await handler(event, data)

    async def home(self, message: Message) -> Answer | None:
        """``/home``: in private another of one's homes, in a group what it is bound to."""
        speaker = speaker_of(message)
        return await self._talk.answer(speaker, await self._talk.host.home(speaker)) if speaker else None

    async def room(self, message: Message) -> Answer | None:
        """``/room``: which room is meant in a group or a topic where none is named."""
        speaker = speaker_of(message)
        return await self._talk.answer(speaker, await self._talk.host.room(speaker)) if speaker else None
