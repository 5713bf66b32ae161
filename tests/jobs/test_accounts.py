"""Logins are kept alive without anybody speaking, and the owner is warned where that fails."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from bot.home.abilities import SessionState
from bot.home.announcer import Address
from bot.home.background import is_background
from bot.home.errors import CloudAuthError, CloudBusyError, CloudError, SettingsError
from bot.home.outcome import Notice, Reply
from bot.home.problem import Problem
from bot.home.roles import Role
from bot.household import Household
from bot.jobs.accounts import Accounts
from bot.jobs.notices import Notices
from bot.memory.memory import Memory
from bot.memory.records import Home
from tests.clocks import FrozenClock
from tests.fake_cloud import FakeCloud

LIFE = timedelta(hours=200)


@dataclass
class Sessioned(FakeCloud):
    """A cloud whose login lives for 200 hours after each renewal; while ``stuck`` it cannot be renewed."""

    clock: FrozenClock = field(default_factory=FrozenClock)
    stuck: bool = False
    refuses: CloudError | None = None
    in_background: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ends = self.clock.now() + LIFE

    async def keep(self) -> SessionState:
        if self.refuses:
            raise self.refuses
        if not self.stuck:
            self.ends = self.clock.now() + LIFE
            self.in_background.append(is_background())
        return SessionState(login_ends=self.ends)


class Post:
    def __init__(self) -> None:
        self.sent: list[Notice] = []

    async def announce(self, address: Address, reply: Reply) -> None:
        assert isinstance(reply.outcome, Notice)
        self.sent.append(reply.outcome)


@dataclass
class Stage:
    memory: Memory
    clock: FrozenClock
    cloud: Sessioned
    post: Post
    accounts: Accounts
    notices: Notices
    broken: set[str] = field(default_factory=set)

    async def look(self) -> None:
        await self.accounts.look()
        await self.notices.close()


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    clock, post, broken = FrozenClock(), Post(), set[str]()
    memory = await Memory.open(tmp_path / "data", None, clock)
    dacha = await memory.add_home("Dacha", "ru", "UTC")
    flat = await memory.add_home("Flat", "zh", "UTC")
    await memory.add_account(dacha.id, "yandex", {}, {})
    account = await memory.add_account(flat.id, "aliyun", {}, {})
    await memory.meet(1, "Vera", "ru")
    await memory.add_member(flat.id, 1, Role.OWNER)
    cloud = Sessioned({}, "aliyun", clock=clock)
    households = {
        dacha.id: Household("Dacha", {1: FakeCloud({})}, clock),
        flat.id: Household("Flat", {account.id: cloud}, clock),
    }

    async def household_of(home: Home) -> Household:
        if home.name in broken:
            raise SettingsError("account 1 (yandex) lacks 'access_token'")
        return households[home.id]

    notices = Notices(memory, post, FrozenClock())
    yield Stage(memory, clock, cloud, post, Accounts(memory, household_of, notices, clock), notices, broken)
    await memory.close()


async def test_a_login_is_renewed_though_nobody_speaks_and_whatever_is_left_of_the_budget(
    stage: Stage,
) -> None:
    await stage.look()
    assert stage.cloud.in_background == [False]
    assert stage.cloud.calls == []
    assert stage.post.sent == []


async def test_a_home_that_cannot_be_connected_does_not_keep_the_others_from_being_looked_after(
    stage: Stage,
) -> None:
    stage.broken.add("Dacha")
    await stage.look()
    assert len(stage.cloud.in_background) == 1


async def test_from_the_sixth_day_without_a_renewal_the_owner_is_warned_once(stage: Stage) -> None:
    stage.cloud.stuck = True
    stage.clock.advance(days=5, hours=23)
    await stage.look()
    assert stage.post.sent == []
    stage.clock.advance(hours=1)
    await stage.look()
    stage.clock.advance(days=2)
    await stage.look()
    assert stage.post.sent == [Notice("aliyun", Problem.LOGIN_NEEDED, days_left=3)]


async def test_after_a_renewal_the_next_long_silence_is_told_anew(stage: Stage) -> None:
    for stuck in (True, False, True):
        stage.cloud.stuck = stuck
        stage.clock.advance(days=7.5)
        await stage.look()
    assert [notice.days_left for notice in stage.post.sent] == [1, 1]


async def test_a_login_whose_end_the_cloud_does_not_tell_is_never_called_old(stage: Stage) -> None:
    async def keep() -> SessionState:
        return SessionState()

    stage.cloud.keep = keep  # type: ignore[method-assign]
    stage.clock.advance(days=365)
    await stage.look()
    assert stage.post.sent == []


async def test_a_login_that_has_ended_is_told_once(stage: Stage) -> None:
    stage.cloud.refuses = CloudAuthError("aliyun", Problem.LOGIN_REPLACED)
    for _ in range(3):
        await stage.look()
    assert stage.post.sent == [Notice("aliyun", Problem.LOGIN_REPLACED)]


async def test_a_cloud_that_is_busy_is_no_news_of_its_login(stage: Stage) -> None:
    stage.cloud.refuses = CloudBusyError("aliyun", 60)
    await stage.look()
    assert stage.post.sent == []
