"""Who speaks, and whether to the bot: read from Telegram's updates."""

from __future__ import annotations

from aiogram.types import CallbackQuery, Chat, ChatMemberUpdated, InaccessibleMessage, Message, User

from bot.assistant import Speaker

PRIVATE = "private"


def speaker_of(message: Message) -> Speaker | None:
    """The writer of a message; None for bots, and for whoever writes as a chat rather than as themselves:
    an anonymous administrator, a channel, a post that Telegram brings over from a linked channel. What was
    sent through inline mode is a card, and nothing that was said.
    """
    if message.from_user is None or message.from_user.is_bot:
        return None
    if message.sender_chat is not None or message.via_bot is not None:
        return None
    topic = message.message_thread_id if message.is_topic_message else None
    return _speaker(message.from_user, message.chat, topic)


def replied_to(message: Message, bot_id: int) -> int | None:
    """The message of the bot's that this one replies to, in private."""
    card = answered_of(message, bot_id)
    return card.message_id if card and message.chat.type == PRIVATE else None


def answered_of(message: Message, bot_id: int) -> Message | None:
    """The message that this one replies to, where it is the bot's."""
    card = message.reply_to_message
    return card if card and card.from_user and card.from_user.id == bot_id else None


def presser_of(query: CallbackQuery) -> Speaker:
    """Who pressed a button, and in which chat; on a card that was sent through inline mode, by themselves."""
    match query.message:
        case Message() as card:
            topic = card.message_thread_id if card.is_topic_message else None
            return _speaker(query.from_user, card.chat, topic)
        case InaccessibleMessage(chat=chat):
            return _speaker(query.from_user, chat, None)
        case _:
            return by_themselves(query.from_user)


def by_themselves(user: User) -> Speaker:
    """Somebody who is in no chat that the bot could see: as if in private, where a chat has their id."""
    return _speaker(user, Chat(id=user.id, type=PRIVATE), None)


def mover_of(moved: ChatMemberUpdated) -> Speaker:
    """Who added or removed the bot."""
    return _speaker(moved.from_user, moved.chat, None)


def _speaker(user: User, chat: Chat, topic: int | None) -> Speaker:
    kind = chat.type if chat.type == PRIVATE else "forum" if chat.is_forum else "group"
    return Speaker(
        person=user.id,
        name=user.full_name,
        chat=chat.id,
        chat_type=kind,
        language=user.language_code or "",
        chat_title=chat.title or "",
        topic=topic,
    )


def heard(message: Message, username: str, bot_id: int) -> tuple[str, bool]:
    """The text without the bot's own name, and whether it was only overheard.

    In a group a message is for the bot when it answers one of the bot's or names the bot; with
    privacy mode on a plain mention may not even arrive, so nothing depends on it.
    """
    text = message.text or ""
    if message.chat.type == PRIVATE:
        return text, False
    mention = f"@{username}"
    named = [
        entity
        for entity in message.entities or ()
        if entity.type == "mention" and entity.extract_from(text).casefold() == mention.casefold()
    ]
    for entity in reversed(named):
        text = text.replace(entity.extract_from(message.text or ""), " ", 1)
    return text.strip(" ,:，："), not (named or answered_of(message, bot_id))
