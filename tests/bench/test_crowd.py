"""Many homes in one process: the last is served as fast as the first, and each weighs little."""

from __future__ import annotations

import time

from bench.crowd import main


async def test_the_last_home_is_served_as_fast_as_the_first() -> None:
    told: list[str] = []
    # what other tests do beside this one takes no time of this process
    measured = await main(160, told.append, warm=20, ends=60, timer=time.process_time)
    assert measured["ratio"] < 3, told
    assert measured["kilobytes a home"] < 400, told
