"""A file that is touched while the bot serves, so that a container's health check can see it live."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

EVERY = 10.0  # seconds
DEAD_AFTER = 60.0


def _file(folder: Path) -> Path:
    return folder / "heartbeat"


async def beat(folder: Path) -> None:
    """Touch the file again and again until cancelled."""
    while True:
        _file(folder).touch()
        await asyncio.sleep(EVERY)


def is_alive(folder: Path) -> bool:
    """Whether a bot with this data folder served within the last minute."""
    try:
        return time.time() - _file(folder).stat().st_mtime < DEAD_AFTER
    except FileNotFoundError:
        return False
