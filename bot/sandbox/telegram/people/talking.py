"""A person writes, speaks, or corrects what they wrote."""

from __future__ import annotations

from collections.abc import Iterator

from bot.sandbox.telegram import wire
from bot.sandbox.telegram.conversation import BotStatus, Conversation
from bot.sandbox.telegram.formatted import detected, utf16_length, utf16_slice
from bot.sandbox.telegram.messages import Content, Message
from bot.sandbox.telegram.people.refused import RefusedError, member_of, message_of
from bot.sandbox.telegram.privacy import command_of, reaches_bot
from bot.sandbox.telegram.telegram import Telegram
from bot.sandbox.telegram.writing import LONGEST_TEXT

GENERAL = 1


def write(
    telegram: Telegram,
    chat: int,
    person: int,
    text: str,
    reply_to: int | None = None,
    topic: int | None = None,
) -> list[Message]:
    """The messages that were sent: one, or several when the text is longer than one message may be."""
    conversation = _open(telegram, chat, person, reply_to, topic)
    if not text.strip():
        raise RefusedError(400, "text is empty")
    return [
        _send(telegram, conversation, person, Content(detected(part)), reply_to, topic)
        for part in split(text.strip())
    ]


def speak(
    telegram: Telegram, chat: int, person: int, voice: bytes, content_type: str, topic: int | None = None
) -> Message:
    """Send a voice message."""
    conversation = _open(telegram, chat, person, None, topic)
    if not voice:
        raise RefusedError(400, "voice is empty")
    file = telegram.files.store("voice", voice, content_type)
    return _send(telegram, conversation, person, Content(voice=file), None, topic)


def rewrite(telegram: Telegram, chat: int, person: int, id_: int, text: str) -> Message:
    """Edit one's own message."""
    conversation = member_of(telegram, chat, person)
    message = message_of(conversation, id_, person)
    if message.sender != person:
        raise RefusedError(403, f"message {id_} is not from person {person}")
    if not text.strip() or message.content.has_file or message.inline_id:
        raise RefusedError(400, "only a text can be edited, into another text")
    if utf16_length(text.strip()) > LONGEST_TEXT:
        raise RefusedError(400, f"a message has at most {LONGEST_TEXT} characters")
    message.content = Content(detected(text.strip()))
    message.edits += 1
    message.edit_date = telegram.now()
    telegram.show(message)
    if reaches_bot(telegram, message):
        telegram.updates.put("edited_message", wire.message(telegram, message), chat)
    return message


def announce(telegram: Telegram, message: Message) -> Message:
    """A new message takes its place in the chat, and reaches the bot if it may."""
    telegram.post(message)
    if reaches_bot(telegram, message):
        telegram.updates.put("message", wire.message(telegram, message), message.chat)
    return message


def split(text: str) -> Iterator[str]:
    """Parts of at most 4096 UTF-16 units, cut at white space where there is any, as the apps do."""
    while utf16_length(text) > LONGEST_TEXT:
        head = utf16_slice(text, 0, LONGEST_TEXT).removesuffix("\ufffd")  # never half a character
        at = max(head.rfind("\n"), head.rfind(" "))
        head = head[:at] if at > 0 else head
        if head.strip():
            yield head.strip()
        text = text[len(head) :].lstrip()
    if text:
        yield text


def _open(
    telegram: Telegram, chat: int, person: int, reply_to: int | None, topic: int | None
) -> Conversation:
    """The chat, if the person may write there; a first message starts a private chat."""
    conversation = member_of(telegram, chat, person)
    if conversation.upgraded_to is not None:
        raise RefusedError(409, "the group became a supergroup", migrate_to_chat_id=conversation.upgraded_to)
    if conversation.is_private and conversation.bot is BotStatus.KICKED:
        raise RefusedError(409, f"person {person} blocked the bot")
    if reply_to is not None:
        message_of(conversation, reply_to, person)
    if topic is not None and topic != GENERAL and topic not in {t.id for t in conversation.chat.topics}:
        raise RefusedError(404, f"there is no topic {topic} in chat {chat}")
    conversation.started = True
    return conversation


def _send(
    telegram: Telegram,
    conversation: Conversation,
    person: int,
    content: Content,
    reply_to: int | None,
    topic: int | None,
) -> Message:
    if topic is None and reply_to is not None:
        topic = conversation.messages[reply_to].topic
    message = Message(
        conversation.next_id(),
        conversation.id,
        person,
        telegram.now(),
        content,
        reply_to=reply_to,
        topic=None if topic == GENERAL else topic,
    )
    if _is_ephemeral(telegram, conversation, message):
        message.visible_to = person
    return announce(telegram, message)


def _is_ephemeral(telegram: Telegram, conversation: Conversation, message: Message) -> bool:
    """In a group, a command that the bot marked so is seen by its sender and the bot only (BotCommand)."""
    command = command_of(message)
    if command is None or conversation.is_private or not conversation.bot.is_present:
        return False
    language = telegram.people[message.sender].language
    offered = telegram.commands.offered(conversation, message.sender, language)
    return any(known["command"] == command[0] and known.get("is_ephemeral") for known in offered)
