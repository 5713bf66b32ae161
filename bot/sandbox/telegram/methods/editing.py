"""Editing what the bot wrote, in a chat or through an inline message."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram import wire
from bot.sandbox.telegram.addressing import charge, writable_chat
from bot.sandbox.telegram.call import Call
from bot.sandbox.telegram.errors import bad_request, not_modified
from bot.sandbox.telegram.formatted import FormattedText
from bot.sandbox.telegram.keyboard import Keyboard
from bot.sandbox.telegram.messages import Content, Message
from bot.sandbox.telegram.registry import method
from bot.sandbox.telegram.telegram import Telegram
from bot.sandbox.telegram.writing import (
    is_private_target,
    keyboard_of,
    photo_of,
    words_of,
)


@method("editMessageText")
async def edit_message_text(telegram: Telegram, call: Call) -> Any:
    content = Content(words_of(call))
    keyboard = keyboard_of(call, is_private_target(call))
    message = editable(telegram, call)
    if message.content.has_file:
        raise bad_request("there is no text in the message to edit")
    return edited(telegram, call, message, content, keyboard)


@method("editMessageCaption")
async def edit_message_caption(telegram: Telegram, call: Call) -> Any:
    words = words_of(call, "caption")
    keyboard = keyboard_of(call, is_private_target(call))
    message = editable(telegram, call)
    return edited(telegram, call, message, with_caption(message, words), keyboard)


@method("editMessageReplyMarkup")
async def edit_message_reply_markup(telegram: Telegram, call: Call) -> Any:
    keyboard = keyboard_of(call, is_private_target(call))
    message = editable(telegram, call)
    return edited(telegram, call, message, message.content, keyboard)


@method("editMessageMedia")
async def edit_message_media(telegram: Telegram, call: Call) -> Any:
    """Also turns a text message into a photo."""
    content = media_of(telegram, call)
    keyboard = keyboard_of(call, is_private_target(call))
    message = editable(telegram, call)
    return edited(telegram, call, message, content, keyboard)


def with_caption(message: Message, words: FormattedText) -> Content:
    old = message.content
    if not old.has_file:
        raise bad_request("there is no caption in the message to edit")
    return Content(words, old.photo, old.voice, old.document)


def media_of(telegram: Telegram, call: Call) -> Content:
    """The content of InputMediaPhoto; the sandbox edits to no other kind."""
    media = call.object("media")
    if media is None:
        raise bad_request("media is empty")
    if media.get("type") != "photo":
        raise bad_request("type of the media is unsupported by the sandbox")
    photo = photo_of(telegram, call, str(media.get("media", "")))
    return Content(words_of(Call(media), "caption"), photo=photo)


def editable(telegram: Telegram, call: Call) -> Message:
    """The message that a call may edit, which is the bot's own."""
    if inline_id := call.text("inline_message_id"):
        found = telegram.inline.sent.get(inline_id)
        if found is None or found.deleted:
            raise bad_request("MESSAGE_ID_INVALID")
        return found
    conversation = writable_chat(telegram, call)
    id_ = call.integer("message_id")
    if id_ is None:
        raise bad_request("message identifier is not specified")
    message = conversation.messages.get(id_)
    if message is None or not message.is_here() or message.service:
        raise bad_request("message to edit not found")
    if message.sender != telegram.bot.id:
        raise bad_request("message can't be edited")
    return message


def edited(telegram: Telegram, call: Call, message: Message, content: Content, keyboard: Keyboard) -> Any:
    """The edited Message, or True for one that was sent through inline mode."""
    through_inline = "inline_message_id" in call
    charge(telegram, None if through_inline else telegram.where(message))
    change(telegram, message, content, keyboard)
    return True if through_inline else wire.message(telegram, message)


def change(telegram: Telegram, message: Message, content: Content, keyboard: Keyboard) -> None:
    """Give a message other content and buttons; raises when both are as they were."""
    if (content, keyboard) == (message.content, message.keyboard):
        raise not_modified()
    message.content, message.keyboard = content, keyboard
    message.edits += 1
    message.edit_date = telegram.now()
    telegram.show(message)
