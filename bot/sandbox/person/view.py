"""A message as one person sees it."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram.files import StoredFile
from bot.sandbox.telegram.messages import Message
from bot.sandbox.telegram.telegram import Telegram


def view(telegram: Telegram, message: Message, person: int, origin: str) -> dict[str, Any]:
    """Files are links below ``origin``; a deleted message has nothing left in it."""
    gone = message.deleted or person in message.hidden_from
    content = message.content
    return {
        "message_id": message.id,
        "seq": message.seq,
        "from": _sender(telegram, message.sender),
        "text": "" if gone else content.words.text,
        "html": "" if gone else content.words.html(),
        "photo": None if gone else _link(content.photo, origin),
        "voice": None if gone else _link(content.voice, origin),
        "document": None if gone else _link(content.document, origin),
        "keyboard": [] if gone else [[_button(button) for button in row] for row in message.keyboard],
        "reply_to": message.reply_to,
        "topic": message.topic,
        "edits": message.edits,
        "deleted": gone,
        "pinned": message.pinned,
        "reactions": list(message.reactions.values()),
        "visible_to": message.visible_to,
        "via_bot": telegram.bot.name if message.inline_id is not None else None,
    }


def _sender(telegram: Telegram, id_: int) -> dict[str, Any]:
    is_bot = id_ == telegram.bot.id
    return {"id": id_, "name": telegram.bot.name if is_bot else telegram.people[id_].name, "is_bot": is_bot}


def _button(button: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": button["text"],
        "style": button.get("style"),
        "disabled": "disabled" in button,
        "callback_data": button.get("callback_data"),
        "url": button.get("url"),
    }


def _link(file: StoredFile | None, origin: str) -> str | None:
    return None if file is None else f"{origin}/api/files/{file.path}"
