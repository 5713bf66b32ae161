"""What is shared, in both of its forms."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from bot.shared import Shared, in_process


@pytest.fixture(params=["process", "redis"])
async def shared(request: pytest.FixtureRequest) -> AsyncIterator[Shared]:
    """Nothing in it, and nobody else has it."""
    if request.param == "process":
        yield in_process()
        return
    url: str = request.getfixturevalue("redis_url")
    from bot.shared.in_redis import in_redis

    made = in_redis(url, f"test-{uuid4().hex}")
    yield made
    await made.close()
