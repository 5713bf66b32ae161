"""Which messages reach the bot (https://core.telegram.org/bots/features#privacy-mode).

In a group with privacy mode on: commands for it or for nobody in particular, replies to it, messages sent
through it, service messages. A mention alone does not reach it. Administrators hear everything.
"""

from __future__ import annotations

from bot.sandbox.telegram.conversation import BotStatus, Conversation
from bot.sandbox.telegram.formatted import utf16_slice
from bot.sandbox.telegram.messages import Message
from bot.sandbox.telegram.telegram import Telegram


def reaches_bot(telegram: Telegram, message: Message) -> bool:
    conversation = telegram.where(message)
    if not conversation.bot.is_present:
        return False
    if conversation.is_private or not telegram.bot.privacy:
        return True
    if conversation.bot is BotStatus.ADMINISTRATOR:
        return True
    return (
        message.service is not None
        or message.inline_id is not None
        or message.is_ephemeral
        or _replies_to_bot(telegram, conversation, message)
        or _commands(telegram, message)
    )


def command_of(message: Message) -> tuple[str, str] | None:
    """The command that a text begins with, and whom it names (in lower case, or nobody)."""
    words = message.content.words
    for entity in words.entities:
        if entity["type"] == "bot_command" and entity["offset"] == 0:
            name, _, addressee = utf16_slice(words.text, 1, entity["length"]).partition("@")
            return name, addressee.lower()
    return None


def _commands(telegram: Telegram, message: Message) -> bool:
    command = command_of(message)
    return command is not None and command[1] in ("", telegram.bot.username)


def _replies_to_bot(telegram: Telegram, conversation: Conversation, message: Message) -> bool:
    replied = conversation.messages.get(message.reply_to or 0)
    return replied is not None and replied.sender == telegram.bot.id
