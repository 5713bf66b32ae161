"""The stage on which the tests of the pretend Telegram play."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.sandbox.stage import Stage, open_stage


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """Without rate limits, on a clock that stands still."""
    async with open_stage() as opened:
        yield opened
