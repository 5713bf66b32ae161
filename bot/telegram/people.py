"""Commands about the people of a home. What they show is written in private, wherever they were given."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Bot
from aiogram.types import Message, User

from bot.assistant import Speaker
from bot.home.outcome import Refused, Reply
from bot.telegram.card import Card, CardButton
from bot.telegram.courier import Courier, Place
from bot.telegram.speakers import PRIVATE, speaker_of
from bot.telegram.talk import Answer, Talk


class People:
    """Handlers of ``/members`` and ``/invite``.

    In a group only that the answer is elsewhere is said: roles and links are not for everybody there, and
    an answer that one reader alone would see does not reach every app.
    """

    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    async def members(self, message: Message, bot: Bot) -> Answer | None:
        speaker = speaker_of(message)
        if speaker is None:
            return None
        return await self._in_private(speaker, await self._talk.host.people.members(speaker), bot)

    async def invite(self, message: Message, bot: Bot) -> Answer | None:
        speaker = speaker_of(message)
        if speaker is None:
            return None
        people = self._talk.host.people
        pointed_at = _pointed_at(message)
        if speaker.chat_type != PRIVATE and pointed_at is not None:
            reply = await people.offer(speaker, pointed_at.id, pointed_at.full_name)
            return await self._talk.answer(speaker, reply)
        return await self._in_private(speaker, await people.invitations(speaker), bot)

    async def _in_private(self, speaker: Speaker, reply: Reply, bot: Bot) -> Answer | None:
        answer = await self._talk.answer(speaker, reply)
        if answer is None or speaker.chat_type == PRIVATE or isinstance(reply.outcome, Refused):
            return answer
        language = await self._talk.language_of(speaker)
        if await self._talk.deliver(Courier(bot), Place(speaker.person), replace(answer, reply=None)):
            return Answer(Card(language.html("people.in_private")), language.code, speaker.person)
        opens = CardButton(language.say("button.open_bot"), url=f"https://t.me/{(await bot.me()).username}")
        return Answer(Card(language.html("people.open_first"), ((opens,),)), language.code, speaker.person)


def _pointed_at(message: Message) -> User | None:
    """Whose message the command answers; nobody's where a chat wrote it, a bot, or nobody: in a topic every
    message answers at least the one that opened it."""
    answered = message.reply_to_message
    if answered is None or answered.sender_chat is not None or answered.forum_topic_created is not None:
        return None
    writer = answered.from_user
    return None if writer is None or writer.is_bot else writer
