"""Cards in chats follow what happens elsewhere, and a flood of changes never runs into Telegram's limits."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.person import Message, Neighbourhood, Person
from tests.running import Alone, bot_process, sandbox_alone

pytestmark = pytest.mark.process

LAMP = "Лампа на кухне"


@pytest.fixture(scope="module")
def alone() -> Iterator[Alone]:
    with sandbox_alone("moscow") as sandbox:
        yield sandbox


def switch(world: Neighbourhood, *, on: bool) -> None:
    """By hand, at the wall."""
    world.change(world.device(LAMP, "moscow")["id"], online=True, state={"on_off.on": on})


def shows(message: Message, *, on: bool) -> bool:
    return ("Включить" in str(message.buttons)) is not on


def card_of(person: Person, *, on: bool) -> Message:
    """The lamp's card, fresh."""
    switch(person.world, on=on)
    card = person.says(LAMP)
    assert shows(card, on=on)
    return card


def refusals(world: Neighbourhood) -> list[Any]:
    return [call for call in world.calls("telegram") if call["status"] == 429]


def test_a_card_follows_the_switch_on_the_wall_also_over_a_restart(alone: Alone) -> None:
    world = alone.world
    anna = world.person("moscow")
    with bot_process(alone.environment) as bot:
        card = card_of(anna, on=False)
        switch(world, on=True)
        world.post("/api/clock", {"advance": 10})
        lit = anna.sees_change(card, lambda m: shows(m, on=True))
        bot.kill()
    switch(world, on=False)
    with bot_process(alone.environment):
        world.post("/api/clock", {"advance": 60})
        anna.sees(lambda m: m.id == lit.id and shows(m, on=False))


def test_what_somebody_does_in_one_chat_is_seen_on_cards_in_another(alone: Alone) -> None:
    world = alone.world
    unasked = {"HOUSEMATE_BACKGROUND_CALLS": "0"}
    with bot_process({**alone.environment, **unasked}):
        anna, boris = world.person("moscow"), world.person("moscow", "member", "group")
        card = card_of(anna, on=False)
        boris.says(f"включи {LAMP}", reply_to=boris.says("/devices").id)
        anna.sees_change(card, lambda m: shows(m, on=True))


def test_a_flood_of_changes_costs_no_refusal_and_ends_with_the_truth(alone: Alone) -> None:
    world = alone.world
    with bot_process(alone.environment):
        anna, boris = world.person("moscow"), world.person("moscow", "member", "group")
        switch(world, on=True)
        card = boris.says(LAMP, reply_to=boris.says("/devices").id)
        before = len(refusals(world))
        for n in range(25):
            anna.writes(f"{'включи' if n % 2 else 'выключи'} {LAMP}")
        anna.has_been_answered()
        last = boris.sees_in_time(lambda m: m.id == card.id and m.edits > 0 and shows(m, on=False), 60)
        time.sleep(2)  # nothing more may come
        boris.look(0)
        settled = boris.messages[card.id]
        assert shows(settled, on=False)
        assert last.edits <= settled.edits < 25
        assert len(refusals(world)) == before
