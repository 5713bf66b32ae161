"""What people write: commands, sentences, and what the bot cannot read."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot
from aiogram.filters import CommandObject
from aiogram.types import ChatMemberUpdated, Message, TelegramObject

from bot.memory.shared import KeyedLocks
from bot.telegram.card import Card
from bot.telegram.cards.pages import page
from bot.telegram.courier import Courier, Place
from bot.telegram.speakers import PRIVATE, heard, mover_of, speaker_of
from bot.telegram.talk import Talk

log = logging.getLogger(__name__)

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Messages:
    """Handlers of messages; what reaches them comes one at a time from each chat."""

    def __init__(self, talk: Talk, turns: KeyedLocks) -> None:
        self._talk = talk
        self._turns = turns

    async def in_turn(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> None:
        """A middleware: keeps a chat's messages in order; any failure ends as a kind sentence."""
        assert isinstance(event, Message)
        async with self._turns.hold(event.chat.id):
            try:
                await handler(event, data)
            except Exception:
                log.exception("a message in chat %d could not be dealt with", event.chat.id)
                await self._apologize(event, data["bot"])

    async def _apologize(self, message: Message, bot: Bot) -> None:
        """Only to somebody who spoke to the bot: an overheard message that fails is not answered."""
        speaker = speaker_of(message)
        if speaker is None:
            return
        _, overheard = heard(message, (await bot.me()).username or "", bot.id)
        if not overheard or (message.text or "").startswith("/"):
            language = self._talk.languages.pick(speaker.language)
            await Courier(bot).send(_place(message), page("sorry.error", language))

    async def start(self, message: Message, command: CommandObject, bot: Bot) -> None:
        """``/start``: in private perhaps with an invitation; in a group the owner binds it so."""
        speaker = speaker_of(message)
        if speaker is None:
            return
        if speaker.chat_type == PRIVATE:
            welcome = await self._talk.host.start(speaker, command.args or None)
            language = await self._talk.language_of(speaker)
            await self._send(message, bot, page(f"welcome.{welcome}", language))
        elif await self._talk.host.bind_group(speaker):
            await self._send(message, bot, page("group.bound", await self._talk.language_of(speaker)))
        else:
            await self._send(message, bot, await self._talk.page_for_known(speaker, "group.hello"))

    async def help(self, message: Message, bot: Bot) -> None:
        if speaker := speaker_of(message):
            await self._send(message, bot, await self._talk.page_for_known(speaker, "help"))

    async def language(self, message: Message, bot: Bot) -> None:
        if speaker := speaker_of(message):
            await self._send(message, bot, await self._talk.page_for_known(speaker, "language"))

    async def devices(self, message: Message, bot: Bot) -> None:
        if speaker := speaker_of(message):
            reply = await self._talk.host.devices(speaker)
            await self._talk.deliver(Courier(bot), speaker, reply, _place(message))

    async def text(self, message: Message, bot: Bot) -> None:
        """A sentence: in private every one, in a group also what the bot merely overhears."""
        speaker = speaker_of(message)
        if speaker is None:
            return
        text, overheard = heard(message, (await bot.me()).username or "", bot.id)
        reply = await self._talk.host.say(speaker, text, overheard)
        await self._talk.deliver(Courier(bot), speaker, reply, _place(message))

    async def voice(self, message: Message, bot: Bot) -> None:
        await self._cannot_read(message, bot, "sorry.unheard")

    async def unreadable(self, message: Message, bot: Bot) -> None:
        await self._cannot_read(message, bot, "sorry.unseen")

    async def _cannot_read(self, message: Message, bot: Bot, why: str) -> None:
        if speaker := speaker_of(message):
            await self._send(message, bot, await self._talk.page_for_known(speaker, why))

    async def joined_group(self, moved: ChatMemberUpdated, bot: Bot) -> None:
        """The bot was added to a group: whoever may manage a home binds the group to it by that."""
        speaker = mover_of(moved)
        if speaker.chat_type != PRIVATE and await self._talk.host.bind_group(speaker):
            card = page("group.bound", await self._talk.language_of(speaker))
            await Courier(bot).send(Place(speaker.chat), card)

    async def _send(self, message: Message, bot: Bot, card: Card | None) -> None:
        if card is not None:
            await Courier(bot).send(_place(message), card)


def _place(message: Message) -> Place:
    """Where to answer: in a group as an answer to the message, in its topic."""
    topic = message.message_thread_id if message.is_topic_message else None
    in_private = message.chat.type == PRIVATE
    return Place(message.chat.id, topic, None if in_private else message.message_id)
