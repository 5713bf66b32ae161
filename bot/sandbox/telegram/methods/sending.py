"""Sending text and showing that the bot is busy."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram import wire
from bot.sandbox.telegram.addressing import Destination, charge, destination, writable_chat
from bot.sandbox.telegram.call import Call
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.keyboard import Keyboard
from bot.sandbox.telegram.messages import Content, Message
from bot.sandbox.telegram.registry import method
from bot.sandbox.telegram.telegram import Telegram
from bot.sandbox.telegram.writing import is_private_target, keyboard_of, words_of

ACTIONS = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
)


@method("sendMessage")
async def send_message(telegram: Telegram, call: Call) -> Any:
    content = Content(words_of(call))
    return send(telegram, call, content)


@method("sendChatAction")
async def send_chat_action(telegram: Telegram, call: Call) -> bool:
    action = call.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    conversation = writable_chat(telegram, call)
    topic = call.integer("message_thread_id")
    telegram.tell_page("action", chat=conversation.id, action=action, topic=topic, name=telegram.bot.name)
    return True


def send(telegram: Telegram, call: Call, content: Content) -> Any:
    """Send what was read from the call to where the call says; the sent Message."""
    keyboard = keyboard_of(call, is_private_target(call))
    target = destination(telegram, call)
    charge(telegram, target.conversation)
    return wire.message(telegram, deliver(telegram, target, content, keyboard))


def deliver(telegram: Telegram, target: Destination, content: Content, keyboard: Keyboard) -> Message:
    conversation = target.conversation
    if target.replaced is not None and target.receiver is not None:
        target.replaced.hidden_from.add(target.receiver)
        telegram.show(target.replaced)
    return telegram.post(
        Message(
            conversation.next_id(),
            conversation.id,
            telegram.bot.id,
            telegram.now(),
            content,
            keyboard,
            reply_to=target.reply_to,
            topic=target.topic,
            visible_to=target.receiver,
        )
    )
