"""A backup under way of a bot that writes, and back into either database: everything is as it was."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select

from bot.home.announcer import Address
from bot.home.clock import Clock
from bot.home.errors import SettingsError
from bot.home.roles import Reach, Role
from bot.memory.backup import back_up, restore
from bot.memory.folder import DataFolder
from bot.memory.memory import Memory
from bot.memory.records import Alias, Chat
from bot.memory.tables import metadata
from tests.databases import Place

KEY = Fernet.generate_key().decode()
Contents = Mapping[str, Sequence[Any]]


async def contents(memory: Memory) -> Contents:
    found = {}
    async with memory._database.reading() as connection:  # every table, whatever methods there are
        for table in metadata.sorted_tables:
            rows = await connection.execute(select(table).order_by(*table.primary_key))
            found[table.name] = [dict(row) for row in rows.mappings()]
    return found


async def fill(memory: Memory, clock: Clock) -> int:
    home = await memory.add_home("Дом 家", "ru", "Europe/Moscow")
    await memory.meet(1, "Vera", "en")
    await memory.add_member(home.id, 1, Role.OWNER)
    await memory.meet(2, "Ann", None)
    until = clock.now() + timedelta(hours=3, microseconds=7)
    await memory.add_member(home.id, 2, Role.GUEST, until, Reach(frozenset({"lamp"}), frozenset()))
    await memory.save_chat(Chat(-1001234567890123, "group", "Family", home.id, None))
    account = await memory.add_account(home.id, "yandex", {"host": "h"}, {"token": "secret"})
    await memory.keep_snapshot(account.id, clock.now(), {"devices": []})
    await memory.add_alias(home.id, Alias("Bob", "device", "lamp", 1))
    await memory.write_entry(home.id, 1, 5, "sentence", {"n": 1.5, "none": None}, "done")
    await memory.add_job(home.id, "order", {"x": [1]}, until, Address(5, "en", None, 7), 1)
    await memory.claim_update(7, "text", holder="one")
    return home.id


async def test_a_backup_of_a_bot_that_writes_comes_back_as_it_was(
    place: Place, clock: Clock, tmp_path: Path
) -> None:
    memory, file = await place.open(clock, key=KEY), tmp_path / "copy.db"
    home = await fill(memory, clock)

    under_way = asyncio.Event()

    async def go_on() -> None:
        for n in range(1000):
            if n == 10:
                under_way.set()
            async with memory.transaction():  # two that belong together
                await memory.meet(100 + n, f"P{n}", "en")
                await memory.add_member(home, 100 + n, Role.MEMBER)

    writing = asyncio.create_task(go_on())
    await under_way.wait()
    await back_up(DataFolder(place.folder), place.server, file)
    assert not writing.done(), "the backup was to be made under way"
    writing.cancel()
    await asyncio.gather(writing, return_exceptions=True)
    await memory.close()

    await restore(DataFolder(place.folder), place.server, file, force=True)
    again = await place.open(clock, key=KEY)
    assert len(await again.members(home)) == len((await contents(again))["people"])
    (account,) = await again.accounts(home)
    assert account.secrets == {"token": "secret"}
    assert (await again.add_home("Next", "en", "UTC")).id > home
    await again.close()


async def test_what_comes_back_is_equal_whichever_database_it_comes_to(
    place: Place, clock: Clock, tmp_path: Path
) -> None:
    memory, file = await place.open(clock, key=KEY), tmp_path / "copy.db"
    await fill(memory, clock)
    before = await contents(memory)
    await back_up(DataFolder(place.folder), place.server, file)
    await memory.add_home("Too late", "en", "UTC")
    await memory.close()
    assert file.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []

    with pytest.raises(SettingsError, match="--force"):
        await restore(DataFolder(place.folder), place.server, file)
    await restore(DataFolder(place.folder), place.server, file, force=True)
    again = await place.open(clock, key=KEY)
    assert await contents(again) == before
    await again.close()
    elsewhere = Place(tmp_path / "elsewhere")
    await restore(DataFolder(elsewhere.folder), None, file)
    moved = await elsewhere.open(clock, key=KEY)
    assert await contents(moved) == before
    await moved.close()


async def test_nothing_is_restored_under_a_bot_that_runs(place: Place, clock: Clock, tmp_path: Path) -> None:
    memory, file = await place.open(clock, key=KEY), tmp_path / "copy.db"
    await fill(memory, clock)
    await back_up(DataFolder(place.folder), place.server, file)
    with DataFolder(place.folder).claimed(), pytest.raises(SettingsError, match=r"running|using"):
        await restore(DataFolder(place.folder), place.server, file, force=True)
    await memory.close()


async def test_what_is_no_backup_or_is_damaged_replaces_nothing(clock: Clock, tmp_path: Path) -> None:
    place, file = Place(tmp_path / "data"), tmp_path / "copy.db"
    memory = await place.open(clock, key=KEY)
    await fill(memory, clock)
    before = await contents(memory)
    await memory.close()
    await back_up(DataFolder(place.folder), None, file)
    other, damaged, text = (tmp_path / name for name in ("other.db", "damaged.db", "text"))
    with closing(sqlite3.connect(other)) as database:
        database.execute("CREATE TABLE t (a)")
    whole = file.read_bytes()
    damaged.write_bytes(whole[: len(whole) // 2])
    text.write_text("no database at all, but long enough to be looked at " * 9)
    for wrong in (other, damaged, text, tmp_path / "missing"):
        with pytest.raises(SettingsError):
            await restore(DataFolder(place.folder), None, wrong, force=True)
    again = await place.open(clock, key=KEY)
    assert await contents(again) == before
    await again.close()


async def test_the_database_is_no_place_for_its_backup_and_nothing_is_no_backup(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    for file in (folder.database, tmp_path / "copy.db"):
        with pytest.raises(SettingsError):
            await back_up(folder, None, file)
    assert not (tmp_path / "copy.db").exists()
