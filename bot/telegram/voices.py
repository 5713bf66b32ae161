"""Voice messages: heard, and answered like a sentence, with what was heard.

What ears that are not sure have heard is asked about before it is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Protocol

from aiogram import Bot
from aiogram.types import Message

from bot.assistant import Speaker
from bot.home.errors import CloudError
from bot.telegram.card import TEXT_LIMIT, paragraphs, tidy, visible_length
from bot.telegram.speakers import speaker_of
from bot.telegram.talk import Answer, Talk

LONGEST = 60  # seconds: a command takes five
HEARD_LIMIT = 300  # characters of what was heard that are shown again


class Transcriber(Protocol):
    """What hears (bot/voice/); ``names`` of the home help it. What it is not ``sure`` of is asked about."""

    @property
    def sure(self) -> bool: ...

    def hears(self, language: str) -> bool: ...

    async def transcribe(self, audio: bytes, language: str, names: Sequence[str]) -> str: ...


class Voices:
    """The handler of voice messages; without a transcriber it says that it cannot hear."""

    def __init__(self, talk: Talk, transcriber: Transcriber | None) -> None:
        self._talk = talk
        self._transcriber = transcriber

    async def voice(self, message: Message, bot: Bot) -> Answer | None:
        speaker = speaker_of(message)
        if speaker is None:
            return None
        if self._transcriber is None or await self._talk.is_stranger(speaker):
            return await self._talk.page_for_known(speaker, "sorry.unheard")
        if not self._transcriber.hears((await self._talk.language_of(speaker)).code):
            return await self._talk.page(speaker, "voice.other_language")
        text = await self._heard(message, bot, speaker, self._transcriber)
        if text is None:
            return await self._talk.page(speaker, "voice.failed")
        if not text:
            return await self._talk.page(speaker, "voice.nothing")
        return await self._answered(speaker, text, self._transcriber.sure)

    async def _heard(self, message: Message, bot: Bot, speaker: Speaker, ears: Transcriber) -> str | None:
        """What was said; None when it could not be found out."""
        recording = message.voice or message.audio or message.video_note
        if recording is None or (recording.duration or 0) > LONGEST:
            return None
        audio = BytesIO()
        await bot.download(recording, audio)
        language = await self._talk.language_of(speaker)
        try:
            names = await self._talk.host.names(speaker)
            return await ears.transcribe(audio.getvalue(), language.code, names)
        except CloudError:
            return None

    async def _answered(self, speaker: Speaker, text: str, sure: bool) -> Answer | None:
        reply = await self._talk.host.say(speaker, text, sure=sure)
        answer = await self._talk.answer(speaker, reply)
        if answer is None:
            return None
        language = await self._talk.language_of(speaker)
        heard = language.html("voice.heard", text=tidy(text, HEARD_LIMIT))
        html = paragraphs([heard], [answer.card.html])
        if visible_length(html) > TEXT_LIMIT:
            return answer
        return replace(answer, card=replace(answer.card, html=html))
