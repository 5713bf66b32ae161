"""Changing messages that only one member of a group sees (Bot API 10.2); sending them is in sending."""

from __future__ import annotations

from bot.sandbox.telegram.addressing import charge, writable_chat
from bot.sandbox.telegram.call import Call
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.keyboard import Keyboard
from bot.sandbox.telegram.messages import Content, Message
from bot.sandbox.telegram.methods.editing import change, media_of, with_caption
from bot.sandbox.telegram.methods.removing import remove
from bot.sandbox.telegram.registry import method
from bot.sandbox.telegram.telegram import Telegram
from bot.sandbox.telegram.writing import keyboard_of, words_of


@method("editEphemeralMessageText")
async def edit_ephemeral_message_text(telegram: Telegram, call: Call) -> bool:
    content = Content(words_of(call))
    keyboard = keyboard_of(call, private=False)
    message = ephemeral(telegram, call)
    if message.content.has_file:
        raise bad_request("there is no text in the message to edit")
    return _edit(telegram, message, content, keyboard)


@method("editEphemeralMessageCaption")
async def edit_ephemeral_message_caption(telegram: Telegram, call: Call) -> bool:
    words = words_of(call, "caption")
    keyboard = keyboard_of(call, private=False)
    message = ephemeral(telegram, call)
    return _edit(telegram, message, with_caption(message, words), keyboard)


@method("editEphemeralMessageReplyMarkup")
async def edit_ephemeral_message_reply_markup(telegram: Telegram, call: Call) -> bool:
    keyboard = keyboard_of(call, private=False)
    message = ephemeral(telegram, call)
    return _edit(telegram, message, message.content, keyboard)


@method("editEphemeralMessageMedia")
async def edit_ephemeral_message_media(telegram: Telegram, call: Call) -> bool:
    content = media_of(telegram, call)
    keyboard = keyboard_of(call, private=False)
    return _edit(telegram, ephemeral(telegram, call), content, keyboard)


@method("deleteEphemeralMessage")
async def delete_ephemeral_message(telegram: Telegram, call: Call) -> bool:
    remove(telegram, ephemeral(telegram, call, "message to delete not found"))
    return True


def ephemeral(telegram: Telegram, call: Call, missing: str = "message to edit not found") -> Message:
    """The bot's ephemeral message to that receiver."""
    conversation = writable_chat(telegram, call)
    message = conversation.messages.get(call.integer("ephemeral_message_id") or 0)
    if message is None or message.deleted or message.sender != telegram.bot.id:
        raise bad_request(missing)
    if message.visible_to is None or message.visible_to != call.integer("receiver_user_id"):
        raise bad_request(missing)
    return message


def _edit(telegram: Telegram, message: Message, content: Content, keyboard: Keyboard) -> bool:
    charge(telegram, telegram.where(message))
    change(telegram, message, content, keyboard)
    return True
