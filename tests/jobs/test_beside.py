"""What is heard of many devices one after another leads to one piece of work."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator

import pytest

from bot.jobs.beside import MERGED_AT_MOST, Beside, Gathering

HOME, OTHER = 1, 2


class Stage:
    """Between two moments that are waited for, ``heard`` tells what is heard."""

    def __init__(self) -> None:
        self.heard: Iterator[Collection[str]] = iter(())
        self.worked: list[tuple[int, set[str]]] = []
        self.beside = Beside("it failed")
        self.gathering = Gathering(self.beside, self._work, self._wait)

    async def _wait(self, _: float) -> None:
        await asyncio.sleep(0)
        if devices := next(self.heard, ()):
            self.gathering.add(HOME, devices)

    async def _work(self, home: int, devices: Collection[str]) -> None:
        self.worked.append((home, set(devices)))

    async def hears(self, *devices: Collection[str]) -> None:
        first, *rest = devices
        self.heard = iter(rest)
        self.gathering.add(HOME, first)
        await self.beside.rest()


@pytest.fixture
def stage() -> Stage:
    return Stage()


async def test_a_home_that_is_read_bit_by_bit_is_dealt_with_once(stage: Stage) -> None:
    await stage.hears({"lamp"}, {"socket", "tv"}, {"fan"})
    assert stage.worked == [(HOME, {"lamp", "socket", "tv", "fan"})]


async def test_what_follows_after_a_pause_is_dealt_with_apart(stage: Stage) -> None:
    await stage.hears({"lamp"}, ())
    await stage.hears({"socket"})
    assert stage.worked == [(HOME, {"lamp"}), (HOME, {"socket"})]


async def test_a_device_that_never_rests_holds_nobody_up(stage: Stage) -> None:
    await stage.hears(*[{"lamp"}] * 5)
    assert stage.worked == [(HOME, {"lamp"})]
    assert len(list(stage.heard)) == 3, "nobody has waited for these"


async def test_a_home_that_never_rests_is_dealt_with_all_the_same(stage: Stage) -> None:
    await stage.hears(*({f"lamp {n}"} for n in range(2 * MERGED_AT_MOST)))
    assert [len(devices) for _, devices in stage.worked] == [MERGED_AT_MOST + 1]
    assert len(list(stage.heard)) == MERGED_AT_MOST - 1, "nobody has waited for these"


async def test_homes_wait_for_themselves_only(stage: Stage) -> None:
    stage.gathering.add(OTHER, {"lamp"})
    await stage.hears({"lamp"}, {"socket"})
    assert sorted(home for home, _ in stage.worked) == [HOME, OTHER]
