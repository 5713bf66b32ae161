"""Whoever wants to know of logins hears of every account whose answers tell something about it."""

from __future__ import annotations

import pytest

from bot.home.cloud import Listing
from bot.home.command import Command, SetTo
from bot.home.errors import CloudAuthError, CloudUnavailableError
from bot.home.house import Scene
from bot.home.problem import Problem
from bot.household import Household
from tests.clocks import FrozenClock
from tests.fake_cloud import FakeCloud
from tests.homes import ON, lamp, socket

ENDED = CloudAuthError("aliyun", Problem.LOGIN_REPLACED)


class Ear:
    def __init__(self) -> None:
        self.told: list[tuple[int, Problem | None]] = []

    def heard(self, account: int, problem: Problem | None) -> None:
        self.told.append((account, problem))

    def all(self) -> list[tuple[int, Problem | None]]:
        """What was told since the last time."""
        told, self.told = self.told, []
        return told


@pytest.fixture
def yandex() -> FakeCloud:
    return FakeCloud({"lamp": lamp()}, listing_parts=Listing(scenes=(Scene("s1", "Good night"),)))


@pytest.fixture
def aliyun() -> FakeCloud:
    return FakeCloud({"socket": socket()}, "aliyun")


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
async def household(yandex: FakeCloud, aliyun: FakeCloud, ear: Ear) -> Household:
    household = Household("Home", {1: yandex, 2: aliyun}, FrozenClock(), ear)
    await household.house()
    assert ear.all() == [(1, None), (2, None)]
    return household


async def test_a_listing_tells_of_each_account(yandex: FakeCloud, aliyun: FakeCloud, ear: Ear) -> None:
    aliyun.down = ENDED
    await Household("Home", {1: yandex, 2: aliyun}, FrozenClock(), ear).house()
    assert ear.all() == [(1, None), (2, Problem.LOGIN_REPLACED)]


async def test_so_do_readings(household: Household, aliyun: FakeCloud, ear: Ear) -> None:
    aliyun.down = ENDED
    await household.read(["lamp", "socket"])
    assert ear.all() == [(1, None), (2, Problem.LOGIN_REPLACED)]


async def test_so_do_commands(household: Household, yandex: FakeCloud, ear: Ear) -> None:
    yandex.write_fails = Problem.LOGIN_NEEDED
    await household.execute([Command("lamp", ON, SetTo(True)), Command("socket", ON, SetTo(False))])
    assert (1, Problem.LOGIN_NEEDED) in ear.told
    assert {problem for account, problem in ear.told if account == 2} == {None}


async def test_so_do_scenes(household: Household, yandex: FakeCloud, ear: Ear) -> None:
    assert await household.run_scene("s1") is None
    yandex.down = CloudAuthError("yandex", Problem.LOGIN_NEEDED)
    assert await household.run_scene("s1") is Problem.LOGIN_NEEDED
    assert ear.all() == [(1, None), (1, Problem.LOGIN_NEEDED)]


async def test_silence_of_a_cloud_tells_nothing(household: Household, yandex: FakeCloud, ear: Ear) -> None:
    yandex.down = CloudUnavailableError("yandex", Problem.CLOUD_SILENT)
    await household.read(["lamp"])
    assert ear.all() == []


async def test_a_refusal_tells_nothing_for_it_may_be_made_before_anything_is_sent(
    household: Household, yandex: FakeCloud, ear: Ear
) -> None:
    yandex.write_fails = Problem.ACTION_UNKNOWN
    await household.execute([Command("lamp", ON, SetTo(True))])
    assert ear.all() == []
