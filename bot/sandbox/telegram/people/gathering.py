"""What else happens in chats: people come and go, the bot is added, promoted, blocked, groups grow."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram import wire
from bot.sandbox.telegram.conversation import SUPERGROUPS, BotStatus, Conversation
from bot.sandbox.telegram.messages import Message
from bot.sandbox.telegram.methods.forum import open_topic
from bot.sandbox.telegram.methods.removing import react as set_reaction
from bot.sandbox.telegram.people.refused import RefusedError, chat_of, member_of, message_of, person_of
from bot.sandbox.telegram.people.talking import announce
from bot.sandbox.telegram.privacy import reaches_bot
from bot.sandbox.telegram.reactions import as_reaction
from bot.sandbox.telegram.telegram import Telegram
from bot.sandbox.world import Chat, Topic


def join(telegram: Telegram, chat: int, person: int) -> None:
    conversation = _group(telegram, chat)
    person_of(telegram, person)
    if person in conversation.chat.people:
        raise RefusedError(409, f"person {person} is in chat {chat} already")
    conversation.chat.people.append(person)
    user = wire.user(telegram, person)
    _say(telegram, conversation, person, {"new_chat_members": [user], "new_chat_member": user})
    _member_changed(telegram, conversation, person, person, "left", "member")


def leave(telegram: Telegram, chat: int, person: int, by: int) -> None:
    """A person goes; ``by`` is another one who removed them."""
    conversation = _group(telegram, chat)
    member_of(telegram, chat, person)
    old = conversation.status_of(person)
    conversation.chat.people.remove(person)
    conversation.admins.discard(person)
    _say(telegram, conversation, by, {"left_chat_member": wire.user(telegram, person)})
    _member_changed(telegram, conversation, by, person, old, "left" if by == person else "kicked")


def set_admin(telegram: Telegram, chat: int, whom: int, by: int, admin: bool) -> None:
    """Promote or demote a person or the bot."""
    conversation = _group(telegram, chat)
    member_of(telegram, chat, by)
    if whom == telegram.bot.id:
        if not conversation.bot.is_present:
            raise RefusedError(409, f"the bot is not in chat {chat}")
        set_bot(telegram, chat, by, BotStatus.ADMINISTRATOR if admin else BotStatus.MEMBER)
        return
    member_of(telegram, chat, whom)
    old = conversation.status_of(whom)
    (conversation.admins.add if admin else conversation.admins.discard)(whom)
    _member_changed(telegram, conversation, by, whom, old, conversation.status_of(whom))


def set_bot(telegram: Telegram, chat: int, by: int, status: BotStatus) -> None:
    """The bot is added, removed, promoted, demoted, blocked or unblocked."""
    conversation = member_of(telegram, chat, by)
    old = conversation.bot
    if old is status:
        raise RefusedError(409, f"the bot is {status.value} in chat {chat} already")
    conversation.bot = status
    change = wire.bot_status_change(telegram, conversation, by, old, status)
    telegram.updates.put("my_chat_member", change, chat)
    if not conversation.is_private and not old.is_present:
        bot = wire.user(telegram, telegram.bot.id)
        _say(telegram, conversation, by, {"new_chat_members": [bot], "new_chat_member": bot})
    telegram.tell_page("chat", chat=chat)


def migrate(telegram: Telegram, chat: int, by: int) -> int:
    """A basic group becomes a supergroup with a new id, which is returned; its history stays behind."""
    old = _group(telegram, chat)
    if old.is_supergroup or old.upgraded_to is not None:
        raise RefusedError(409, f"chat {chat} is no basic group")
    id_ = SUPERGROUPS + chat
    grown = Chat(id_, old.chat.type, old.chat.title, list(old.chat.people), old.chat.household)
    new = Conversation(grown, creator=old.creator, admins=set(old.admins), bot=old.bot)
    telegram.conversations[id_] = new
    _say(telegram, old, by, {"migrate_to_chat_id": id_})
    _say(telegram, new, by, {"migrate_from_chat_id": chat})
    old.upgraded_to = id_
    telegram.tell_page("chat", chat=chat)
    return id_


def react(telegram: Telegram, chat: int, person: int, id_: int, emoji: str | None) -> None:
    """Only an administrator, or the other side of a private chat, hears of reactions, when it asked to."""
    conversation = member_of(telegram, chat, person)
    message = message_of(conversation, id_, person)
    known = as_reaction(emoji) if emoji else None
    if emoji and known is None:
        raise RefusedError(400, f"{emoji!r} is no reaction")
    old = message.reactions.get(person)
    set_reaction(telegram, message, person, known)
    if conversation.is_private or conversation.bot is BotStatus.ADMINISTRATOR:
        change = {
            "chat": wire.chat(telegram, conversation),
            "message_id": id_,
            "user": wire.user(telegram, person),
            "date": int(telegram.now()),
            "old_reaction": _reactions(old),
            "new_reaction": _reactions(known),
        }
        telegram.updates.put("message_reaction", change, chat)


def name_topic(telegram: Telegram, chat: int, person: int, topic: int | None, name: str) -> int:
    """Open a topic, or (with ``topic``) give it another name; its id."""
    conversation = member_of(telegram, chat, person)
    if not conversation.is_forum:
        raise RefusedError(409, f"chat {chat} is no forum")
    if topic is None:
        message = open_topic(telegram, conversation, name, person)
        _tell_bot(telegram, message)
        return message.id
    topics = conversation.chat.topics
    places = [place for place, known in enumerate(topics) if known.id == topic]
    if not places:
        raise RefusedError(404, f"there is no topic {topic} in chat {chat}")
    topics[places[0]] = Topic(topic, name)
    _say(telegram, conversation, person, {"forum_topic_edited": {"name": name}}, topic)
    return topic


def set_privacy(telegram: Telegram, on: bool) -> None:
    """The switch of @BotFather; here it holds at once, in groups joined before too."""
    telegram.bot.privacy = on


def _group(telegram: Telegram, chat: int) -> Conversation:
    conversation = chat_of(telegram, chat)
    if conversation.is_private:
        raise RefusedError(409, f"chat {chat} is private")
    return conversation


def _say(
    telegram: Telegram,
    conversation: Conversation,
    by: int,
    service: dict[str, Any],
    topic: int | None = None,
) -> None:
    """A service message."""
    id_ = conversation.next_id()
    announce(telegram, Message(id_, conversation.id, by, telegram.now(), service=service, topic=topic))
    telegram.tell_page("chat", chat=conversation.id)


def _tell_bot(telegram: Telegram, message: Message) -> None:
    if reaches_bot(telegram, message):
        telegram.updates.put("message", wire.message(telegram, message), message.chat)


def _member_changed(
    telegram: Telegram, conversation: Conversation, by: int, whose: int, old: str, new: str
) -> None:
    """Only an administrator hears of other members, when it asked to."""
    if conversation.bot is BotStatus.ADMINISTRATOR and old != new:
        change = wire.member_change(telegram, conversation, by, whose, (old, new))
        telegram.updates.put("chat_member", change, conversation.id)


def _reactions(emoji: str | None) -> list[dict[str, str]]:
    return [] if emoji is None else [{"type": "emoji", "emoji": emoji}]
