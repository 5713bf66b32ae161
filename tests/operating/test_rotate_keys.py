"""``housemate rotate-keys``: everything is sealed with the new key, and a wrong key is one clear error."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.fernet import Fernet

from bot.__main__ import main
from bot.home.clock import SystemClock
from bot.memory.memory import Memory

OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    async def link() -> None:
        memory = await Memory.open(tmp_path, OLD, SystemClock())
        home = await memory.add_home("Flat", "en", "UTC")
        await memory.add_account(home.id, "yandex", {}, {"access_token": "hush"})
        await memory.close()

    asyncio.run(link())
    return tmp_path


def rotate(folder: Path, key: str | None) -> Result:
    given = {"HOUSEMATE_DATA": str(folder), "HOUSEMATE_SECRET_KEY": key}
    return CliRunner().invoke(main, ["rotate-keys"], env=given)


def test_after_a_rotation_the_new_key_is_enough(folder: Path) -> None:
    assert "Sealed anew: 1." in rotate(folder, f"{NEW},{OLD}").output
    assert "Sealed anew: 0." in rotate(folder, f"{NEW},{OLD}").output

    async def opens() -> None:
        memory = await Memory.open(folder, NEW, SystemClock())
        (account,) = await memory.accounts(1)
        assert account.secrets == {"access_token": "hush"}
        await memory.close()

    asyncio.run(opens())


@pytest.mark.parametrize(
    ("key", "said"),
    [(NEW, "after a comma"), (None, "after a comma"), (f"{NEW},{OTHER}", "does not open")],
    ids=["only the new one", "none", "none that fits"],
)
def test_a_wrong_key_is_one_clear_error(folder: Path, key: str | None, said: str) -> None:
    result = rotate(folder, key)
    assert result.exit_code != 0
    assert said in result.output
    assert NEW not in result.output
    assert OTHER not in result.output
