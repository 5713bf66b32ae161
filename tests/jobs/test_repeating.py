"""Work that is done again and again survives its own failures."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.jobs.repeating import every


class Stop(BaseException):
    """Ends a loop that never ends by itself."""


async def test_a_round_that_fails_is_logged_and_the_next_one_comes(caplog: pytest.LogCaptureFixture) -> None:
    rounds: list[int] = []
    slept: list[float] = []

    async def work() -> None:
        rounds.append(len(rounds))
        if len(rounds) == 1:
            raise ZeroDivisionError

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            raise Stop

    with pytest.raises(Stop):
        await every(600, work, sleep)
    assert (rounds, slept) == ([0, 1, 2], [600, 600, 600])
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


async def test_it_ends_when_it_is_cancelled() -> None:
    async def work() -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await every(600, work)
