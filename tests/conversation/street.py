"""One home and everybody who may have to do with it, in a sandbox and a bot of their own.

The people of the sandbox's other households are lent to this home: an administrator, guests of all sorts.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.home.clock import SystemClock
from bot.home.roles import Reach, Role
from bot.i18n import Languages
from bot.memory.memory import Memory
from bot.memory.records import Chat
from bot.memory.seed import plant
from tests.person import Message, Neighbourhood, Person
from tests.running import bot_process, sandbox_alone

HOME = "hangzhou"
OWNER, MEMBER, ADMIN, GUEST, STRANGER = range(2001, 2006)
LIMITED, EXPIRED, PASSING, LEAVING, FALLING = range(1001, 1006)
"""LIMITED has the kitchen only; the stay of EXPIRED is over, that of PASSING lasts an hour."""
TWICE = 3001
"""Owns another home, whose kitchen has a lamp of the same name, and lives in this one, too."""
OTHER_HOME = "both"

KNOWN = (OWNER, ADMIN, MEMBER, GUEST, LIMITED)
NOBODY = (EXPIRED, STRANGER)
EVERYBODY = (*KNOWN, *NOBODY)
ENGLISH = Languages.load().pick("en")


@dataclass(frozen=True)
class Street:
    world: Neighbourhood
    data: Path
    groups: tuple[int, ...]
    forums: tuple[int, ...]

    def alone(self, person: int) -> Person:
        return Person(self.world, person, person)

    def there(self, person: int, chat: int) -> Person:
        return Person(self.world, person, chat)

    def topic(self, forum: int) -> int:
        chat = next(chat for chat in self.world.get("/api/chats") if chat["id"] == forum)
        return int(chat["topics"][-1]["id"])

    def change(self, sql: str, *given: object) -> None:
        """Somebody's membership changes meanwhile, as another process of the bot would change it."""
        with closing(sqlite3.connect(self.data / "housemate.db", timeout=30)) as database, database:
            assert database.execute(sql, given).rowcount == 1


@contextmanager
def street() -> Iterator[Street]:
    with sandbox_alone() as sandbox:
        world = sandbox.world
        chats = world.get("/api/chats")
        groups = tuple(chat["id"] for chat in chats if chat["type"] == "group")
        forums = tuple(chat["id"] for chat in chats if chat["type"] == "forum")
        for chat in chats:
            if chat["id"] < 0:
                for person in (*EVERYBODY, LEAVING, FALLING):
                    if person not in chat["people"]:
                        world.post(f"/api/chats/{chat['id']}/events", {"kind": "join", "from": person})
        environment = dict(sandbox.environment)
        data = Path(environment["HOUSEMATE_DATA"])
        asyncio.run(_furnish(environment, world, (*groups, *forums)))
        with bot_process({**environment, "HOUSEMATE_BACKGROUND_CALLS": "0"}):
            yield Street(world, data, groups, forums)


async def _furnish(environment: Mapping[str, str], world: Neighbourhood, chats: tuple[int, ...]) -> None:
    seed = Path(environment["HOUSEMATE_SEED"])
    homes = json.loads(seed.read_text(encoding="utf-8"))["homes"]
    alone = seed.with_name("alone.json")
    there = [home for home in homes if any(person["id"] in (OWNER, TWICE) for person in home["people"])]
    alone.write_text(json.dumps({"homes": there}), encoding="utf-8")
    clock = SystemClock()
    memory = await Memory.open(Path(environment["HOUSEMATE_DATA"]), None, clock)
    try:
        await plant(memory, alone)
        home = next(m.home for m in await memory.memberships(OWNER))
        kitchen = [d["id"] for d in world.devices(HOME) if d["room"] == "厨房"]
        now, reach = clock.now(), Reach(devices=frozenset(kitchen))
        for person, role, until, limits in (
            (ADMIN, Role.ADMIN, None, None),
            (LIMITED, Role.GUEST, None, reach),
            (EXPIRED, Role.GUEST, now - timedelta(minutes=1), None),
            (PASSING, Role.GUEST, now + timedelta(hours=1), None),
            (LEAVING, Role.MEMBER, None, None),
            (FALLING, Role.MEMBER, None, None),
            (TWICE, Role.MEMBER, None, None),
        ):
            await memory.meet(person, f"Person {person}", None)
            await memory.add_member(home.id, person, role, until, limits)
        for person in (*EVERYBODY, PASSING, LEAVING, FALLING, TWICE):
            await memory.meet(person, f"Person {person}", None)
            await memory.set_language(person, "en")
        for chat in chats[1:]:  # nobody has bound the first one
            await memory.save_chat(Chat(chat, "group", "", home.id, None))
        for chat in (chats[0], TWICE):  # who has chosen no home yet
            await memory.forget_chat(chat)
    finally:
        await memory.close()


def asks_to_be_sure(card: Message) -> bool:
    return any(":y:" in button["callback_data"] for button in card.buttons if "callback_data" in button)


def denial(code: str) -> str:
    return ENGLISH.say(f"denial.{code}")
