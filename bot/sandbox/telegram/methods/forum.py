"""Forum topics. A topic's id is that of the service message that opened it."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram.addressing import writable_chat
from bot.sandbox.telegram.call import Call
from bot.sandbox.telegram.conversation import BotStatus, Conversation
from bot.sandbox.telegram.errors import bad_request
from bot.sandbox.telegram.messages import Message
from bot.sandbox.telegram.registry import method
from bot.sandbox.telegram.telegram import Telegram
from bot.sandbox.world import Topic

LONGEST_NAME = 128
COLOR = 7322096


@method("createForumTopic")
async def create_forum_topic(telegram: Telegram, call: Call) -> dict[str, Any]:
    conversation = _managed_forum(telegram, call)
    message = open_topic(telegram, conversation, _name(call), telegram.bot.id)
    return {"message_thread_id": message.id, "name": _name(call), "icon_color": COLOR}


@method("editForumTopic")
async def edit_forum_topic(telegram: Telegram, call: Call) -> bool:
    conversation = _managed_forum(telegram, call)
    topics = conversation.chat.topics
    for place, topic in enumerate(topics):
        if topic.id == call.integer("message_thread_id"):
            topics[place] = Topic(topic.id, _name(call))
            telegram.tell_page("chat", chat=conversation.id)
            return True
    raise bad_request("message thread not found")


def open_topic(telegram: Telegram, conversation: Conversation, name: str, by: int) -> Message:
    """A new topic and its service message."""
    id_ = conversation.next_id()
    conversation.chat.topics.append(Topic(id_, name))
    created = {"forum_topic_created": {"name": name, "icon_color": COLOR}}
    telegram.tell_page("chat", chat=conversation.id)
    return telegram.post(Message(id_, conversation.id, by, telegram.now(), topic=id_, service=created))


def _managed_forum(telegram: Telegram, call: Call) -> Conversation:
    conversation = writable_chat(telegram, call)
    if not conversation.is_forum:
        raise bad_request("the chat is not a forum")
    if conversation.bot is not BotStatus.ADMINISTRATOR:
        raise bad_request("not enough rights to create a topic")
    return conversation


def _name(call: Call) -> str:
    name = call.text("name").strip()
    if not 1 <= len(name) <= LONGEST_NAME:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_TOO_LONG")
    return name
