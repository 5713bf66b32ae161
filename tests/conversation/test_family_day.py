"""A day in the family's group: four people write much to each other, and now and then to the bot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx
import pytest

from tests.person import Message, Neighbourhood, Person, value
from tests.running import Alone, bot_process, sandbox_alone

pytestmark = pytest.mark.process

SCRIPT = Path(__file__).with_name("family_day.txt")
SPEAKERS = {"A": "Анна Соколова", "D": "Дмитрий Соколов", "L": "林梅", "E": "Emma Carter"}
ANSWERED_WITHIN = (
    60  # seconds: a group hears 20 messages a minute from a bot, and they may wait for their turn
)


@dataclass(frozen=True)
class Line:
    who: str
    text: str
    for_the_bot: bool
    is_reply: bool


def lines() -> list[Line]:
    read = []
    for line in SCRIPT.read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        who, _, text = line.partition(" ")
        read.append(Line(who[0], text.removeprefix("^ "), who.endswith(">"), text.startswith("^ ")))
    return read


@pytest.fixture(scope="module")
def flat() -> Iterator[Alone]:
    unasked = {"HOUSEMATE_BACKGROUND_CALLS": "0"}
    with sandbox_alone("moscow") as sandbox, bot_process({**sandbox.environment, **unasked}):
        yield sandbox


def test_a_day_in_the_family_group(flat: Alone) -> None:
    world = flat.world
    people = people_of(world)
    owner = people["A"]
    world.post(f"/api/chats/{owner.chat}/events", {"kind": "privacy", "from": owner.id, "on": False})
    name = name_of_the_bot(flat.environment)
    asked: set[int] = set()
    card: Message | None = None
    for line in lines():
        text = line.text.replace("@", f"@{name}") if line.for_the_bot else line.text
        more = {"reply_to": card.id} if line.is_reply and card else {}
        sent = people[line.who].writes(text, **more)
        if line.for_the_bot:
            card = owner.sees_in_time(partial(answers, sent), ANSWERED_WITHIN)
            asked.add(sent)
    owner.has_been_answered()
    *answered, _ = (m for m in owner.messages.values() if m.from_bot)
    unasked = [(owner.messages.get(m.reply_to or 0), m.text) for m in answered if m.reply_to not in asked]
    assert unasked == []
    assert len(asked) == len(answered) == 40
    assert [call for call in world.calls("telegram") if call["status"] == 429] == []
    left_on = {d["name"] for d in world.devices("moscow") if d["room"] == "Кухня" and value(d, "on_off")}
    assert left_on == {"Розетка холодильника", "Кофеварка", "Чайник"}, (
        "what was asked for was done, and no more"
    )


def answers(sent: int, message: Message) -> bool:
    return message.from_bot and message.reply_to == sent


def test_the_script_is_a_day_of_four_people() -> None:
    script = lines()
    assert {line.who for line in script} == SPEAKERS.keys()
    assert len(script) >= 300
    assert sum(line.for_the_bot for line in script) == 40


def people_of(world: Neighbourhood) -> dict[str, Person]:
    group = world.person("moscow", "owner", "group").chat
    ids = {person["name"]: person["id"] for person in world.get("/api/people")}
    return {sign: Person(world, ids[name], group) for sign, name in SPEAKERS.items()}


def name_of_the_bot(environment: Mapping[str, str]) -> str:
    url = f"{environment['TELEGRAM_API']}/bot{environment['TELEGRAM_TOKEN']}/getMe"
    return str(httpx.get(url, trust_env=False, timeout=30).json()["result"]["username"])
