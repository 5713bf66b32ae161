"""Chats and topics: what they are bound to, also when a group becomes a supergroup."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.home.announcer import Address
from bot.memory.memory import Memory
from bot.memory.records import Binding, Chat, Home, LiveCard
from tests.clocks import FrozenClock

OLD, NEW = -5001, -1005001


@pytest.fixture
async def home(memory: Memory) -> Home:
    await memory.meet(1, "Vera", "en")
    home = await memory.add_home("Flat", "en", "UTC")
    await memory.save_chat(Chat(OLD, "group", "Family", home.id, "zh", "kitchen"))
    return home


async def test_a_topic_is_bound_as_its_chat_until_it_has_its_own(memory: Memory, home: Home) -> None:
    dacha = await memory.add_home("Dacha", "ru", "UTC")
    assert await memory.binding(OLD, 3) == Binding(home.id, "kitchen")
    await memory.bind_topic(OLD, 3, Binding(dacha.id, "sauna"))
    assert await memory.binding(OLD, 3) == Binding(dacha.id, "sauna")
    assert await memory.binding(OLD) == Binding(home.id, "kitchen")
    await memory.bind_topic(OLD, 3, None)
    assert await memory.binding(OLD, 3) == Binding(home.id, "kitchen")
    assert await memory.chats_of(home.id) == (Chat(OLD, "group", "Family", home.id, "zh", "kitchen"),)


async def test_a_chat_that_is_forgotten_or_unbound_is_about_nothing(memory: Memory, home: Home) -> None:
    await memory.save_chat(Chat(-1, "group", "Work", None, None))
    assert await memory.binding(-1) is None
    await memory.forget_chat(OLD)
    assert await memory.binding(OLD) is None


async def test_of_a_chat_that_is_left_the_cards_go_and_plans_are_told_to_who_asked(
    memory: Memory, home: Home, clock: FrozenClock
) -> None:
    await filled(memory, home, clock)
    here = Address(OLD, "en", 3, 9)
    await memory.add_job(home.id, "order", {"by": "Vera"}, clock.now(), here, person=1)
    question = await memory.ask(home.id, OLD, 1, "choose", {}, timedelta(minutes=1))
    for _ in range(2):
        await memory.forget_chat(OLD)
    assert await memory.live_cards(home.id) == ()
    assert await memory.question(question.token) is None
    assert await memory.talk(OLD, None, 1) is None
    addresses = [job.address for job in await memory.jobs_of(home.id, ["order"]) if job.person]
    assert addresses == [Address(1, "en")]


async def filled(memory: Memory, home: Home, clock: FrozenClock) -> None:
    await memory.bind_topic(OLD, 3, Binding(home.id, None))
    await memory.ask(home.id, OLD, 1, "choose", {}, timedelta(minutes=1))
    await memory.add_job(home.id, "order", {}, clock.now(), Address(OLD, "en"))
    await memory.keep_talk(OLD, None, 1, clock.now(), {"last": "lamp"})
    until = clock.now() + timedelta(minutes=5)
    await memory.keep_card(LiveCard(Address(OLD, "en", None, 9), home.id, 1, {"device": "lamp"}, until))


@pytest.mark.parametrize("met", [False, True])
async def test_everything_moves_along_with_a_group(
    memory: Memory, home: Home, clock: FrozenClock, met: bool
) -> None:
    await filled(memory, home, clock)
    if met:  # something was said in the new chat before its move was heard of
        await memory.save_chat(Chat(NEW, "group", "Family", None, None))
        await memory.keep_talk(NEW, None, 1, clock.now(), {"last": "kettle"})
    for _ in range(2):  # Telegram tells it twice
        await memory.rekey_chat(OLD, NEW)
    assert await memory.chat(OLD) is None
    assert await memory.chat(NEW) == Chat(NEW, "group", "Family", home.id, "zh", "kitchen")
    assert await memory.binding(NEW, 3) == (Binding(home.id, "kitchen") if met else Binding(home.id, None))
    (job,) = await memory.jobs_of(home.id, ["order"])
    (card,) = await memory.live_cards(home.id)
    assert (job.address.chat, card.address.chat) == (NEW, NEW)
    talk = await memory.talk(NEW, None, 1)
    assert talk == (clock.now(), {"last": "kettle" if met else "lamp"})
    assert await memory.talk(OLD, None, 1) is None
