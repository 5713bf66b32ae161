"""Who is there, where they chat, which commands they are offered."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.sandbox.person.fields import TELEGRAM, integer_in_query
from bot.sandbox.telegram.people.refused import RefusedError, chat_of
from bot.sandbox.telegram.telegram import Telegram

routes = web.RouteTableDef()


@routes.get("/api/bot")
async def bot(request: web.Request) -> web.Response:
    """Its name, and the one that inline queries begin with."""
    account = request.app[TELEGRAM].bot
    return web.json_response({"id": account.id, "name": account.name, "username": account.username})


@routes.get("/api/people")
async def people(request: web.Request) -> web.Response:
    telegram = request.app[TELEGRAM]
    return web.json_response(
        [
            {
                "id": person.id,
                "name": person.name,
                "language": person.language,
                "roles": {str(_today(telegram, chat)): role for chat, role in person.roles.items()},
            }
            for person in telegram.people.values()
        ]
    )


@routes.get("/api/chats")
async def chats(request: web.Request) -> web.Response:
    """Groups that became supergroups are listed with their new ids only."""
    telegram = request.app[TELEGRAM]
    now = [c.chat for c in telegram.conversations.values() if c.upgraded_to is None]
    described: list[dict[str, Any]] = [
        {
            "id": chat.id,
            "type": chat.type,
            "title": chat.title,
            "people": chat.people,
            "topics": [{"id": topic.id, "name": topic.name} for topic in chat.topics],
            "household": chat.household,
        }
        for chat in now
    ]
    return web.json_response(described)


@routes.get("/api/commands")
async def commands(request: web.Request) -> web.Response:
    """``as`` says whose list it is, for lists that only administrators or one member get."""
    telegram = request.app[TELEGRAM]
    conversation = chat_of(telegram, integer_in_query(request, "chat"))
    person = integer_in_query(request, "as", 0) or None
    if person is not None and person not in telegram.people:
        raise RefusedError(404, f"there is no person {person}")
    language = request.query.get("language", "")[:2]
    return web.json_response(telegram.commands.offered(conversation, person, language))


def _today(telegram: Telegram, chat: int) -> int:
    """The chat's id since it became a supergroup, if it did."""
    conversation = telegram.conversations.get(chat)
    return chat if conversation is None else conversation.upgraded_to or chat
