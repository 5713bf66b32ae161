"""The seed: everything in it is planted, once, or the field that is wrong is named."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from bot.home.errors import SettingsError
from bot.home.roles import Role
from bot.memory.memory import Memory
from bot.memory.records import Chat, Home, Membership, Person
from bot.memory.seed import plant

SEED: dict[str, Any] = {
    "homes": [
        {
            "name": "Дача",
            "language": "ru",
            "timezone": "Europe/Moscow",
            "accounts": [
                {
                    "cloud": "yandex",
                    "settings": {"host": "http://127.0.0.1:8081", "household": "h-1"},
                    "secrets": {"access_token": "hush"},
                }
            ],
            "people": [
                {"id": 1001, "name": "Вера", "language": "ru", "role": "owner"},
                {"id": 1002, "name": "Max", "language": "en", "role": "guest"},
            ],
            "chats": [{"id": -5001, "type": "forum", "title": "Семья"}],
        },
        {
            "name": "家",
            "language": "zh",
            "timezone": "Asia/Shanghai",
            "accounts": [],
            "people": [{"id": 1001, "name": "Вера", "language": "ru", "role": "member"}],
            "chats": [],
        },
    ]
}


def written(folder: Path, seed: object) -> Path:
    path = folder / "seed.json"
    path.write_text(json.dumps(seed))
    return path


async def test_all_of_the_seed_is_planted(memory: Memory, tmp_path: Path) -> None:
    await plant(memory, written(tmp_path, SEED))
    dacha = Home(1, "Дача", "ru", "Europe/Moscow")
    flat = Home(2, "家", "zh", "Asia/Shanghai")
    (account,) = await memory.accounts(1)
    assert account.cloud == "yandex"
    assert account.settings == {"host": "http://127.0.0.1:8081", "household": "h-1"}
    assert account.secrets == {"access_token": "hush"}
    assert await memory.memberships(1001) == (Membership(dacha, Role.OWNER), Membership(flat, Role.MEMBER))
    assert await memory.memberships(1002) == (Membership(dacha, Role.GUEST),)
    assert await memory.person(1002) == Person(1002, "Max", "en")
    assert await memory.chat(-5001) == Chat(-5001, "forum", "Семья", 1, None)


async def test_a_memory_that_is_not_empty_stays_as_it_is(memory: Memory, tmp_path: Path) -> None:
    path = written(tmp_path, SEED)
    await plant(memory, path)
    await plant(memory, path)
    assert await memory.home(3) is None


async def test_a_seed_that_fails_half_way_leaves_nothing_and_can_be_mended(
    memory: Memory, tmp_path: Path
) -> None:
    broken = deepcopy(SEED)
    broken["homes"][1]["people"][0]["role"] = "king"
    with pytest.raises(SettingsError):
        await plant(memory, written(tmp_path, broken))
    assert await memory.is_empty()
    assert await memory.person(1001) is None
    await plant(memory, written(tmp_path, SEED))
    assert not await memory.is_empty()


MISTAKES = [
    (["homes"], {}, "homes must be a list"),
    (["homes", 0], "flat", "homes[0] must be an object"),
    (["homes", 0, "name"], "", "homes[0].name must be a text"),
    (["homes", 0, "language"], None, "homes[0].language must be a text"),
    (["homes", 1, "timezone"], "Mars/Olympus", "homes[1].timezone must be a time zone"),
    (["homes", 1, "timezone"], "../etc/passwd", "homes[1].timezone must be a time zone"),
    (["homes", 0, "accounts", 0, "settings", "household"], 7, "accounts[0].settings must be an object of"),
    (
        ["homes", 0, "accounts", 0, "settings", "host"],
        "https://example.org",
        "must be an address on loopback",
    ),
    (["homes", 0, "accounts", 0, "settings", "host"], "http://127.0.0.1.example.org", "on loopback"),
    (["homes", 0, "accounts", 0, "settings", "host"], "http://[", "on loopback"),
    (["homes", 0, "people", 1, "id"], "1002", "people[1].id must be a whole number"),
    (["homes", 0, "people", 1, "id"], True, "people[1].id must be a whole number"),
    (["homes", 0, "people", 1, "role"], ["owner"], "people[1].role must be owner or"),
    (["homes", 0, "chats", 0, "type"], "channel", "chats[0].type must be private or group or forum"),
]


@pytest.mark.parametrize(("steps", "value", "complaint"), MISTAKES)
async def test_a_mistake_is_named_by_its_field(
    memory: Memory, tmp_path: Path, steps: list[str | int], value: object, complaint: str
) -> None:
    seed = deepcopy(SEED)
    at: Any = seed
    for step in steps[:-1]:
        at = at[step]
    at[steps[-1]] = value
    with pytest.raises(SettingsError) as error:
        await plant(memory, written(tmp_path, seed))
    assert complaint in str(error.value)
    assert "HOUSEMATE_SEED" in str(error.value)


async def test_a_missing_field_is_named(memory: Memory, tmp_path: Path) -> None:
    seed = deepcopy(SEED)
    del seed["homes"][0]["accounts"][0]["secrets"]
    with pytest.raises(SettingsError, match=r"homes\[0\]: accounts\[0\]\.secrets"):
        await plant(memory, written(tmp_path, seed))


async def test_no_secret_of_the_seed_is_in_a_complaint(memory: Memory, tmp_path: Path) -> None:
    seed = deepcopy(SEED)
    seed["homes"][0]["accounts"][0]["secrets"] = {"access_token": "hush", "expires_at": 7}
    with pytest.raises(SettingsError) as error:
        await plant(memory, written(tmp_path, seed))
    assert "hush" not in str(error.value)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]", b"7"])
async def test_a_file_that_is_no_seed_is_refused(memory: Memory, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "seed.json"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match="HOUSEMATE_SEED"):
        await plant(memory, path)


async def test_a_seed_that_is_not_there_is_told_so(memory: Memory, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"HOUSEMATE_SEED: .*missing\.json"):
        await plant(memory, tmp_path / "missing.json")
