"""A person presses a button, and sees what the bot answers."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram import wire
from bot.sandbox.telegram.messages import Message
from bot.sandbox.telegram.people.refused import RefusedError, member_of, message_of
from bot.sandbox.telegram.telegram import Telegram


async def press(
    telegram: Telegram, chat: int, person: int, id_: int, button: dict[str, Any]
) -> dict[str, Any]:
    """``{"text", "show_alert"}``, ``{"unanswered": true}`` or ``{"expired": true}``.

    A button that asks nothing of the bot answers with what it opens, such as ``{"url": ...}``.
    """
    conversation = member_of(telegram, chat, person)
    message_of(conversation, id_, person)
    if "disabled" in button:
        raise RefusedError(409, "the button is disabled")
    if "callback_data" not in button:
        return {key: value for key, value in button.items() if key not in ("text", "style")}
    return await ask(telegram, conversation.messages[id_], person, button["callback_data"])


async def ask(telegram: Telegram, message: Message, person: int, data: str) -> dict[str, Any]:
    """Send a callback query and wait for its answer."""
    if not telegram.where(message).bot.is_present and message.inline_id is None:
        return {"unanswered": True}
    query = telegram.presses.ask(person, message.chat, message.id)
    origin: dict[str, Any] = {"message": wire.message(telegram, message)}
    if message.inline_id is not None:
        origin = {"inline_message_id": message.inline_id}
    content = {
        "id": query.id,
        "from": wire.user(telegram, person),
        "chat_instance": str(7_000_000_000_000 + abs(message.chat)),
        "data": data,
        **origin,
    }
    telegram.updates.put("callback_query", content, message.chat)
    await query.wait(telegram.patience)
    if query.answer is not None:
        return query.answer
    return {"expired": True} if query.late else {"unanswered": True}


def button_by_text(message: Message, text: str) -> dict[str, Any]:
    for row in message.keyboard:
        for button in row:
            if button["text"] == text:
                return button
    raise RefusedError(404, f"message {message.id} has no button {text!r}")


def button_at(message: Message, row: int, column: int) -> dict[str, Any]:
    if not (0 <= row < len(message.keyboard) and 0 <= column < len(message.keyboard[row])):
        raise RefusedError(404, f"message {message.id} has no button at row {row}, column {column}")
    return message.keyboard[row][column]
