"""Within a request the database is asked once for the same, and what the request changes is seen at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.home.lookups import looking_once
from bot.home.roles import Role
from bot.memory.memory import Memory
from bot.memory.records import Alias, Chat, Home

ANNA = 1


@pytest.fixture
async def home(memory: Memory) -> Home:
    await memory.meet(ANNA, "Anna", "en")
    home = await memory.add_home("Flat", "en", "UTC")
    await memory.add_member(home.id, ANNA, Role.OWNER)
    return home


@contextmanager
def queries() -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []

    def note(_c: Any, _r: Any, statement: str, *_: Any) -> None:
        if statement.startswith("SELECT"):
            asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def look(memory: Memory, home: Home) -> tuple[object, ...]:
    return (
        await memory.memberships(ANNA),
        await memory.membership(home.id, ANNA),
        await memory.person(ANNA),
        await memory.binding(ANNA),
        await memory.aliases(home.id),
    )


async def test_a_request_asks_once_and_the_next_one_again(memory: Memory, home: Home) -> None:
    with queries() as asked:
        with looking_once():
            assert await look(memory, home) == await look(memory, home)
        assert len(asked) == 4
        with looking_once():
            await look(memory, home)
        assert len(asked) == 8
        await look(memory, home)
        await look(memory, home)
        assert len(asked) == 18, "outside of a request nothing is kept"


async def test_a_request_sees_what_it_has_changed(memory: Memory, home: Home) -> None:
    with looking_once():
        await look(memory, home)
        await memory.add_member(home.id, ANNA, Role.GUEST)
        assert [m.role for m in await memory.memberships(ANNA)] == [Role.GUEST]
        await memory.set_language(ANNA, "zh")
        person = await memory.person(ANNA)
        assert person is not None
        assert person.language == "zh"
        await memory.save_chat(Chat(ANNA, "private", "", home.id, None))
        assert await memory.binding(ANNA) is not None
        await memory.add_alias(home.id, Alias("sun", "device", "lamp", ANNA))
        assert [alias.name for alias in await memory.aliases(home.id)] == ["sun"]


async def test_in_the_middle_of_a_change_nothing_is_kept(memory: Memory, home: Home) -> None:
    async def break_off() -> None:
        async with memory.transaction():
            await memory.add_member(home.id, ANNA, Role.GUEST)
            assert [m.role for m in await memory.memberships(ANNA)] == [Role.GUEST]
            raise RuntimeError("the change is taken back")

    with looking_once():
        await memory.memberships(ANNA)
        with pytest.raises(RuntimeError):
            await break_off()
        assert [m.role for m in await memory.memberships(ANNA)] == [Role.OWNER]
