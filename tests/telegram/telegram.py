"""A Telegram in the process: it takes the bot's requests, notes them, and answers as it is told to."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.base import BaseSession
from aiogram.enums import ParseMode
from aiogram.methods import EditMessageText, GetFile, GetMe, SendMessage, SendPhoto, TelegramMethod
from aiogram.types import CallbackQuery, Chat, File, Message, MessageEntity, Update, User

BOT = User(id=42, is_bot=True, first_name="Housemate", username="housemate_bot")
ANNA = User(id=1001, is_bot=False, first_name="Anna", language_code="en")
PRIVATE = Chat(id=1001, type="private")
GROUP = Chat(id=-5001, type="supergroup", title="Family")
FORUM = Chat(id=-5002, type="supergroup", title="Forum", is_forum=True)
SENT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

Failing = Callable[[TelegramMethod[Any]], Exception]


class FakeSession(BaseSession):
    """Notes every request in ``sent`` and sets ``asked``; ``fail_next`` makes the next ones fail.

    While ``open`` is not set, requests are not answered.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[TelegramMethod[Any]] = []
        self._failures: deque[tuple[type[TelegramMethod[Any]], Failing]] = deque()
        self.asked = asyncio.Event()
        self.open = asyncio.Event()
        self.open.set()
        self._last_id = 500

    def fail_next(self, *failures: Failing, kind: type[TelegramMethod[Any]] = TelegramMethod) -> None:
        """Fail the next calls, each once; calls of another ``kind`` pass."""
        self._failures.extend((kind, failure) for failure in failures)

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:
        if isinstance(method, GetMe):
            return BOT
        self.sent.append(method)
        self.asked.set()
        await self.open.wait()
        if self._failures and isinstance(method, self._failures[0][0]):
            raise self._failures.popleft()[1](method)
        if isinstance(method, SendMessage | SendPhoto):
            self._last_id += 1
            return message_in(Chat(id=int(method.chat_id), type="private"), "", id_=self._last_id, by=BOT)
        if isinstance(method, GetFile):
            return File(file_id=method.file_id, file_unique_id="u", file_path="voice/1.oga")
        return True

    async def stream_content(self, *args: Any, **kwargs: Any) -> AsyncGenerator[bytes, None]:
        yield b"OggS"

    async def close(self) -> None:
        """Nothing is open."""

    @property
    def cards(self) -> list[SendMessage | EditMessageText]:
        return [method for method in self.sent if isinstance(method, SendMessage | EditMessageText)]


def fake_bot() -> tuple[Bot, FakeSession]:
    session = FakeSession()
    return Bot("42:TEST", session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML)), session


def message_in(
    chat: Chat, text: str | None, id_: int = 7, by: User = ANNA, topic: int | None = None, **more: Any
) -> Message:
    entities = (
        [MessageEntity(type="bot_command", offset=0, length=len(text.split()[0]))]
        if text and text.startswith("/")
        else []
    )
    return Message(
        message_id=id_,
        date=SENT,
        chat=chat,
        from_user=by,
        text=text,
        entities=more.pop("entities", entities),
        message_thread_id=topic,
        is_topic_message=topic is not None or None,
        **more,
    )


def said(message: Message, update_id: int = 1) -> Update:
    return Update(update_id=update_id, message=message)


def pressed(data: str, card: Message, by: User = ANNA, update_id: int = 1) -> Update:
    query = CallbackQuery(id="q1", from_user=by, chat_instance="c", data=data, message=card)
    return Update(update_id=update_id, callback_query=query)
