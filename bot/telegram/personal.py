"""Commands about oneself and one's home. What is for private chats only, the assistant refuses elsewhere."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import replace
from datetime import time

from aiogram import Bot
from aiogram.filters import CommandObject
from aiogram.types import Message

from bot.assistant import Speaker
from bot.home.account_buttons import ShowAccounts
from bot.home.button import Button
from bot.home.forgetting import AskForget, ForgetAsked
from bot.home.journal_buttons import ShowJournal
from bot.home.outcome import Reply
from bot.home.quiet import QuietHours
from bot.home.settings_buttons import ShowSettings
from bot.home.settled import SettingsShown
from bot.home.watch_buttons import ShowWatches
from bot.telegram.courier import Courier, Place
from bot.telegram.speakers import speaker_of
from bot.telegram.talk import Answer, Talk
from bot.telegram.zones import zones_like

HOURS = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d\d))?", re.ASCII)
FILE = "housemate.json"
LONGEST_CITY = 60  # characters


class Personal:
    """Each command is the button that opens its card."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    async def journal(self, message: Message) -> Answer | None:
        return await self._open(message, ShowJournal())

    async def settings(self, message: Message, command: CommandObject) -> Answer | None:
        """``/settings``, ``/settings Berlin`` or ``/settings 22-7``."""
        return await self._open(message, ShowSettings(), command.args or "")

    async def watches(self, message: Message) -> Answer | None:
        return await self._open(message, ShowWatches())

    async def accounts(self, message: Message) -> Answer | None:
        return await self._open(message, ShowAccounts())

    async def forget(self, message: Message, bot: Bot) -> Answer | None:
        """What is known of somebody, as a file, and the offer to forget it."""
        speaker = speaker_of(message)
        if speaker is None:
            return None
        reply = await self._talk.host.open(speaker, AskForget())
        if isinstance(reply.outcome, ForgetAsked):
            content = json.dumps(reply.outcome.told, ensure_ascii=False, indent=1).encode()
            words = (await self._talk.language_of(speaker)).html("forget.file")
            await Courier(bot).send_file(Place(speaker.chat), FILE, content, words)
        return await self._talk.answer(speaker, reply)

    async def _open(self, message: Message, button: Button, written: str = "") -> Answer | None:
        speaker = speaker_of(message)
        if speaker is None:
            return None
        reply = await self._talk.host.open(speaker, button)
        if written and isinstance(reply.outcome, SettingsShown):
            reply = replace(reply, outcome=await self._understood(speaker, reply, reply.outcome, written))
        return await self._talk.answer(speaker, reply)

    async def _understood(
        self, speaker: Speaker, reply: Reply, shown: SettingsShown, written: str
    ) -> SettingsShown:
        """Hours or a city, to be decided for whom."""
        if hours := read_hours(written):
            return replace(shown, hours=hours)
        view = self._talk.view(reply.house, await self._talk.language_of(speaker))
        zones = await asyncio.to_thread(zones_like, written[:LONGEST_CITY], view.language, view.now)
        return replace(shown, zones=tuple(zones))


def read_hours(text: str) -> QuietHours | None:
    """``22-7`` or ``22:30-6:45``; None for anything else."""
    parts = HOURS.fullmatch(text.strip())
    if parts is None:
        return None
    begins, past_begin, ends, past_end = (int(part or 0) for part in parts.groups())
    if max(begins, ends) > 24 or max(past_begin, past_end) > 59:
        return None
    return time(begins % 24, past_begin), time(ends % 24, past_end)
