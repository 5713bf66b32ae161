"""Replies to messages in which the bot asked for something."""

from __future__ import annotations

from aiogram import Bot
from aiogram.types import Message

from bot.telegram.messages import Messages
from bot.telegram.speakers import answered_of, heard, speaker_of
from bot.telegram.talk import Answer, Talk


class Replies:
    """What is no answer to a question of the bot's is a sentence like any other."""

    def __init__(self, talk: Talk, messages: Messages) -> None:
        self._talk = talk
        self._messages = messages

    async def text(self, message: Message, bot: Bot) -> Answer | None:
        speaker, card = speaker_of(message), answered_of(message, bot.id)
        if speaker is not None and card is not None:
            text, _ = heard(message, (await bot.me()).username or "", bot.id)
            reply = await self._talk.host.replied(speaker, card.message_id, text)
            if reply is not None:
                return await self._talk.answer(speaker, reply)
        return await self._messages.text(message, bot)
