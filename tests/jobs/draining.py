"""A process that drains the queue, for tests with several of them: run with a log file, on the memory
that the environment names.

Each job's effect is a line in the log, written at once and durably, as a device would keep it.
"""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import timedelta
from pathlib import Path

from bot.home.clock import SystemClock
from bot.jobs.worker import Again, Hold, Worker
from bot.memory.jobs import Job
from bot.memory.memory import Memory


class Writer:
    """Begins a job, then writes its number; one that was begun by somebody dead is told as unknown."""

    def __init__(self, log: Path, dies_at: int) -> None:
        self._log = os.open(log, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
        self._left = dies_at

    async def carry(self, hold: Hold) -> Again | None:
        if hold.job.attempt is not None:
            self._write(f"unknown {hold.job.id}")
        elif await hold.begin():
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), 9)
            self._write(f"done {hold.job.id}")
        return None

    async def give_up(self, job: Job) -> None:
        self._write(f"given up {job.id}")

    def _write(self, line: str) -> None:
        os.write(self._log, f"{line}\n".encode())


async def main(log: Path, dies_at: int, lease: float) -> None:
    clock = SystemClock()
    where = os.environ
    folder, key = Path(where["HOUSEMATE_DATA"]), where.get("HOUSEMATE_SECRET_KEY")
    memory = await Memory.open(folder, key, clock, server=where.get("HOUSEMATE_DATABASE"))
    worker = Worker(memory, {"order": Writer(log, dies_at)}, clock, lease=timedelta(seconds=lease))
    print("ready", flush=True)
    sys.stdin.readline()  # until the others are ready, too
    running = asyncio.create_task(worker.run())
    while await memory.next_job(["order"]):  # noqa: ASYNC110 - other processes empty it, too
        await asyncio.sleep(0.1)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await worker.close()
    await memory.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
