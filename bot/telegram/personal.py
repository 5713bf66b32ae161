"""Commands about oneself and one's home, which are answered in private only."""

from __future__ import annotations

from aiogram.types import Message

from bot.home.button import Button
from bot.home.journal_buttons import ShowJournal
from bot.telegram.speakers import speaker_of
from bot.telegram.talk import Answer, Talk


class Personal:
    """Each command is the button that opens its card."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    async def journal(self, message: Message) -> Answer | None:
        return await self._open(message, ShowJournal())

    async def _open(self, message: Message, button: Button) -> Answer | None:
        speaker = speaker_of(message)
        if speaker is None:
            return None
        return await self._talk.answer(speaker, await self._talk.host.press(speaker, lambda _: button))
