"""The command that lists what is watched."""

from __future__ import annotations

from aiogram.types import Message

from bot.home.watch_buttons import ShowWatches
from bot.telegram.speakers import speaker_of
from bot.telegram.talk import Answer, Talk


class Watchers:
    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    async def watches(self, message: Message) -> Answer | None:
        """It is what the button of the same name shows."""
        speaker = speaker_of(message)
        if speaker is None:
            return None
        reply = await self._talk.host.press(speaker, lambda _: ShowWatches())
        return await self._talk.answer(speaker, reply)
