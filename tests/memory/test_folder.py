"""The data folder: private, one bot at a time, one key for ever."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.home.clock import Clock
from bot.home.errors import SettingsError
from bot.memory.folder import DataFolder
from bot.memory.memory import Memory

ROOT = Path(__file__).parents[2]


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def files(folder: Path) -> dict[str, int]:
    """The folder's files with their rights."""
    return {path.name: rights(path) for path in folder.iterdir()}


def claim(folder: Path) -> None:
    with DataFolder(folder).claimed():
        pass


async def test_nobody_else_can_read_the_folder_or_anything_in_it(tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "data"
    memory = await Memory.open(folder, None, clock)
    await memory.add_home("Flat", "en", "UTC")
    assert rights(folder) == 0o700
    found = files(folder)
    assert found.keys() >= {"housemate.db", "housemate.db-wal", "secret.key"}
    assert set(found.values()) == {0o600}
    await memory.close()


def test_the_key_is_made_once_and_kept(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    key = folder.secret_key()
    Fernet(key)
    assert folder.secret_key() == key
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_a_key_that_another_process_made_meanwhile_is_respected(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.key_file.write_text("theirs")
    folder._make_key()
    assert folder.secret_key() == "theirs"


async def test_a_folder_that_cannot_be_made_is_told_by_its_setting(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="HOUSEMATE_DATA"):
        DataFolder(tmp_path / "file" / "data").make()


def test_the_folder_is_for_one_at_a_time(tmp_path: Path) -> None:
    with (
        DataFolder(tmp_path).claimed(),
        pytest.raises(SettingsError, match="another Housemate is already running"),
    ):
        claim(tmp_path)
    claim(tmp_path)


def test_a_killed_process_leaves_the_folder_free(tmp_path: Path) -> None:
    hold = (
        "import sys, time; from pathlib import Path; from bot.memory.folder import DataFolder\n"
        "with DataFolder(Path(sys.argv[1])).claimed(): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, tmp_path], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(SettingsError):
            claim(tmp_path)
        process.kill()
        process.wait()
    claim(tmp_path)
