"""Presses: answered at once, carried out, and the card changed in place."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace

from aiogram import Bot
from aiogram.types import CallbackQuery, Message

from bot.assistant import Speaker
from bot.home.button import Do
from bot.home.clock import Sleep
from bot.home.errors import NotNowError
from bot.home.lookups import looking_once
from bot.home.outcome import Denial, Refused
from bot.telegram.buttons import unpack
from bot.telegram.buttons.whose import unbind, unmark
from bot.telegram.card import Card
from bot.telegram.cards.inline import after_press
from bot.telegram.cards.pages import page
from bot.telegram.courier import Courier, Place
from bot.telegram.in_flight import InFlight
from bot.telegram.line import Line
from bot.telegram.persisting import AWAY, coming_again
from bot.telegram.speakers import PRIVATE, presser_of
from bot.telegram.talk import Answer, Talk

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Lines:
    """In which a press stands: of its chat's turns, and of what is delivered there."""

    turns: Line
    deliveries: Line


class Presses:
    """The handler of callback queries. Who may press is the assistant's to say, at the press."""

    def __init__(self, talk: Talk, sleep: Sleep = asyncio.sleep) -> None:
        self._talk = talk
        self._in_flight = InFlight(sleep)

    async def press(self, query: CallbackQuery, bot: Bot) -> None:
        """Answer at once, with a toast when the press is refused; then do the work.

        What only turns out in the work (a question that somebody closed a moment earlier) is told in
        private; in a group it stays untold rather than disturb everybody.
        """
        courier = Courier(bot)
        data, whose = unbind(query.data or "")
        data, home = unmark(data)
        speaker = replace(presser_of(query), home=home)
        denial = await self._denial(speaker, data, whose)
        if denial is not None:
            language = await self._talk.language_of(speaker)
            await courier.answer(query.id, language.say(f"denial.{denial}"))
            return
        async with self._talk.line_of_turns(speaker.chat) as turns:
            await turns.stand()  # what is said once the press is answered comes after it
            await courier.answer(query.id)
            refusal = await self._work(courier, speaker, query, data, turns)
        if refusal and speaker.chat_type == PRIVATE:
            await courier.send(Place(speaker.chat), await self._refusal_card(speaker, refusal))

    async def _work(
        self, courier: Courier, speaker: Speaker, query: CallbackQuery, data: str, turns: Line
    ) -> str | None:
        """Carry out a press and show what came of it; the id of a sentence where that is no card."""
        if query.inline_message_id is not None:
            await self._work_inline(courier, speaker, data, query.inline_message_id, turns)
            return None
        if query.message is None:
            return None
        async with self._talk.line(speaker.chat) as line:
            lines = Lines(turns, line)
            if isinstance(query.message, Message):
                answer = await self._work_on_card(courier, speaker, query, query.message, lines)
            else:
                answer = await self._answer(speaker, data, lines)
            return await self._show(courier, speaker, answer, query.message.message_id, line)

    async def _denial(self, speaker: Speaker, data: str, whose: int | None) -> Denial | None:
        """Why a press is refused at once."""
        if whose not in (None, speaker.person):
            return Denial.NOT_YOUR_CARD
        with looking_once():  # and again when it is its turn: until then much may change
            return await self._talk.host.denied(speaker, lambda house: unpack(data, house))

    async def _work_inline(
        self, courier: Courier, speaker: Speaker, data: str, card: str, turns: Line
    ) -> None:
        """A press on a card in a chat that is not the home's: it learns only whether it was done."""
        async with self._talk.turn(speaker.chat, turns):
            reply = await self._talk.host.press(speaker, lambda house: unpack(data, house))
        button = unpack(data, reply.house)
        device = reply.house.device(button.command.device) if isinstance(button, Do) else None
        if device is None:
            return
        view = self._talk.view(reply.house, await self._talk.language_of(speaker))
        await courier.change_inline(card, after_press(device, reply.outcome, view, speaker.person))

    async def _work_on_card(
        self, courier: Courier, speaker: Speaker, query: CallbackQuery, card: Message, lines: Lines
    ) -> Answer | str | None:
        """Carry out a press on a card that shows its buttons, and that one of them works."""
        pressed = query.data or ""
        async with self._in_flight.marked(courier, card, pressed) as mark:
            answer = await self._answer(speaker, unmark(unbind(pressed)[0])[0], lines)
        if mark.shown and not (isinstance(answer, Answer) and not answer.card.asks):
            await self._in_flight.unmark(courier, card)
        return answer

    async def _answer(self, speaker: Speaker, data: str, lines: Lines) -> Answer | str | None:
        """What came of a press; the id of a sentence where it was refused after all, or failed."""
        try:
            async with self._talk.turn(speaker.chat, lines.turns):
                reply = await self._talk.host.press(speaker, lambda house: unpack(data, house))
                if isinstance(reply.outcome, Refused):
                    return f"denial.{reply.outcome.denial}"
                answer = await self._talk.answer(speaker, reply)
                await lines.deliveries.stand()
                return answer
        except NotNowError:
            raise  # it comes again
        except Exception:
            log.exception("a press in chat %d could not be dealt with", speaker.chat)
            return "sorry.error"

    async def _show(
        self, courier: Courier, speaker: Speaker, answer: Answer | str | None, card: int, line: Line
    ) -> str | None:
        match answer:
            case Answer():
                try:
                    place = Place(speaker.chat, speaker.topic)
                    with coming_again():
                        await self._talk.deliver(courier, place, answer, card, line)
                except NotNowError:
                    raise  # it comes again
                except AWAY as error:
                    log.error("a card in chat %d could not be changed: %s", speaker.chat, error)
                    return None
                except Exception:
                    log.exception("a card in chat %d could not be changed", speaker.chat)
                    return "sorry.error"
                return None
            case _:
                return answer

    async def _refusal_card(self, speaker: Speaker, sentence: str) -> Card:
        return page(sentence, await self._talk.language_of(speaker))
