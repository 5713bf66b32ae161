"""Telegram's JSON: users, chats, members, messages (https://core.telegram.org/bots/api#available-types)."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram.conversation import BotStatus, Conversation
from bot.sandbox.telegram.files import StoredFile
from bot.sandbox.telegram.messages import Content, Message
from bot.sandbox.telegram.telegram import Telegram

Json = dict[str, Any]

RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_pin_messages",
    "can_manage_topics",
)


def user(telegram: Telegram, id_: int) -> Json:
    """A person, or the bot."""
    bot = telegram.bot
    if id_ == bot.id:
        return {"id": bot.id, "is_bot": True, "first_name": bot.name, "username": bot.username}
    person = telegram.people[id_]
    first, _, last = person.name.partition(" ")
    named = {"first_name": first, "last_name": last} if last else {"first_name": first}
    return {"id": id_, "is_bot": False, **named, "language_code": person.language}


def chat(telegram: Telegram, conversation: Conversation) -> Json:
    described: Json = {"id": conversation.id, "type": conversation.type}
    if conversation.is_private:
        named = user(telegram, conversation.id)
        return described | {key: named[key] for key in ("first_name", "last_name") if key in named}
    described["title"] = conversation.chat.title
    return described | {"is_forum": True} if conversation.is_forum else described


def member(telegram: Telegram, id_: int, status: str) -> Json:
    """ChatMember of any status."""
    described: Json = {"status": status, "user": user(telegram, id_)}
    match status:
        case "creator":
            described["is_anonymous"] = False
        case "administrator":
            described |= dict.fromkeys(RIGHTS, True) | {"is_anonymous": False, "can_be_edited": False}
        case "kicked":
            described["until_date"] = 0
    return described


def bot_status_change(
    telegram: Telegram, conversation: Conversation, by: int, old: BotStatus, new: BotStatus
) -> Json:
    """ChatMemberUpdated about the bot."""
    return member_change(telegram, conversation, by, telegram.bot.id, (old.value, new.value))


def member_change(
    telegram: Telegram, conversation: Conversation, by: int, whose: int, statuses: tuple[str, str]
) -> Json:
    """ChatMemberUpdated with the old and the new status."""
    old, new = (member(telegram, whose, status) for status in statuses)
    return {
        "chat": chat(telegram, conversation),
        "from": user(telegram, by),
        "date": int(telegram.now()),
        "old_chat_member": old,
        "new_chat_member": new,
    }


def message(telegram: Telegram, sent: Message, with_reply: bool = True) -> Json:
    """A Message; the one that it replies to comes without its own reply."""
    conversation = telegram.where(sent)
    described: Json = {
        "message_id": 0 if sent.is_ephemeral else sent.id,
        "date": int(sent.date),
        "chat": chat(telegram, conversation),
        "from": user(telegram, sent.sender),
        **content(sent.content),
        **(sent.service or {}),
    }
    if sent.topic is not None:
        described |= {"message_thread_id": sent.topic, "is_topic_message": True}
    replied = _replied(conversation, sent)
    if with_reply and replied is not None:
        described["reply_to_message"] = message(telegram, replied, with_reply=False)
    if sent.keyboard:
        described["reply_markup"] = {"inline_keyboard": sent.keyboard}
    if sent.edit_date is not None:
        described["edit_date"] = int(sent.edit_date)
    if sent.inline_id is not None:
        described["via_bot"] = user(telegram, telegram.bot.id)
    return described | _ephemeral(telegram, sent)


def _ephemeral(telegram: Telegram, sent: Message) -> Json:
    if sent.visible_to is None:
        return {}
    receiver = sent.visible_to if sent.sender == telegram.bot.id else telegram.bot.id
    return {"ephemeral_message_id": sent.id, "receiver_user": user(telegram, receiver)}


def _replied(conversation: Conversation, sent: Message) -> Message | None:
    """What it replies to; within a topic that is at least the message that opened the topic."""
    wanted = sent.reply_to if sent.reply_to is not None else sent.topic
    found = None if wanted is None or wanted == sent.id else conversation.messages.get(wanted)
    return None if found is None or found.deleted else found


def content(said: Content) -> Json:
    key = "caption" if said.has_file else "text"
    described: Json = {}
    if said.photo:
        width, height = said.photo.size
        described["photo"] = [_file(said.photo) | {"width": width, "height": height}]
    if said.voice:
        described["voice"] = _file(said.voice) | {"duration": 3, "mime_type": said.voice.content_type}
    if said.document:
        described["document"] = _file(said.document) | {"file_name": said.document.name}
    if said.words.text:
        described[key] = said.words.text
        if said.words.entities:
            described["entities" if key == "text" else "caption_entities"] = said.words.entities
    return described


def _file(file: StoredFile) -> Json:
    return {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": len(file.content)}
