"""The data folder: which files it has, who may read them, and that one bot at a time uses it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet

from bot.home.errors import SettingsError

if sys.platform == "win32":
    import msvcrt

    def _lock(file: int, *, wait: bool) -> None:
        msvcrt.locking(file, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: int, *, wait: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


@dataclass(frozen=True)
class DataFolder:
    path: Path

    @property
    def database(self) -> Path:
        return self.path / "housemate.db"

    @property
    def key_file(self) -> Path:
        return self.path / "secret.key"

    def make(self) -> None:
        """Make the folder, and the database's file, for nobody else's eyes; leave what is there alone."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            # SQLite gives its -wal and -shm files the rights of the database.
            os.close(os.open(self.database, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise SettingsError(
                f"HOUSEMATE_DATA: {self.path} cannot be written ({error.strerror})."
            ) from error

    def secret_key(self) -> str:
        """The folder's own key, made at the first call."""
        try:
            if not self.key_file.exists():
                self._make_key()
            return self.key_file.read_text("ascii").strip()
        except (OSError, ValueError) as error:
            raise SettingsError(
                f"{self.key_file} can be neither read nor made; set HOUSEMATE_SECRET_KEY instead."
            ) from error

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Hold the folder for this process; ``SettingsError`` while another one does.

        The system lets go of the lock when the process ends, however it ends.
        """
        with self._locked("running.lock", wait=False):
            yield

    @contextmanager
    def being_prepared(self) -> Iterator[None]:
        """Make the folder and hold off others, who wait, while its key and its database are set up.

        SQLite does not wait where two connections switch a new file to WAL at once: one fails as locked.
        """
        with self._locked("preparing.lock", wait=True):
            yield

    @contextmanager
    def _locked(self, name: str, *, wait: bool) -> Iterator[None]:
        self.make()
        file = os.open(self.path / name, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            try:
                _lock(file, wait=wait)
            except OSError as error:
                raise SettingsError(
                    f"HOUSEMATE_DATA: another Housemate is already running on {self.path.absolute()}. "
                    "Stop it first, or give this one a folder of its own."
                ) from error
            yield
        finally:
            os.close(file)

    def _make_key(self) -> None:
        # Whole or not at all, and never over another's: a lost key is a lost account.
        draft = self.path / f"secret.key.{os.getpid()}"
        file = os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        try:
            with open(file, "wb") as stream:
                stream.write(Fernet.generate_key())
                stream.flush()
                os.fsync(stream.fileno())
            os.link(draft, self.key_file)
        except FileExistsError:
            pass  # another process was first; its key is the one
        finally:
            draft.unlink()
