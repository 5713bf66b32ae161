"""A request that comes again after a crash changes nothing twice."""

from __future__ import annotations

import asyncio

from bot.home.once import beginning_with, may_begin


async def test_what_nobody_watches_may_always_begin() -> None:
    assert await may_begin()


async def test_one_request_begins_once_however_many_writes_it_leads_to() -> None:
    asked = 0

    async def begin() -> bool:
        nonlocal asked
        asked += 1
        await asyncio.sleep(0)
        return asked == 1  # as the database answers: somebody had begun

    with beginning_with(begin):
        assert all(await asyncio.gather(may_begin(), may_begin(), may_begin()))
        assert await may_begin()
    assert asked == 1


async def test_requests_at_the_same_time_begin_by_themselves() -> None:
    async def request(may: bool) -> bool:
        async def begin() -> bool:
            return may

        with beginning_with(begin):
            await asyncio.sleep(0)
            return await asyncio.create_task(may_begin())

    answers = await asyncio.gather(request(True), request(False), request(True))
    assert list(answers) == [True, False, True]
