"""The bot's groups change: they grow, they throw it out and take it in again, they are about a room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conversation.family import ANNA, DMITRY, GROUP, advance, alone, family
from tests.person import Neighbourhood, Person, bare, value

pytestmark = pytest.mark.process

LAMP = "Лампа на кухне"


@pytest.fixture(scope="module")
def home() -> Iterator[Neighbourhood]:
    with family() as world:
        yield world


def happens(world: Neighbourhood, chat: int, kind: str) -> dict[str, object]:
    return dict(world.post(f"/api/chats/{chat}/events", {"kind": kind, "from": ANNA}))


def lamp(world: Neighbourhood, *, on: bool) -> None:
    world.change(world.device(LAMP, "moscow")["id"], online=True, state={"on_off.on": on})


def test_a_topic_is_about_the_room_that_was_picked(home: Neighbourhood) -> None:
    forum = home.person("moscow", "owner", "forum").chat
    topic = next(chat for chat in home.get("/api/chats") if chat["id"] == forum)["topics"][-1]["id"]
    anna, dmitry = Person(home, ANNA, forum), Person(home, DMITRY, forum)
    lamp(home, on=False)
    refused = dmitry.says("/room", topic=topic)
    assert not refused.buttons
    rooms = anna.says("/room", topic=topic)
    assert rooms.topic == topic
    kitchen = rooms.button("Кухня")
    assert dmitry.presses(rooms, data=kitchen["callback_data"])["text"]
    anna.presses(rooms, "Кухня")
    bound = anna.sees_change(rooms)
    assert "Кухня" in bound.text
    told = dmitry.says("включи лампу", topic=topic, reply_to=bound.id)
    dmitry.sees(lambda m: m.id == told.id and LAMP in m.text and "✅" in m.text)
    assert value(home.device(LAMP, "moscow"), "on_off") is True


def test_where_the_bot_was_thrown_out_nothing_is_said_and_what_was_planned_is_told_in_private(
    home: Neighbourhood,
) -> None:
    group, private = Person(home, ANNA, GROUP), alone(home, ANNA)
    lamp(home, on=False)
    card = group.says("/home")
    group.says("включи лампу на кухне через пять минут", reply_to=card.id)
    happens(home, GROUP, "bot_removed")
    private.look(0)
    advance(home, 301)
    private.sees(lambda m: m.from_bot and LAMP in m.text and "✅" in m.text)
    assert value(home.device(LAMP, "moscow"), "on_off") is True
    happens(home, GROUP, "bot_added")
    greeting = group.sees(lambda m: m.from_bot and m.id > card.id + 2)
    assert greeting.buttons, "bound anew by its owner, with a way to join"
    assert Person(home, DMITRY, GROUP).says("/home")


def test_a_group_that_becomes_a_supergroup_stays_the_homes(home: Neighbourhood) -> None:
    group = Person(home, ANNA, GROUP)
    lamp(home, on=False)
    card = group.says("/home")
    planned = group.says("включи лампу на кухне через пять минут", reply_to=card.id)
    assert any(bare(button).startswith("d:") for button in planned.buttons)
    new = Person(home, ANNA, int(str(happens(home, GROUP, "migrate")["chat"])))
    assert new.says("/home").reply_to
    advance(home, 301)
    new.sees(lambda m: m.from_bot and LAMP in m.text and "✅" in m.text)
    assert Person(home, DMITRY, new.chat).says("/timers").reply_to
