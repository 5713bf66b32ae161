"""The button "Join" under a greeting in a group: the one press that is a stranger's to make."""

from __future__ import annotations

import logging

from aiogram import Bot
from aiogram.types import CallbackQuery

from bot.home.errors import NotNowError
from bot.home.joining import Knock
from bot.telegram.buttons.people import JOIN
from bot.telegram.buttons.whose import unmark
from bot.telegram.courier import Courier
from bot.telegram.speakers import presser_of
from bot.telegram.talk import Talk

log = logging.getLogger(__name__)


class Doorbell:
    """The handler of that press. It is answered at once; then those who decide are asked."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    async def is_rung(self, query: CallbackQuery) -> bool:
        """Whether it is that button, on whatever card: the home is the one that the chat is bound to now."""
        return unmark(query.data or "")[0] == JOIN

    async def ring(self, query: CallbackQuery, bot: Bot) -> None:
        speaker = presser_of(query)
        knock = await self._talk.host.people.knock(speaker)
        language = await self._talk.language_of(speaker)
        await Courier(bot).answer(query.id, language.say(f"knock.{knock}"))
        if knock not in (Knock.ASKED, Knock.ASKED_ALREADY):  # the first time, it may have been cut short
            return
        try:
            await self._talk.host.people.pass_on(speaker)
        except NotNowError:
            raise  # it comes again
        except Exception:
            log.exception("who knocks in chat %d could not be announced", speaker.chat)
