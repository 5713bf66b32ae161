"""Several processes drain one queue: nothing is done twice, nothing is lost, whoever is killed.

HOUSEMATE_JOBS=10000 drains as many; the suite is content with fewer.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from bot.home.announcer import Address
from bot.home.clock import SystemClock
from tests.databases import Place

ROOT = Path(__file__).parents[2]
JOBS = int(os.environ.get("HOUSEMATE_JOBS", "300"))
NEVER = 0

pytestmark = pytest.mark.process


async def filled(place: Place, count: int) -> None:
    """A memory whose queue holds so many jobs that are due."""
    clock = SystemClock()
    memory = await place.open(clock)
    home = await memory.add_home("Flat", "en", "UTC")
    async with memory.transaction():
        for _ in range(count):
            await memory.add_job(home.id, "order", {}, clock.now(), Address(1, "en"))
    await memory.close()


def start(place: Place, log: Path, dies_at: int = NEVER, lease: float = 60) -> subprocess.Popen[str]:
    arguments = (log, dies_at, lease)
    command = [sys.executable, "-m", "tests.jobs.draining", *map(str, arguments)]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | place.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def begin(processes: list[subprocess.Popen[str]]) -> None:
    """All at once: however long one takes to start, none has emptied the queue before."""
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.close()


def ended(processes: list[subprocess.Popen[str]], within: float) -> list[int]:
    until = time.monotonic() + within
    codes = [process.wait(max(1, until - time.monotonic())) for process in processes]
    for process in processes:
        assert process.stdout is not None
        process.stdout.close()
    return codes


def told(log: Path) -> dict[str, Counter[int]]:
    """How often each job was done, and how often it was said that nobody knows."""
    lines = [line.rsplit(" ", 1) for line in log.read_text().splitlines()]
    return {
        what: Counter(int(id_) for said, id_ in lines if said == what)
        for what in ("done", "unknown", "given up")
    }


async def test_three_processes_do_every_job_once(place: Place, tmp_path: Path) -> None:
    await filled(place, JOBS)
    began = time.monotonic()
    processes = [start(place, tmp_path / "log") for _ in range(3)]
    begin(processes)
    assert ended(processes, 120 + JOBS / 20) == [0, 0, 0]
    print(f"{JOBS} jobs in {time.monotonic() - began:.1f} s, start included")
    log = told(tmp_path / "log")
    assert log["done"] == Counter(range(1, JOBS + 1))
    assert not log["unknown"]


async def test_the_jobs_of_killed_processes_are_taken_over(place: Place, tmp_path: Path) -> None:
    """Two of three die in the middle of a job, between its being begun and its effect.

    What was done a moment before may be among what nobody knows: its end could not be written down.
    """
    await filled(place, JOBS)
    fates = (1, JOBS // 10, NEVER)
    processes = [start(place, tmp_path / "log", dies_at, lease=4) for dies_at in fates]
    begin(processes)
    assert ended(processes, 120 + JOBS / 20) == [-9, -9, 0]
    log = told(tmp_path / "log")
    assert max(log["done"].values()) == 1
    assert 1 <= len(log["unknown"]) <= 2 * 20, "no more than what the dead had in hand"
    assert log["done"].keys() | log["unknown"].keys() == set(range(1, JOBS + 1))
    assert not log["given up"]
