"""Everything about a person can be had and erased: also what a table holds that was added yesterday."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Column, Date, Enum, Integer, LargeBinary, String, Table, insert, select

from bot.home.clock import Clock
from bot.home.deed import Deed, DeedKind, Place, deed_from_json, deed_to_json
from bot.home.roles import Role
from bot.memory.memberships import Changed
from bot.memory.memory import Memory
from bot.memory.records import Chat
from bot.memory.tables import UtcTime, memberships, metadata, people

VERA, ANN = 11, 22
NAMES_OF_PERSONS = {"person", "asker", "owner", "member", "inviter", "user", "by"}


def referring() -> list[Table]:
    return [table for table in metadata.sorted_tables if any(refers(column) for column in table.c)]


def refers(column: Column[Any]) -> bool:
    return any(key.column is people.c.id for key in column.foreign_keys)


def row_of(table: Table, person: int, parents: Mapping[str, Any], clock: Clock) -> dict[str, Any]:
    """Some row of the table that is about the person in every way it can be."""
    return {
        column.name: some_value(column, person, parents, clock)
        for column in table.c
        if not (column.primary_key and column is table.autoincrement_column and not column.foreign_keys)
    }


def some_value(column: Column[Any], person: int, parents: Mapping[str, Any], clock: Clock) -> Any:
    if refers(column) or column.name == "chat":
        return person
    for key in column.foreign_keys:
        return parents[key.column.table.name]
    match column.type:
        case UtcTime():
            return clock.now() + timedelta(days=1)
        case Date():
            return clock.now().date()
        case Boolean():
            return True
        case Enum():
            return Role.OWNER
        case JSON():
            return None if column.nullable else {}
        case LargeBinary():
            return b"x"
        case Integer():
            return person
        case String():
            return f"x{person}"
    raise AssertionError(f"a value for {column}?")


@pytest.fixture
async def full(memory: Memory, clock: Clock) -> Memory:
    """Two people of a home, with a row about each in every table that can hold one."""
    home = await memory.add_home("Flat", "en", "UTC")
    account = await memory.add_account(home.id, "yandex", {}, {})
    parents = {"homes": home.id, "accounts": account.id}
    for person in (VERA, ANN):
        await memory.meet(person, f"Person {person}", "en")
        await memory.save_chat(Chat(person, "private", f"Person {person}", home.id, "en"))
    async with memory._database.writing() as connection:
        for table in referring():
            for person in (VERA, ANN):
                await connection.execute(insert(table).values(row_of(table, person, parents, clock)))
    return memory


def test_whatever_is_called_after_a_person_refers_to_people() -> None:
    named = [c for t in metadata.sorted_tables for c in t.c if c.name in NAMES_OF_PERSONS]
    assert len(named) > 5
    assert [str(column) for column in named if not refers(column)] == []


async def test_all_tables_tell_of_a_person_and_of_nobody_else(full: Memory) -> None:
    told = await full.export_person(VERA)
    assert {*told} >= {table.name for table in referring()} | {"people", "chats"}
    assert f"Person {ANN}" not in json.dumps(told)
    assert [row["name"] for row in told["people"]] == [f"Person {VERA}"]
    assert await full.export_person(99) == {}


async def test_of_somebody_forgotten_no_table_says_anything(full: Memory) -> None:
    before = await full.export_person(ANN)
    assert await full.forget_person(VERA) is Changed.DONE
    assert await full.export_person(VERA) == {}
    assert await full.export_person(ANN) == before
    async with full._database.reading() as connection:
        for table in metadata.sorted_tables:
            rows = (await connection.execute(select(table))).mappings().all()
            numbers = [value for row in rows for value in row.values() if isinstance(value, int)]
            assert VERA not in numbers, table.name


async def test_the_home_goes_on_without_who_is_forgotten(full: Memory) -> None:
    (home,) = await full.homes()
    await full.forget_person(VERA)
    assert [member.person.id for member in await full.members(home.id)] == [ANN]
    assert len(await full.accounts(home.id)) == 1
    assert [alias.person for alias in await full.aliases(home.id)] == [None, ANN]
    assert [entry.person for entry in await full.entries(home.id)] == [ANN, None]


async def test_the_last_owner_of_a_home_is_not_forgotten(full: Memory) -> None:
    (home,) = await full.homes()
    await full.change_member(home.id, ANN, Role.MEMBER)
    before = await full.export_person(VERA)
    assert await full.forget_person(VERA) is Changed.LAST_OWNER
    assert await full.export_person(VERA) == before
    assert await full.forget_person(ANN) is Changed.DONE
    await full.remove_home(home.id)
    assert await full.forget_person(VERA) is Changed.DONE
    async with full._database.reading() as connection:
        assert (await connection.execute(select(memberships))).first() is None


async def test_what_others_did_to_somebodys_place_is_theirs_to_have_and_to_have_erased(full: Memory) -> None:
    (home,) = await full.homes()
    far = 6_000_000_000  # beyond 32 bits
    await full.meet(far, "Far", None)
    for person in (far, far + 1):
        deed = Deed(DeedKind.GAVE_ROLE, place=Place(person, Role.GUEST))
        await full.write_entry(home.id, ANN, ANN, "press", deed_to_json(deed), "done")
    (entry,) = (await full.export_person(far))["journal"]
    assert deed_from_json(entry["what"]).concerns(far)
    await full.forget_person(far)
    kept = [deed_from_json(entry.what).place for entry in await full.entries(home.id, limit=2)]
    assert kept == [Place(far + 1, Role.GUEST), Place(None, Role.GUEST)]
    assert await full.export_person(far) == {}
