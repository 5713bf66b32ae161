"""What the first read-back left open is looked at again."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.home.announcer import Address
from bot.home.background import is_background
from bot.home.command import Command, SetTo
from bot.home.effect import Status
from bot.home.errors import NotNowError
from bot.home.house import Device
from bot.home.outcome import Done, Reply
from bot.household import Household
from bot.jobs.follow_up import FollowUps
from tests.clocks import FrozenClock
from tests.fake_cloud import FakeCloud
from tests.homes import ON, lamp

HERE = Address(chat=1, language="en", card=7)


class Notebook:
    """An announcer that writes down what it was told."""

    def __init__(self) -> None:
        self.statuses: list[Status] = []

    async def announce(self, address: Address, reply: Reply) -> None:
        assert isinstance(reply.outcome, Done)
        self.statuses.extend(effect.status for effect in reply.outcome.effects)


class Waiting:
    """A sleep that ends when it is told to."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        self.go = asyncio.Semaphore(0)

    async def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)
        await self.go.acquire()


@pytest.fixture
def cloud() -> FakeCloud:
    return FakeCloud({"lamp": lamp()}, slow=True)


async def opened(cloud: FakeCloud) -> tuple[Household, Done]:
    household = Household("Home", {1: cloud}, FrozenClock())
    await household.house()
    carried = await household.execute([Command("lamp", ON, SetTo(True))])
    return household, Done(carried.effects)


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_a_device_that_obeys_late_changes_the_card(cloud: FakeCloud) -> None:
    household, done = await opened(cloud)
    notebook, waiting = Notebook(), Waiting()
    follow_ups = FollowUps(notebook, waiting)
    follow_ups.follow(household, done, HERE)
    waiting.go.release()
    await settle()
    assert notebook.statuses == []
    cloud.catch_up()
    waiting.go.release()
    await settle()
    assert notebook.statuses == [Status.CONFIRMED]
    assert waiting.asked == [1.0, 2.0]


async def test_after_the_last_look_the_card_says_that_it_did_not_happen(cloud: FakeCloud) -> None:
    household, done = await opened(cloud)
    notebook, waiting = Notebook(), Waiting()
    FollowUps(notebook, waiting).follow(household, done, HERE)
    for _ in range(3):
        waiting.go.release()
        await settle()
    assert notebook.statuses == [Status.UNCONFIRMED]
    assert waiting.asked == [1.0, 2.0, 4.0]


async def test_a_card_that_shows_something_else_is_left_alone(cloud: FakeCloud) -> None:
    household, done = await opened(cloud)
    notebook, waiting = Notebook(), Waiting()
    follow_ups = FollowUps(notebook, waiting)
    follow_ups.follow(household, done, HERE)
    await settle()
    follow_ups.forget(HERE)
    cloud.catch_up()
    waiting.go.release()
    await settle()
    assert notebook.statuses == []


async def test_where_the_card_cannot_be_changed_it_is_looked_on_for_the_journal(cloud: FakeCloud) -> None:
    household, done = await opened(cloud)
    waiting, journal = Waiting(), list[Done]()

    class Away:
        async def announce(self, address: Address, reply: Reply) -> None:
            raise NotNowError("Telegram is away")

    async def note(done: Done) -> None:
        journal.append(done)

    FollowUps(Away(), waiting).follow(household, done, HERE, ended=note)
    cloud.catch_up()
    waiting.go.release()
    await settle()
    assert [effect.status for done in journal for effect in done.effects] == [Status.CONFIRMED]


async def test_closing_ends_every_follow_up(cloud: FakeCloud) -> None:
    household, done = await opened(cloud)
    waiting = Waiting()
    follow_ups = FollowUps(Notebook(), waiting)
    follow_ups.follow(household, done, HERE)
    await settle()
    await follow_ups.close()
    reads = len(cloud.calls)
    waiting.go.release()
    await settle()
    assert len(cloud.calls) == reads


@dataclass
class Watched(FakeCloud):
    """Notes which reads were made in the background."""

    in_background: list[bool] = field(default_factory=list)

    async def read(self, device: Device) -> Device:
        self.in_background.append(is_background())
        return await super().read(device)


async def test_looking_again_for_somebody_who_asked_is_no_background_work() -> None:
    cloud = Watched({"lamp": lamp()}, slow=True)
    household, done = await opened(cloud)
    waiting = Waiting()
    FollowUps(Notebook(), waiting).follow(household, done, HERE)
    for _ in range(3):
        waiting.go.release()
        await settle()
    assert cloud.in_background == [False] * 4
