"""What happens to the chats that the bot is in: it is removed or blocked, a group grows into a supergroup.

https://core.telegram.org/bots/api#chatmemberupdated, #responseparameters. Telegram tells of a group's new
number in both chats, and to whoever still writes to the old one.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramMigrateToChat
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import ChatMemberUpdated, Message

from bot.telegram.talk import Talk

Moved = Callable[[int, int], Awaitable[None]]


class Chats:
    """Handlers of what is told of chats; nothing of it is answered."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    async def left(self, moved: ChatMemberUpdated) -> None:
        await self._talk.host.chat_left(moved.chat.id)

    async def moved(self, message: Message) -> None:
        if message.migrate_to_chat_id is not None:
            await self._talk.host.chat_moved(message.chat.id, message.migrate_to_chat_id)
        elif message.migrate_from_chat_id is not None:
            await self._talk.host.chat_moved(message.migrate_from_chat_id, message.chat.id)


class Forwarding(BaseRequestMiddleware):
    """A middleware of the bot's session: what was meant for a group that has moved goes after it."""

    def __init__(self) -> None:
        self.moved: Moved | None = None

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        try:
            return await make_request(bot, method)
        except TelegramMigrateToChat as error:
            old: Any = getattr(method, "chat_id", None)
            if not isinstance(old, int):
                raise
            if self.moved is not None:
                await self.moved(old, error.migrate_to_chat_id)
            return await make_request(bot, method.model_copy(update={"chat_id": error.migrate_to_chat_id}))
