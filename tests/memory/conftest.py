from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.memory.memory import Memory
from tests.clocks import FrozenClock
from tests.databases import Place


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
async def memory(place: Place, clock: FrozenClock) -> AsyncIterator[Memory]:
    memory = await place.open(clock)
    yield memory
    await memory.close()
