"""``POST /api/chats/{chat}/events``: what else people and groups do.

``from`` is who does it (missing: the chat's owner, except for what only the person can do). ``person`` is
whom it concerns, where that is somebody else: who is removed, promoted or demoted (missing, or the bot's id:
the bot). The other fields: ``react`` takes ``message_id`` and ``emoji`` (missing: taken back), ``topic``
takes ``name`` and, to rename one, ``topic``; ``privacy`` takes ``on`` (missing: the other way round).
Answers ``{"seq"}``, and the new ``chat`` of a migration or the ``topic``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.sandbox.person.fields import TELEGRAM, body_of, chat_in_path, optional, required
from bot.sandbox.telegram.conversation import BotStatus
from bot.sandbox.telegram.people import gathering
from bot.sandbox.telegram.people.refused import RefusedError, chat_of
from bot.sandbox.telegram.telegram import Telegram

routes = web.RouteTableDef()


@dataclass(frozen=True)
class Event:
    telegram: Telegram
    chat: int
    body: dict[str, Any]

    @property
    def by(self) -> int:
        """Who does it; where anybody could have done it, the chat's owner when nobody is named."""
        person = optional(self.body, "from", int)
        if person is None and self.body["kind"] not in PERSONAL:
            person = chat_of(self.telegram, self.chat).creator
        return required(self.body, "from", int) if person is None else person

    @property
    def whom(self) -> int | None:
        return optional(self.body, "person", int)


Details = dict[str, Any] | None


@routes.post("/api/chats/{chat}/events")
async def happen(request: web.Request) -> web.Response:
    telegram, body = request.app[TELEGRAM], await body_of(request)
    kind = required(body, "kind", str)
    if kind not in EVENTS:
        raise RefusedError(400, f"kind must be one of {', '.join(EVENTS)}")
    chat_of(telegram, chat_in_path(request))
    details = EVENTS[kind](Event(telegram, chat_in_path(request), body))
    return web.json_response({"seq": telegram.world.bus.seq, **(details or {})})


def _join(event: Event) -> Details:
    gathering.join(event.telegram, event.chat, event.by)
    return None


def _leave(event: Event) -> Details:
    gathering.leave(event.telegram, event.chat, event.by, event.by)
    return None


def _remove(event: Event) -> Details:
    whom = required(event.body, "person", int)
    if whom == event.telegram.bot.id:
        return _bot(BotStatus.KICKED)(event)
    gathering.leave(event.telegram, event.chat, whom, event.by)
    return None


def _admin(admin: bool) -> Callable[[Event], Details]:
    def change(event: Event) -> Details:
        whom = event.telegram.bot.id if event.whom is None else event.whom
        gathering.set_admin(event.telegram, event.chat, whom, event.by, admin)
        return None

    return change


def _bot(status: BotStatus, private: bool = False) -> Callable[[Event], Details]:
    def change(event: Event) -> Details:
        if chat_of(event.telegram, event.chat).is_private != private:
            raise RefusedError(409, f"chat {event.chat} is {'no ' if private else ''}private chat")
        gathering.set_bot(event.telegram, event.chat, event.by, status)
        return None

    return change


def _migrate(event: Event) -> Details:
    return {"chat": gathering.migrate(event.telegram, event.chat, event.by)}


def _react(event: Event) -> Details:
    id_, emoji = required(event.body, "message_id", int), optional(event.body, "emoji", str)
    gathering.react(event.telegram, event.chat, event.by, id_, emoji)
    return None


def _topic(event: Event) -> Details:
    name, topic = required(event.body, "name", str).strip(), optional(event.body, "topic", int)
    if not 1 <= len(name) <= LONGEST_NAME:
        raise RefusedError(400, f"name must have 1 to {LONGEST_NAME} characters")
    return {"topic": gathering.name_topic(event.telegram, event.chat, event.by, topic, name)}


def _privacy(event: Event) -> Details:
    wanted = optional(event.body, "on", bool)
    on = not event.telegram.bot.privacy if wanted is None else wanted
    gathering.set_privacy(event.telegram, on)
    return {"on": on}


LONGEST_NAME = 128
PERSONAL = ("join", "leave", "react", "topic")
EVENTS: dict[str, Callable[[Event], Details]] = {
    "join": _join,
    "leave": _leave,
    "remove": _remove,
    "promote": _admin(True),
    "demote": _admin(False),
    "bot_added": _bot(BotStatus.MEMBER),
    "bot_removed": _bot(BotStatus.KICKED),
    "block": _bot(BotStatus.KICKED, private=True),
    "unblock": _bot(BotStatus.MEMBER, private=True),
    "migrate": _migrate,
    "react": _react,
    "topic": _topic,
    "privacy": _privacy,
}
