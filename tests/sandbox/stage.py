"""A tiny household with a pretend Telegram, driven from both sides over HTTP: the bot's and the people's."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientResponse, FormData
from aiohttp.test_utils import TestClient, TestServer

from bot.sandbox import person, telegram
from bot.sandbox.telegram import Telegram
from bot.sandbox.world import Chat, Clock, Household, Person, Thing, Topic, World

Json = Any

ANNA, BORIS, STRANGER = 11, 12, 19
FAMILY, BASIC, FORUM = -1_000_000_000_700, -701, -1_000_000_000_702
KITCHEN = 2


class StoppedClock(Clock):
    """Moves only when it is told to."""

    def now(self) -> float:
        return 1_900_000_000.0 + self.offset


def household() -> Household:
    residents = dict.fromkeys((ANNA, FAMILY, BASIC, FORUM), "owner")
    lamp = Thing(
        "lamp-1",
        "yandex",
        "flat",
        "Lamp",
        "light",
        "Kitchen",
        [
            {"kind": "on_off", "value": False},
            {"kind": "range", "instance": "brightness", "min": 1, "max": 100, "value": 50},
        ],
    )
    return Household(
        "flat",
        "Flat",
        "en",
        "Europe/Moscow",
        [
            Person(ANNA, "Anna Bell", "en", residents),
            Person(BORIS, "Борис", "ru", {FAMILY: "member"}),
            Person(STRANGER, "Zoe", "zh"),
        ],
        [
            Chat(ANNA, "private", "Anna", [ANNA], "flat"),
            Chat(STRANGER, "private", "Zoe", [STRANGER], None),
            Chat(FAMILY, "group", "Family", [ANNA, BORIS], "flat"),
            Chat(BASIC, "group", "Old group", [ANNA, BORIS], "flat"),
            Chat(FORUM, "forum", "House", [ANNA, BORIS], "flat", [Topic(KITCHEN, "Kitchen")]),
        ],
        [lamp],
        {},
    )


@dataclass
class Stage:
    """``bot`` speaks to the Bot API, ``people`` to the person API."""

    telegram: Telegram
    bot: TestClient[Any, Any]
    people: TestClient[Any, Any]

    async def ask(self, method: str, /, **parameters: Json) -> Json:
        """A call of the Bot API as JSON; the whole answer."""
        return await (await self.call(method, **parameters)).json()

    async def call(self, method: str, /, **parameters: Json) -> ClientResponse:
        return await self.bot.post(f"/bot{self.telegram.bot.token}/{method}", json=parameters)

    async def do(self, method: str, /, **parameters: Json) -> Json:
        """A call that must succeed; its result."""
        answer = await self.ask(method, **parameters)
        assert answer["ok"], answer
        return answer["result"]

    async def fail(self, method: str, /, **parameters: Json) -> str:
        """A call that must fail; what Telegram says."""
        answer = await self.ask(method, **parameters)
        assert not answer["ok"], answer
        return str(answer["description"])

    async def upload(self, method: str, file: bytes, **parameters: Json) -> Json:
        """A call with a file, which the parameters name ``attach://file``."""
        form = FormData(quote_fields=False)
        for name, value in parameters.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        form.add_field("file", file, filename="file.png", content_type="image/png")
        response = await self.bot.post(f"/bot{self.telegram.bot.token}/{method}", data=form)
        return await response.json()

    async def updates(self, **parameters: Json) -> list[Json]:
        """What waits for the bot, confirmed at once."""
        found: list[Json] = await self.do("getUpdates", **parameters)
        if found:
            await self.do("getUpdates", offset=max(update["update_id"] for update in found) + 1)
        return found

    async def says(self, chat: int, person: int, text: str, **more: Json) -> Json:
        return await self.post(f"chats/{chat}/messages", **{"from": person}, text=text, **more)

    async def presses(self, chat: int, person: int, message: int, **which: Json) -> Json:
        return await self.post(f"chats/{chat}/messages/{message}/press", **{"from": person}, **which)

    async def happens(self, chat: int, kind: str, **more: Json) -> Json:
        """An event; ``by`` is who does it."""
        by = more.pop("by", ANNA)
        return await self.post(f"chats/{chat}/events", **{"from": by}, kind=kind, **more)

    async def sees(self, chat: int, person: int, **more: Json) -> list[Json]:
        answer = await self.get(f"chats/{chat}/messages", **{"as": person}, **more)
        messages: list[Json] = answer["messages"]
        return messages

    async def post(self, path: str, /, **body: Json) -> Json:
        response = await self.people.post(f"/api/{path}", json=body)
        assert response.status == 200, await response.text()
        return await response.json()

    async def get(self, path: str, /, **query: Json) -> Json:
        response = await self.people.get(f"/api/{path}", params=query)
        assert response.status == 200, await response.text()
        return await response.json()

    async def refused(self, method: str, path: str, body: Json = None) -> tuple[int, str]:
        """A call of the person API that must be refused: its status and why."""
        response = await self.people.request(method, f"/api/{path}", json=body)
        assert 400 <= response.status < 500, await response.text()
        return response.status, (await response.json())["error"]


@asynccontextmanager
async def open_stage(limits: bool = False, duplicate: float = 0.0) -> AsyncIterator[Stage]:
    world = World([household()], clock=StoppedClock(), limits=limits, duplicate=duplicate)
    state = Telegram(world)
    async with (
        TestClient(TestServer(telegram.build_app(state), shutdown_timeout=0.1)) as bot,
        TestClient(TestServer(person.build_app(state), shutdown_timeout=0.1)) as people,
    ):
        yield Stage(state, bot, people)
