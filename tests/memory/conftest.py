from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.memory.memory import Memory
from tests.clocks import FrozenClock


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
async def memory(folder: Path, clock: FrozenClock) -> AsyncIterator[Memory]:
    memory = await Memory.open(folder, None, clock)
    yield memory
    await memory.close()
