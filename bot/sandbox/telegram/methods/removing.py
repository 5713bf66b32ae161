"""Deleting messages, pinning them, reacting to them."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram.addressing import writable_chat
from bot.sandbox.telegram.call import Call
from bot.sandbox.telegram.conversation import BotStatus, Conversation
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.messages import Message
from bot.sandbox.telegram.reactions import as_reaction
from bot.sandbox.telegram.registry import method
from bot.sandbox.telegram.telegram import Telegram

DELETABLE_FOR = 48 * 3600.0
MOST_DELETED = 100


@method("deleteMessage")
async def delete_message(telegram: Telegram, call: Call) -> bool:
    conversation = writable_chat(telegram, call)
    message = conversation.messages.get(call.integer("message_id") or 0)
    if message is None or not message.is_here():
        raise bad_request("message to delete not found")
    _check_deletable(telegram, conversation, message)
    remove(telegram, message)
    return True


@method("deleteMessages")
async def delete_messages(telegram: Telegram, call: Call) -> bool:
    """What cannot be found or deleted is skipped."""
    conversation = writable_chat(telegram, call)
    ids = call.list("message_ids")
    if not ids or len(ids) > MOST_DELETED:
        raise bad_request("from 1 to 100 message identifiers must be specified")
    found = [conversation.messages.get(id_) for id_ in ids if isinstance(id_, int)]
    for message in found:
        if message is not None and message.is_here() and message.sender == telegram.bot.id:
            remove(telegram, message)
    return True


@method("pinChatMessage")
async def pin_chat_message(telegram: Telegram, call: Call) -> bool:
    conversation = writable_chat(telegram, call)
    _check_may_pin(conversation)
    message = conversation.messages.get(call.integer("message_id") or 0)
    if message is None or not message.is_here():
        raise bad_request("message to pin not found")
    _set_pinned(telegram, message, True)
    return True


@method("unpinChatMessage")
async def unpin_chat_message(telegram: Telegram, call: Call) -> bool:
    """Without a message_id the newest pinned one."""
    conversation = writable_chat(telegram, call)
    _check_may_pin(conversation)
    wanted = call.integer("message_id")
    pinned = [m for m in conversation.messages.values() if m.pinned and wanted in (None, m.id)]
    if not pinned:
        raise bad_request("message to unpin not found")
    _set_pinned(telegram, pinned[-1], False)
    return True


@method("unpinAllChatMessages")
async def unpin_all_chat_messages(telegram: Telegram, call: Call) -> bool:
    conversation = writable_chat(telegram, call)
    _check_may_pin(conversation)
    for message in conversation.messages.values():
        if message.pinned:
            _set_pinned(telegram, message, False)
    return True


@method("setMessageReaction")
async def set_message_reaction(telegram: Telegram, call: Call) -> bool:
    """One reaction at most, as for everybody without Premium; none takes it back."""
    conversation = writable_chat(telegram, call)
    message = conversation.messages.get(call.integer("message_id") or 0)
    if message is None or not message.is_here():
        raise bad_request("message to react not found")
    wanted = call.list("reaction") or []
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = _emoji(wanted[0]) if wanted else None
    react(telegram, message, telegram.bot.id, emoji)
    return True


def remove(telegram: Telegram, message: Message) -> None:
    message.deleted = True
    message.pinned = False
    telegram.show(message)


def react(telegram: Telegram, message: Message, who: int, emoji: str | None) -> None:
    """Set or (None) take back somebody's reaction."""
    if emoji is None:
        message.reactions.pop(who, None)
    else:
        message.reactions[who] = emoji
    telegram.show(message)


def _emoji(reaction: Any) -> str:
    emoji = reaction.get("emoji") if isinstance(reaction, dict) else None
    known = as_reaction(emoji) if isinstance(emoji, str) else None
    if known is None:
        raise bad_request("REACTION_INVALID")
    return known


def _check_deletable(telegram: Telegram, conversation: Conversation, message: Message) -> None:
    """https://core.telegram.org/bots/api#deletemessage"""
    allowed = conversation.is_private or conversation.bot is BotStatus.ADMINISTRATOR
    if message.sender != telegram.bot.id and not allowed:
        raise bad_request("message can't be deleted")
    if telegram.now() - message.date > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")


def _check_may_pin(conversation: Conversation) -> None:
    """Basic groups let every member pin; in supergroups the bot must be an administrator."""
    if conversation.is_supergroup and conversation.bot is not BotStatus.ADMINISTRATOR:
        raise bad_request("not enough rights to manage pinned messages in the chat")


def _set_pinned(telegram: Telegram, message: Message, pinned: bool) -> None:
    message.pinned = pinned
    telegram.show(message)
