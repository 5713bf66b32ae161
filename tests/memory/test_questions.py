"""Open questions: answered once, in time, by whoever holds the button."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.home.clock import Clock
from bot.memory.memory import Memory
from bot.memory.records import Home
from tests.clocks import FrozenClock
from tests.databases import Place

MINUTE = timedelta(minutes=1)
PAYLOAD = {"options": [{"device": "лампа", "value": 30.5, "on": True, "room": None}]}


@pytest.fixture
async def home(memory: Memory) -> Home:
    await memory.meet(1, "Vera", "ru")
    return await memory.add_home("Flat", "ru", "Europe/Moscow")


async def test_a_question_survives_a_restart(memory: Memory, home: Home, place: Place, clock: Clock) -> None:
    question = await memory.ask(home.id, -5001, 1, "choose", PAYLOAD, MINUTE)
    again = await place.open(clock)
    assert await again.question(question.token) == question
    assert question.payload == PAYLOAD
    assert question.expires == clock.now() + MINUTE
    await again.close()


async def test_a_question_is_closed_once(memory: Memory, home: Home) -> None:
    question = await memory.ask(home.id, -5001, 1, "confirm", {}, MINUTE)
    assert await memory.close_question(question.token)
    assert not await memory.close_question(question.token)
    assert await memory.question(question.token) is None


async def test_of_twenty_presses_at_once_one_counts(memory: Memory, home: Home) -> None:
    question = await memory.ask(home.id, -5001, 1, "confirm", {}, MINUTE)
    claims = await asyncio.gather(*(memory.close_question(question.token) for _ in range(20)))
    assert sorted(claims) == [False] * 19 + [True]


async def test_of_two_processes_that_claim_at_once_one_succeeds(
    memory: Memory, home: Home, place: Place, clock: Clock
) -> None:
    other = await place.open(clock)
    tokens = [(await memory.ask(home.id, 1, 1, "confirm", {}, MINUTE)).token for _ in range(10)]
    claims = await asyncio.gather(*(m.close_question(token) for token in tokens for m in (memory, other)))
    assert [claims[i] + claims[i + 1] for i in range(0, 20, 2)] == [1] * 10
    await other.close()


async def test_an_expired_question_is_over(memory: Memory, home: Home, clock: FrozenClock) -> None:
    question = await memory.ask(home.id, -5001, 1, "confirm", {}, MINUTE)
    clock.advance(minutes=1)
    assert await memory.question(question.token) is None
    assert not await memory.close_question(question.token)


async def test_closing_one_question_leaves_the_others_open(memory: Memory, home: Home) -> None:
    first = await memory.ask(home.id, -5001, 1, "choose", {"n": 1}, MINUTE)
    second = await memory.ask(home.id, -5001, 1, "choose", {"n": 2}, MINUTE)
    assert await memory.close_question(first.token)
    assert await memory.question(second.token) == second


async def test_tokens_are_short_enough_for_a_button(memory: Memory, home: Home) -> None:
    asked = [await memory.ask(home.id, 1, 1, "choose", {}, MINUTE) for _ in range(20)]
    assert all(len(question.token) <= 12 for question in asked)
    assert len({question.token for question in asked}) == 20


_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(payload=st.dictionaries(st.text(), _json))
def test_any_json_comes_back_as_it_was(
    payload: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    async def ask_and_read() -> object:
        memory = await Memory.open(tmp_path_factory.getbasetemp() / "payloads", None, FrozenClock())
        await memory.meet(1, "Vera", None)
        home = await memory.add_home("Flat", "en", "UTC")
        question = await memory.ask(home.id, 1, 1, "choose", payload, MINUTE)
        read = await memory.question(question.token)
        await memory.close()
        return read and read.payload

    assert asyncio.run(ask_and_read()) == payload


async def test_open_questions_are_found_by_home_kind_and_asker(memory: Memory, home: Home) -> None:
    await memory.meet(2, "Igor", "ru")
    other = await memory.add_home("Cottage", "ru", "Europe/Moscow")
    late = await memory.ask(home.id, -5001, 1, "join", {}, 2 * MINUTE)
    soon = await memory.ask(home.id, -5001, 2, "join", {}, MINUTE)
    await memory.ask(home.id, -5001, 1, "confirm", {}, MINUTE)
    await memory.ask(other.id, -5001, 1, "join", {}, MINUTE)
    assert await memory.questions_of(home.id, "join") == (soon, late)
    assert await memory.questions_of(home.id, "join", 1) == (late,)
    await memory.close_question(late.token)
    assert await memory.questions_of(home.id, "join", 1) == ()


async def test_what_is_kept_with_a_question_can_be_revised_while_it_is_open(
    memory: Memory, home: Home
) -> None:
    question = await memory.ask(home.id, -5001, 1, "join", {"cards": []}, MINUTE)
    await memory.revise_question(question.token, PAYLOAD)
    revised = await memory.question(question.token)
    assert revised is not None
    assert revised.payload == PAYLOAD
    await memory.close_question(question.token)
    await memory.revise_question(question.token, PAYLOAD)
    assert await memory.question(question.token) is None
