"""Where a call of the bot goes: which chat, and whether the bot may write there."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.telegram.call import Call
from bot.sandbox.telegram.conversation import BotStatus, Conversation
from bot.sandbox.telegram.errors import TelegramError, bad_request, forbidden, too_many
from bot.sandbox.telegram.messages import Message
from bot.sandbox.telegram.telegram import Telegram

GENERAL = 1  # the thread that every forum has
EPHEMERAL_REPLY_WITHIN = 15.0


@dataclass(frozen=True)
class Destination:
    """``receiver`` is the only reader of an ephemeral message, ``replaced`` what it covers for them."""

    conversation: Conversation
    topic: int | None = None
    reply_to: int | None = None
    receiver: int | None = None
    replaced: Message | None = None


def known_chat(telegram: Telegram, call: Call) -> Conversation:
    """The chat of a call that only looks; raises "chat not found"."""
    if "chat_id" not in call:
        raise bad_request("chat_id is empty")
    try:
        id_ = call.integer("chat_id")
    except TelegramError:  # an @username; nobody has one here
        id_ = None
    conversation = telegram.conversation(id_) if id_ is not None else None
    if conversation is None:
        raise bad_request("chat not found")
    if conversation.upgraded_to is not None:
        raise bad_request(
            "group chat was upgraded to a supergroup chat", migrate_to_chat_id=conversation.upgraded_to
        )
    return conversation


def writable_chat(telegram: Telegram, call: Call) -> Conversation:
    """The chat of a call that acts; raises 403 where the bot is shut out."""
    conversation = known_chat(telegram, call)
    kind = conversation.type
    match conversation.bot:
        case BotStatus.KICKED if conversation.is_private:
            raise forbidden("bot was blocked by the user")
        case BotStatus.KICKED:
            raise forbidden(f"bot was kicked from the {kind} chat")
        case BotStatus.LEFT:
            raise forbidden(f"bot is not a member of the {kind} chat")
    if not conversation.started:
        raise forbidden("bot can't initiate conversation with a user")
    return conversation


def destination(telegram: Telegram, call: Call) -> Destination:
    """Where a new message goes; raises whatever Telegram has against it."""
    conversation = writable_chat(telegram, call)
    receiver, replaced = _receiver(telegram, call, conversation)
    reply_to = _reply(telegram, call, conversation, receiver)
    topic = call.integer("message_thread_id")
    if topic == GENERAL and conversation.is_forum:
        topic = None
    if topic is not None and not _has_topic(conversation, topic):
        raise bad_request("message thread not found")
    if topic is None and reply_to is not None:
        topic = conversation.messages[reply_to].topic
    return Destination(conversation, topic, reply_to, receiver, replaced)


def charge(telegram: Telegram, conversation: Conversation | None) -> None:
    """Count a message or an edit; None is an inline message's unknown chat. Raises 429."""
    if conversation is None:
        wait = telegram.limits.charge(None)
    else:
        wait = telegram.limits.charge(conversation.id, not conversation.is_private)
    if wait is not None:
        raise too_many(wait)


def _has_topic(conversation: Conversation, topic: int) -> bool:
    return conversation.is_forum and any(known.id == topic for known in conversation.chat.topics)


def _reply(telegram: Telegram, call: Call, conversation: Conversation, receiver: int | None) -> int | None:
    """The message that is replied to, by ``reply_parameters`` or the older ``reply_to_message_id``."""
    wanted = Call(
        call.object("reply_parameters")
        or {
            "message_id": call.integer("reply_to_message_id"),
            "allow_sending_without_reply": call.flag("allow_sending_without_reply"),
        }
    )
    if ephemeral := wanted.integer("ephemeral_message_id"):
        return _ephemeral_reply(telegram, conversation.messages.get(ephemeral), receiver)
    id_ = wanted.integer("message_id")
    if not id_:
        return None
    message = conversation.messages.get(id_)
    if message is None or not message.is_here():
        if wanted.flag("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")
    return message.id


def _ephemeral_reply(telegram: Telegram, message: Message | None, receiver: int | None) -> int:
    """A reply to an ephemeral message is ephemeral itself and comes within 15 seconds (ReplyParameters)."""
    if message is None or message.deleted or not message.is_ephemeral or message.visible_to != receiver:
        raise bad_request("message to be replied not found")
    if telegram.now() - message.date > EPHEMERAL_REPLY_WITHIN:
        raise bad_request("message to be replied not found")
    return message.id


def _receiver(
    telegram: Telegram, call: Call, conversation: Conversation
) -> tuple[int | None, Message | None]:
    """Who alone reads the message (EphemeralMessageParameters, or the fields that it replaced)."""
    parameters = call.object("ephemeral_message_parameters")
    wanted = Call(parameters) if parameters else call
    receiver = wanted.integer("receiver_user_id")
    if not receiver:
        return None, None
    if conversation.is_private:
        raise bad_request("ephemeral messages can be sent only to group and supergroup chats")
    if receiver not in conversation.chat.people:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if not wanted.flag("replace_callback_query_message"):
        return receiver, None
    query = telegram.presses.find(wanted.text("callback_query_id"))
    original = conversation.messages.get(query.message or 0) if query else None
    if query is None or query.person != receiver or original is None or not original.is_here():
        raise bad_request("QUERY_ID_INVALID")
    return receiver, original
