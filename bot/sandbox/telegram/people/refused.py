"""What a Telegram app would not let a person do."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram.conversation import Conversation
from bot.sandbox.telegram.messages import Message
from bot.sandbox.telegram.telegram import Telegram
from bot.sandbox.world import Person


class RefusedError(Exception):
    """``status`` is an HTTP status of 4xx, ``details`` go beside the error."""

    def __init__(self, status: int, why: str, **details: Any) -> None:
        super().__init__(why)
        self.status = status
        self.why = why
        self.details = details


def person_of(telegram: Telegram, id_: int) -> Person:
    person = telegram.people.get(id_)
    if person is None:
        raise RefusedError(404, f"there is no person {id_}")
    return person


def chat_of(telegram: Telegram, id_: int) -> Conversation:
    conversation = telegram.conversation(id_)
    if conversation is None:
        raise RefusedError(404, f"there is no chat {id_}")
    return conversation


def member_of(telegram: Telegram, chat: int, person: int) -> Conversation:
    """The chat, with that person in it."""
    conversation = chat_of(telegram, chat)
    person_of(telegram, person)
    if person not in conversation.chat.people:
        raise RefusedError(403, f"person {person} is not in chat {chat}")
    return conversation


def message_of(conversation: Conversation, id_: int, person: int) -> Message:
    """A message that the person sees."""
    message = conversation.messages.get(id_)
    seen = message is not None and message.is_visible_to(person) and person not in message.hidden_from
    if message is None or message.deleted or message.service is not None or not seen:
        raise RefusedError(404, f"there is no message {id_} for person {person} in chat {conversation.id}")
    return message
