"""Cards on their way to chats: what is sent, what is changed in place, and what Telegram may answer.

https://core.telegram.org/bots/api#sendmessage, #editmessagetext, #answercallbackquery
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)
from aiogram.types import (
    BufferedInputFile,
    DisabledButton,
    EphemeralMessageParameters,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
    ReactionTypeEmoji,
    ReplyParameters,
)

from bot.telegram.card import Card, CardButton
from bot.telegram.charts.chart import Chart
from bot.telegram.charts.drawing import picture_of
from bot.telegram.charts.home_picture import HomePicture
from bot.telegram.persisting import AWAY

TOAST_LIMIT = 200  # characters
UNCHANGED = "message is not modified"
CARD_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
IS_A_PICTURE = "there is no text in the message to edit"
PICTURE = "chart.png"
CHAT_GONE = ("chat not found", "not enough rights", "have no rights", "topic_closed")

log = logging.getLogger(__name__)


Draw = Callable[[Chart | HomePicture], Awaitable[bytes | None]]
"""A chart as a picture; None where none can be drawn."""


@dataclass(frozen=True)
class Place:
    """Where a card goes: a chat, perhaps a topic of it, perhaps as an answer to a message, or silently.

    ``only_for``: in a group, so that nobody else sees it; not every app shows it.
    """

    chat: int
    topic: int | None = None
    answers: int | None = None
    silent: bool = False
    only_for: int | None = None


class Courier:
    """Brings cards to chats. A chat that is gone, or closed to the bot, is no error."""

    def __init__(self, bot: Bot, draw: Draw = picture_of) -> None:
        self._bot = bot
        self._draw = draw

    async def send(self, place: Place, card: Card) -> int | None:
        """Send a card; its message id, or None when the chat does not take it."""
        answers = ReplyParameters(message_id=place.answers, allow_sending_without_reply=True)
        try:
            sent = await self._sent(place, card, answers if place.answers else None)
        except TelegramForbiddenError:
            log.info("chat %d is closed to the bot", place.chat)
            return None
        except TelegramBadRequest as error:
            if place.only_for is None and not _says(error, *CHAT_GONE):
                raise
            log.info("chat %d takes no message", place.chat)
            return None
        return sent.message_id

    async def _sent(self, place: Place, card: Card, answers: ReplyParameters | None) -> Message:
        picture = await self._draw(card.chart) if card.chart else None
        reader = EphemeralMessageParameters(receiver_user_id=place.only_for) if place.only_for else None
        if picture is None:
            return await self._bot.send_message(
                place.chat,
                words_of(card),
                message_thread_id=place.topic,
                reply_parameters=answers,
                disable_notification=place.silent or None,
                reply_markup=_field(card) if card.asks else keyboard(card),
                ephemeral_message_parameters=reader,
            )
        return await self._bot.send_photo(
            place.chat,
            BufferedInputFile(picture, PICTURE),
            caption=card.html,
            message_thread_id=place.topic,
            reply_parameters=answers,
            reply_markup=keyboard(card),
            disable_notification=place.silent or None,
            ephemeral_message_parameters=reader,
        )

    async def send_file(self, place: Place, name: str, content: bytes, words: str) -> None:
        """Send a file; raises where the chat does not take it, for it was asked for."""
        file = BufferedInputFile(content, name)
        await self._bot.send_document(place.chat, file, caption=words, message_thread_id=place.topic)

    async def change(self, place: Place, message: int, card: Card) -> int | None:
        """Change a card in place; one that is gone is sent anew. The message id it has now."""
        try:
            await self._edit(place, message, card)
        except TelegramForbiddenError:
            log.info("chat %d is closed to the bot", place.chat)
            return None
        except TelegramBadRequest as error:
            if _says(error, *CARD_GONE):
                return await self.send(place, card)
            if _says(error, IS_A_PICTURE):  # which cannot become a text: the new card takes its place
                await self.remove(place, message)
                return await self.send(place, card)
            if not _says(error, UNCHANGED):
                raise
        return message

    async def redraw(self, place: Place, message: int, card: Card) -> bool:
        """Change a card that nobody waits for; whether it stands there now. One that is gone stays gone."""
        try:
            await self._edit(place, message, card)
        except (TelegramForbiddenError, TelegramBadRequest) as error:
            if isinstance(error, TelegramBadRequest) and _says(error, UNCHANGED):
                return True
            log.info("a card in chat %d is followed no more: %s", place.chat, error)
            return False
        return True

    async def _edit(self, place: Place, message: int, card: Card) -> None:
        picture = await self._draw(card.chart) if card.chart else None
        if picture is None:
            await self._bot.edit_message_text(
                words_of(card), chat_id=place.chat, message_id=message, reply_markup=keyboard(card)
            )
            return
        await self._bot.edit_message_media(
            InputMediaPhoto(media=BufferedInputFile(picture, PICTURE), caption=card.html),
            chat_id=place.chat,
            message_id=message,
            reply_markup=keyboard(card),
        )

    async def remove(self, place: Place, message: int) -> None:
        """Take a message away; one that cannot be stays."""
        try:
            await self._bot.delete_message(place.chat, message)
        except TelegramAPIError as error:
            log.info("a message in chat %d stays: %s", place.chat, error)

    async def react(self, place: Place, message: int, emoji: str) -> bool:
        """Put a reaction on somebody's message; False where the chat or Telegram does not want it."""
        try:
            await self._bot.set_message_reaction(
                place.chat, message, reaction=[ReactionTypeEmoji(emoji=emoji)]
            )
        except (TelegramBadRequest, TelegramForbiddenError) as error:
            log.info("no reaction in chat %d: %s", place.chat, error)
            return False
        return True

    async def change_buttons(self, place: Place, message: int, buttons: InlineKeyboardMarkup | None) -> None:
        """Change nothing but a card's buttons; where that cannot be, the card stays as it is."""
        try:
            await self._bot.edit_message_reply_markup(
                chat_id=place.chat, message_id=message, reply_markup=buttons
            )
        except TelegramAPIError as error:
            log.info("the buttons of a card in chat %d stay: %s", place.chat, error)

    async def change_inline(self, inline_message: str, card: Card) -> None:
        """Change a card that was sent through inline mode; one that is gone is no error."""
        try:
            await self._bot.edit_message_text(
                card.html, inline_message_id=inline_message, reply_markup=keyboard(card)
            )
        except TelegramBadRequest as error:
            if not _says(error, UNCHANGED, *CARD_GONE):
                raise

    async def answer(self, query: str, toast: str | None = None) -> None:
        """Answer a press, perhaps with a toast. Too late, or never, is no error: the card tells the rest."""
        try:
            await self._bot.answer_callback_query(query, text=toast[:TOAST_LIMIT] if toast else None)
        except TelegramBadRequest as error:
            if not _says(error, "query is too old", "query_id_invalid", "query id is invalid"):
                raise
            log.info("a press was answered too late")
        except (*AWAY, TelegramRetryAfter) as error:
            log.warning("a press was not answered: %s", error)


def words_of(card: Card) -> str:
    """What is said without a picture."""
    return card.without_chart or card.html


def keyboard(card: Card) -> InlineKeyboardMarkup | None:
    if not card.rows:
        return None
    return InlineKeyboardMarkup(inline_keyboard=[[_button(button) for button in row] for row in card.rows])


def _field(card: Card) -> ForceReply:
    """The field for a reply opens by itself; in a group only for whoever the card calls by name."""
    return ForceReply(force_reply=True, input_field_placeholder=card.asks, selective=True)


def _button(button: CardButton) -> InlineKeyboardButton:
    if button.url is not None:
        return InlineKeyboardButton(text=button.text, url=button.url, style=button.style)
    if button.data is None:
        return InlineKeyboardButton(text=button.text, disabled=DisabledButton())
    return InlineKeyboardButton(text=button.text, callback_data=button.data, style=button.style)


def _says(error: TelegramBadRequest, *parts: str) -> bool:
    return any(part in error.message.lower() for part in parts)
