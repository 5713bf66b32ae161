"""A person uses inline mode: types @bot and a query anywhere, and sends one of the results."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram import wire
from bot.sandbox.telegram.call import Call
from bot.sandbox.telegram.keyboard import inline_keyboard
from bot.sandbox.telegram.messages import Content, Message
from bot.sandbox.telegram.people.refused import RefusedError, member_of, person_of
from bot.sandbox.telegram.people.talking import announce
from bot.sandbox.telegram.telegram import Telegram
from bot.sandbox.telegram.writing import known_file, words_of

LONGEST_QUERY = 256


async def ask_inline(telegram: Telegram, person: int, text: str, chat: int | None) -> dict[str, Any]:
    """The bot's answer, from Telegram's memory where the bot allowed it; empty when it gave none."""
    person_of(telegram, person)
    if len(text) > LONGEST_QUERY:
        raise RefusedError(400, f"a query has at most {LONGEST_QUERY} characters")
    where = member_of(telegram, chat, person) if chat is not None else None
    answer = telegram.inline.cached(person, text)
    if answer is None:
        query = telegram.inline.queries.ask(person, text=text)
        content = {
            "id": query.id,
            "from": wire.user(telegram, person),
            "query": text,
            "offset": "",
            "chat_type": "sender" if where is None or where.is_private else where.type,
        }
        telegram.updates.put("inline_query", content, person)
        await query.wait(telegram.patience)
        answer = query.answer
    if answer is None:
        return {"results": [], "is_personal": False, "cache_time": 0, "unanswered": True}
    telegram.inline.offer(person, text, answer)
    return answer


def choose(telegram: Telegram, person: int, result_id: str, chat: int) -> Message:
    """Send a result of the last answer to a chat, in the person's name and via the bot."""
    conversation = member_of(telegram, chat, person)
    found = telegram.inline.chosen(person, result_id)
    if found is None:
        raise RefusedError(404, f"person {person} was offered no result {result_id!r}")
    text, result = found
    keyboard = inline_keyboard(result.get("reply_markup"), private=conversation.is_private)
    message = Message(
        conversation.next_id(),
        chat,
        person,
        telegram.now(),
        _content(telegram, result),
        keyboard,
        inline_id=telegram.inline.next_id(),
    )
    announce(telegram, message)
    chosen = {"result_id": result_id, "from": wire.user(telegram, person), "query": text}
    if keyboard and message.inline_id is not None:
        telegram.inline.sent[message.inline_id] = message
        chosen["inline_message_id"] = message.inline_id
    telegram.updates.put("chosen_inline_result", chosen, person)
    return message


def _content(telegram: Telegram, result: dict[str, Any]) -> Content:
    if result["type"] == "photo":
        photo = known_file(telegram, result["photo_file_id"], "photos")
        return Content(words_of(Call(result), "caption"), photo=photo)
    return Content(words_of(Call(result["input_message_content"]), "message_text"))
