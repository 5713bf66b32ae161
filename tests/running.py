"""The program as processes of its own, as a user starts it."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.person import Neighbourhood

START_WITHIN = 180.0  # seconds; other tests may have the machine to themselves for a while
# A bot may finish what it holds for 25 s, and on a busy machine even a killed process takes its time to go.
STOP_WITHIN = 60.0


class Process:
    """A command of ours; its standard output is read in the background."""

    def __init__(
        self, *arguments: str, environment: Mapping[str, str] | None = None, cwd: Path | None = None
    ):
        self.lines: queue.Queue[str | None] = queue.Queue()
        self.printed: list[str] = []
        command = [sys.executable, "-m", "bot", *arguments]
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("TELEGRAM_", "HOUSEMATE_"))}
        root = str(Path(__file__).parent.parent)
        self._process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if "--no-bot" not in arguments else subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            cwd=cwd or root,
            env={**clean, "PYTHONPATH": root, "PYTHONUNBUFFERED": "1", **(environment or {})},
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.lines.put(line.rstrip("\n"))
        self.lines.put(None)

    def line(self, within: float = START_WITHIN) -> str:
        """The next line it prints."""
        try:
            line = self.lines.get(timeout=within)
        except queue.Empty:
            raise AssertionError("it says nothing more: " + "\n".join(self.printed)) from None
        assert line is not None, "it ended: " + "\n".join(self.printed)
        self.printed.append(line)
        return line

    def line_with(self, part: str) -> str:
        while part not in (line := self.line()):
            pass
        return line

    def kill(self) -> None:
        """As a power cut would."""
        self._process.kill()
        self._ended()

    def _ended(self) -> int:
        status = self._process.wait(timeout=STOP_WITHIN)
        self._reader.join()
        assert self._process.stdout is not None
        self._process.stdout.close()
        return status

    def stop(self) -> int:
        self._process.terminate()
        try:
            return self._ended()
        except subprocess.TimeoutExpired:
            self.kill()
            raise


@dataclass(frozen=True)
class Alone:
    """A sandbox without a bot: the environment that it printed for one, and its person API."""

    environment: Mapping[str, str]
    world: Neighbourhood


@contextmanager
def sandbox_alone(household: str = "all") -> Iterator[Alone]:
    """`housemate sandbox --no-bot`, ready."""
    process = Process("sandbox", "--no-bot", "--port", "0", "--household", household)
    try:
        environment: dict[str, str] = {}
        while line := process.line():
            name, _, given = line.partition("=")
            environment[name] = given
        with Neighbourhood(environment["SANDBOX_URL"]) as world:
            yield Alone(environment, world)
    finally:
        process.stop()


@contextmanager
def bot_process(environment: Mapping[str, str]) -> Iterator[Process]:
    """The bot as `housemate run` starts it, serving when this returns."""
    process = Process("run", environment=environment)
    try:
        process.line_with("Start polling")
        yield process
    finally:
        process.stop()


@contextmanager
def neighbourhood() -> Iterator[Neighbourhood]:
    """All households with a bot that serves them."""
    # Calls that nobody asked for would use up the faults that a test has ordered for others.
    unasked = {"HOUSEMATE_BACKGROUND_CALLS": "0"}
    with sandbox_alone() as sandbox, bot_process({**sandbox.environment, **unasked}):
        yield sandbox.world
