"""Reading a chat and writing in it."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.sandbox.person.fields import (
    TELEGRAM,
    body_of,
    chat_in_path,
    integer_in_query,
    message_in_path,
    number_in_query,
    optional,
    required,
)
from bot.sandbox.person.view import view
from bot.sandbox.telegram.conversation import Conversation
from bot.sandbox.telegram.messages import Message
from bot.sandbox.telegram.people.refused import RefusedError, chat_of, member_of
from bot.sandbox.telegram.people.talking import rewrite, speak, write

LONGEST_WAIT = 60.0

routes = web.RouteTableDef()


@routes.post("/api/chats/{chat}/messages")
async def post(request: web.Request) -> web.Response:
    """A text too long for one message becomes several: the first one's id, the last one's seq."""
    if request.content_type == "multipart/form-data":
        return _sent(await _voice(request))
    body = await body_of(request)
    sent = write(
        request.app[TELEGRAM],
        chat_in_path(request),
        required(body, "from", int),
        required(body, "text", str),
        optional(body, "reply_to", int),
        optional(body, "topic", int),
    )
    return _sent(*sent)


@routes.patch("/api/chats/{chat}/messages/{message}")
async def patch(request: web.Request) -> web.Response:
    body = await body_of(request)
    person, text = required(body, "from", int), required(body, "text", str)
    chat, id_ = chat_in_path(request), message_in_path(request)
    return _sent(rewrite(request.app[TELEGRAM], chat, person, id_, text))


@routes.get("/api/chats/{chat}/messages")
async def read(request: web.Request) -> web.Response:
    """What is new or changed since ``after``, oldest message first; waits for a first change if told to."""
    telegram = request.app[TELEGRAM]
    chat = chat_of(telegram, chat_in_path(request))
    person = _reader(request, chat)
    member_of(telegram, chat.id, person)
    after = integer_in_query(request, "after", 0)
    wait = min(max(number_in_query(request, "wait", 0.0), 0.0), LONGEST_WAIT)
    bus = telegram.world.bus
    await bus.wait_for(lambda: _changed(chat, person, after) or None, wait)
    origin = str(request.url.origin())
    messages = [view(telegram, message, person, origin) for message in _changed(chat, person, after)]
    return web.json_response({"seq": bus.seq, "messages": messages})


def _changed(chat: Conversation, person: int, after: int) -> list[Message]:
    if chat.seq <= after:  # most looks of a waiting reader end here
        return []
    return [
        message
        for message in chat.messages.values()
        if message.seq > after and message.service is None and message.is_visible_to(person)
    ]


def _reader(request: web.Request, chat: Conversation) -> int:
    """Whoever ``as`` names; in a private chat there is only one who can be meant."""
    return integer_in_query(request, "as", chat.id if chat.is_private else None)


async def _voice(request: web.Request) -> Message:
    try:
        form = await request.post()
    except ValueError:
        raise RefusedError(400, "the body is no multipart form") from None
    person, voice, topic = form.get("from"), form.get("voice"), form.get("topic")
    if not isinstance(person, str) or not person.isdigit():
        raise RefusedError(400, "from must be an integer")
    if topic is not None and not (isinstance(topic, str) and topic.isdigit()):
        raise RefusedError(400, "topic must be an integer")
    if not isinstance(voice, web.FileField):
        raise RefusedError(400, "voice must be a file")
    content: Any = voice.file.read()
    thread = int(topic) if topic is not None else None
    return speak(
        request.app[TELEGRAM], chat_in_path(request), int(person), content, voice.content_type, thread
    )


def _sent(*messages: Message) -> web.Response:
    return web.json_response({"message_id": messages[0].id, "seq": messages[-1].seq})
