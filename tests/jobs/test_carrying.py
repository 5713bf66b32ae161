"""Orders whose time has come."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.home.announcer import Address
from bot.home.capability import Key
from bot.home.cloud import Listing
from bot.home.command import Command, Flip, SetTo, ShiftBy
from bot.home.deed import deed_from_json
from bot.home.effect import Effect, Status
from bot.home.errors import CloudUnavailableError, NotNowError
from bot.home.house import Scene
from bot.home.outcome import Done, Lapsed, Outcome, Reply, Scheduled
from bot.home.plan import Lapse, Plan
from bot.home.preferences import HomeSettings
from bot.home.problem import Problem
from bot.home.request import When
from bot.home.roles import Reach, Role
from bot.household import Household
from bot.jobs.carrying import GRACE, OrderCarrier
from bot.jobs.order import KIND
from bot.jobs.orders import Orders
from bot.jobs.worker import Worker
from bot.memory.memory import Memory
from bot.memory.records import Home
from tests.clocks import FrozenClock
from tests.databases import Place
from tests.fake_cloud import FakeCloud
from tests.homes import BRIGHTNESS, ON, lamp, lock, remote_tv

HERE = Address(5, "en")
LAMP_ON = Command("lamp", ON, SetTo(True))
UNLOCK = Command("lock", Key("lock", "lock"), SetTo(False))


class Notebook:
    """An announcer that writes down what it was told, and where."""

    def __init__(self) -> None:
        self.told: list[tuple[Address, Outcome]] = []
        self.error: Exception | None = None

    async def announce(self, address: Address, reply: Reply) -> None:
        if self.error:
            raise self.error
        self.told.append((address, reply.outcome))

    @property
    def last(self) -> Outcome:
        return self.told[-1][1]


class Struck(BaseException):
    """The power fails: nothing after it is done, not even what cleans up."""


@dataclass
class Cloud(FakeCloud):
    """May be struck before or after it obeys; counts what it was told to write."""

    struck: str = ""
    meanwhile: Callable[[], Awaitable[None]] | None = None
    written: list[Command] = field(default_factory=list)

    async def execute(self, commands: Sequence[Command]) -> tuple[Effect, ...]:
        if self.struck == "before":
            raise Struck
        self.written.extend(commands)
        if self.meanwhile:
            await self.meanwhile()
        effects = await super().execute(commands)
        if self.struck == "after":
            raise Struck
        return effects

    async def run_scene(self, scene: str) -> None:
        await super().run_scene(scene)
        if self.struck:
            raise Struck


@dataclass
class Stage:
    memory: Memory
    clock: FrozenClock
    cloud: Cloud
    notebook: Notebook
    home: Home
    orders: Orders

    def worker(self) -> Worker:
        """A worker as a process has it: with a household that it has to list first."""
        household = Household("Flat", {1: self.cloud}, self.clock)

        async def household_of(home: Home) -> Household:
            return household

        async def at_once(seconds: float) -> None:
            self.clock.advance(seconds=seconds)

        carrier = OrderCarrier(self.memory, household_of, self.notebook, self.clock, sleep=at_once)
        return Worker(self.memory, {KIND: carrier}, self.clock)

    async def order(self, when: When, *commands: Command, scene: str | None = None, person: int = 1) -> Plan:
        async with self.orders.together():
            plan = await self.orders.put(self.home, when, commands, scene, HERE, person)
        assert plan is not None
        return plan

    async def at(self, hour: int, minute: int = 0, days: int = 0) -> None:
        """Move the clock there (in Moscow) and carry out what is due."""
        then = datetime(2026, 11, 23 + days, hour, minute, tzinfo=UTC) - timedelta(hours=3)
        self.clock.advance(seconds=(then - self.clock.now()).total_seconds())
        await self.worker().round()

    async def strike(self, how: str) -> None:
        """The worker dies in the middle of its work; the lease of what it had runs out."""
        self.cloud.struck = how
        with pytest.raises(Struck):
            await self.worker().round()
        self.cloud.struck = ""
        self.clock.advance(seconds=61)

    async def a_day_later(self) -> None:
        self.clock.advance(days=1)

    def value(self, device: str, place: int = 0) -> object:
        return self.cloud.devices[device].capabilities[place].value

    async def left(self) -> int:
        return len(await self.orders.of(self.home))


@pytest.fixture
async def stage(place: Place) -> AsyncIterator[Stage]:
    clock = FrozenClock()  # 15:00 in Moscow, a Monday
    memory = await place.open(clock)
    home = await memory.add_home("Flat", "en", "Europe/Moscow")
    for person, role in ((1, Role.OWNER), (3, Role.GUEST)):
        await memory.meet(person, "Somebody", None)
        await memory.add_member(home.id, person, role)
    devices = {device.id: device for device in (lamp(), lock(), remote_tv())}
    cloud = Cloud(devices, listing_parts=Listing(scenes=(Scene("s1", "Good night"),)))
    yield Stage(memory, clock, cloud, Notebook(), home, Orders(memory, clock))
    await memory.close()


async def test_a_delay_is_carried_out_when_it_is_due_and_told(stage: Stage) -> None:
    await stage.order(When(in_seconds=600), LAMP_ON)
    await stage.at(15, 9)
    assert stage.value("lamp") is False
    await stage.at(15, 10)
    assert stage.value("lamp") is True
    assert stage.notebook.last == Done((Effect(LAMP_ON, Status.CONFIRMED, cloud="yandex"),))
    assert await stage.left() == 0


async def test_the_card_that_told_of_it_tells_what_came_of_it(stage: Stage) -> None:
    plan = await stage.order(When(in_seconds=600), LAMP_ON)
    await stage.orders.show_on(plan, 77)
    await stage.at(15, 10)
    assert [address.card for address, _ in stage.notebook.told] == [77]


async def test_what_went_wrong_is_told_aloud_as_well(stage: Stage) -> None:
    plan = await stage.order(When(in_seconds=600), LAMP_ON)
    await stage.orders.show_on(plan, 77)
    stage.cloud.write_fails = Problem.DEVICE_OFFLINE
    await stage.at(15, 10)
    assert [address.card for address, _ in stage.notebook.told] == [77, None]


async def test_a_schedule_comes_every_weekday_and_is_silent_about_success(stage: Stage) -> None:
    await stage.order(When(every="30 7 * * 1-5"), LAMP_ON)
    for day in range(1, 8):
        stage.cloud.devices["lamp"] = lamp(on=False)
        await stage.at(7, 30, days=day)
        assert stage.value("lamp") is (day not in (5, 6)), f"day {day}"
    assert stage.notebook.told == []
    (plan,) = await stage.orders.of(stage.home)
    assert plan.due.isoformat() == "2026-12-01T07:30:00+03:00"


async def test_a_toggle_every_day_is_the_other_state_every_day(stage: Stage) -> None:
    await stage.order(When(every="0 20 * * *"), Command("lamp", ON, Flip()))
    await stage.at(20)
    assert stage.value("lamp") is True
    await stage.at(20, days=1)
    assert stage.value("lamp") is False


async def test_what_was_missed_by_little_is_done_and_by_more_is_told(stage: Stage) -> None:
    await stage.order(When(at=datetime(2026, 11, 23, 16)), LAMP_ON)
    await stage.order(When(at=datetime(2026, 11, 23, 16, 1)), Command("lamp", BRIGHTNESS, SetTo(70)))
    stage.clock.advance(seconds=3600 + 61)
    stage.clock.advance(seconds=GRACE.total_seconds() - 30)
    await stage.worker().round()
    assert stage.value("lamp", 1) == 70
    assert stage.value("lamp") is False
    lapsed = [outcome for _, outcome in stage.notebook.told if isinstance(outcome, Lapsed)]
    assert [(one.why, one.plan.commands) for one in lapsed] == [(Lapse.MISSED, (LAMP_ON,))]
    assert await stage.left() == 0


async def test_a_schedule_missed_for_days_is_told_once_and_goes_on(stage: Stage) -> None:
    await stage.order(When(every="0 16 * * *"), LAMP_ON)
    await stage.at(18, days=3)
    assert stage.value("lamp") is False
    assert len(stage.notebook.told) == 1
    (plan,) = await stage.orders.of(stage.home)
    assert plan.due.isoformat() == "2026-11-27T16:00:00+03:00"


async def test_a_bot_that_is_back_in_time_does_todays_whatever_it_missed_before(stage: Stage) -> None:
    await stage.order(When(every="0 16 * * *"), LAMP_ON)
    await stage.at(16, 5, days=3)
    assert stage.value("lamp") is True


async def test_what_comes_due_while_it_is_still_dealt_with_is_done_next(stage: Stage) -> None:
    await stage.order(When(every="30 7 * * *"), LAMP_ON)
    stage.cloud.meanwhile = stage.a_day_later
    await stage.at(7, 30, days=1)
    stage.cloud.meanwhile = None
    written = len(stage.cloud.written)
    await stage.worker().round()
    assert len(stage.cloud.written) == written + 1


async def test_a_schedule_is_called_off_while_it_is_carried_out(stage: Stage) -> None:
    plan = await stage.order(When(every="30 7 * * *"), LAMP_ON)

    async def call_off() -> None:
        assert await stage.orders.drop(stage.home, plan)

    stage.cloud.meanwhile = call_off
    await stage.at(7, 30, days=1)
    assert stage.value("lamp") is True
    assert await stage.left() == 0


async def test_a_schedule_is_paused_while_it_is_carried_out(stage: Stage) -> None:
    plan = await stage.order(When(every="30 7 * * *"), LAMP_ON)

    async def pause() -> None:
        assert await stage.orders.pause(stage.home, plan, True)

    stage.cloud.meanwhile = pause
    await stage.at(7, 30, days=1)
    stage.cloud.meanwhile = None
    assert len(stage.cloud.written) == 1
    await stage.at(7, 30, days=2)
    assert len(stage.cloud.written) == 1
    assert await stage.orders.pause(stage.home, plan, False)
    await stage.at(7, 30, days=3)
    assert len(stage.cloud.written) == 2


async def test_what_has_begun_and_comes_once_is_not_called_off(stage: Stage) -> None:
    plan = await stage.order(When(in_seconds=60), LAMP_ON)

    async def call_off() -> None:
        assert not await stage.orders.drop(stage.home, plan)

    stage.cloud.meanwhile = call_off
    stage.clock.advance(seconds=60)
    await stage.worker().round()
    assert stage.value("lamp") is True


async def test_for_an_hour_is_undone_afterwards(stage: Stage) -> None:
    dim = Command("lamp", BRIGHTNESS, SetTo(90))
    await stage.order(When(in_seconds=600, for_seconds=3600), dim)
    await stage.at(15, 10)
    assert stage.value("lamp", 1) == 90
    assert isinstance(stage.notebook.last, Scheduled)
    (back,) = await stage.orders.of(stage.home)
    assert back.restores
    await stage.at(16, 10)
    assert (stage.value("lamp", 1), stage.value("lamp")) == (40, False)
    assert await stage.left() == 0


async def test_what_was_to_end_is_ended_late_rather_than_never(stage: Stage) -> None:
    await stage.order(When(in_seconds=600, for_seconds=3600), LAMP_ON)
    await stage.at(15, 10)
    await stage.at(20)
    assert stage.value("lamp") is False


async def test_the_right_to_do_it_counts_when_it_is_done(stage: Stage) -> None:
    await stage.order(When(in_seconds=600), UNLOCK)
    await stage.memory.add_member(stage.home.id, 1, Role.GUEST)
    await stage.at(15, 10)
    assert stage.value("lock") is True
    assert isinstance(stage.notebook.last, Lapsed)
    assert stage.notebook.last.why is Lapse.NOT_ALLOWED
    assert await stage.left() == 0


async def test_who_is_limited_to_some_devices_by_then_orders_no_others(stage: Stage) -> None:
    await stage.order(When(in_seconds=600), LAMP_ON, person=3)
    await stage.order(When(in_seconds=600), scene="s1", person=3)
    await stage.memory.add_member(stage.home.id, 3, Role.GUEST, reach=Reach(devices=frozenset({"tv"})))
    await stage.at(15, 10)
    assert (stage.value("lamp"), stage.cloud.scenes_run) == (False, [])
    assert [outcome.why for _, outcome in stage.notebook.told if isinstance(outcome, Lapsed)] == [
        Lapse.NOT_ALLOWED,
        Lapse.NOT_ALLOWED,
    ]


async def test_guests_orders_are_carried_out_as_long_as_nothing_is_dangerous(stage: Stage) -> None:
    await stage.order(When(in_seconds=600), LAMP_ON, person=3)
    await stage.at(15, 10)
    assert stage.value("lamp") is True


async def test_without_its_cloud_an_order_waits_and_is_then_told(stage: Stage) -> None:
    await stage.order(When(in_seconds=600), LAMP_ON)
    stage.cloud.down = CloudUnavailableError("yandex", Problem.CLOUD_UNREACHABLE)
    await stage.at(15, 10)
    assert (stage.notebook.told, await stage.left()) == ([], 1)
    stage.cloud.down = None
    await stage.at(15, 11)
    assert stage.value("lamp") is True


async def test_a_paused_plan_waits_and_goes_on_at_its_next_time(stage: Stage) -> None:
    plan = await stage.order(When(every="0 16 * * *"), LAMP_ON)
    assert await stage.orders.pause(stage.home, plan, True)
    await stage.at(16)
    assert stage.value("lamp") is False
    assert await stage.orders.pause(stage.home, plan, False)
    await stage.at(16, days=1)
    assert stage.value("lamp") is True


# ------------------------------------------------------------------ a worker that dies in the middle


@pytest.mark.parametrize("how", ["before", "after"])
async def test_an_absolute_order_is_done_by_the_next_worker(stage: Stage, how: str) -> None:
    await stage.order(When(in_seconds=0), LAMP_ON)
    await stage.strike(how)
    await stage.worker().round()
    assert stage.cloud.written == [LAMP_ON], "not written again where it shows already"
    assert stage.value("lamp") is True
    assert isinstance(stage.notebook.last, Done)
    assert [effect.status for effect in stage.notebook.last.effects] == [Status.CONFIRMED]


@pytest.mark.parametrize("how", ["before", "after"])
async def test_brighter_is_one_step_brighter_whatever_happens(stage: Stage, how: str) -> None:
    await stage.order(When(in_seconds=0), Command("lamp", BRIGHTNESS, ShiftBy(10)))
    await stage.strike(how)
    await stage.worker().round()
    assert stage.value("lamp", 1) == 50


@pytest.mark.parametrize("how", ["before", "after"])
async def test_a_step_that_cannot_be_read_back_is_told_as_unknown(stage: Stage, how: str) -> None:
    await stage.order(When(in_seconds=0), Command("tv", Key("range", "volume"), ShiftBy(1)))
    await stage.strike(how)
    written = len(stage.cloud.written)
    await stage.worker().round()
    assert len(stage.cloud.written) == written
    assert isinstance(stage.notebook.last, Done)
    assert [effect.status for effect in stage.notebook.last.effects] == [Status.UNKNOWN]
    assert await stage.left() == 0


async def test_a_scene_is_told_as_unknown_and_not_started_again(stage: Stage) -> None:
    await stage.order(When(in_seconds=0), scene="s1")
    await stage.strike("after")
    await stage.worker().round()
    assert stage.cloud.scenes_run == ["s1"]
    assert isinstance(stage.notebook.last, Lapsed)
    assert stage.notebook.last.why is Lapse.UNKNOWN


async def test_what_was_for_a_while_ends_although_the_worker_died(stage: Stage) -> None:
    await stage.order(When(in_seconds=0, for_seconds=3600), LAMP_ON)
    await stage.strike("after")
    await stage.worker().round()
    assert await stage.left() == 1
    await stage.at(17)
    assert stage.value("lamp") is False


async def test_what_a_plan_did_stands_in_the_journal_once(stage: Stage) -> None:
    plan = await stage.order(When(every="0 16 * * *"), LAMP_ON)
    await stage.at(16)
    await stage.at(16, days=1)
    entries = await stage.memory.entries(stage.home.id)
    assert [(entry.person, entry.via, entry.result) for entry in entries] == [(1, "job", "done")] * 2
    assert deed_from_json(entries[0].what).commands == plan.commands


async def test_a_plan_that_was_struck_leaves_one_entry_however_often_it_is_told(stage: Stage) -> None:
    await stage.order(When(in_seconds=60), LAMP_ON)
    stage.clock.advance(seconds=60)
    await stage.strike("after")
    await stage.worker().round()
    (entry,) = await stage.memory.entries(stage.home.id)
    assert entry.result == "done"


async def test_what_went_wrong_at_night_is_told_without_a_sound(stage: Stage) -> None:
    await stage.memory.set_home_settings(stage.home.id, HomeSettings((time(22), time(7))))
    stage.cloud.write_fails = Problem.DEVICE_OFFLINE
    await stage.order(When(every="0 23 * * *"), LAMP_ON)
    await stage.order(When(every="0 12 * * *"), LAMP_ON)
    await stage.at(23)
    await stage.at(12, days=1)
    assert [address.silent for address, _ in stage.notebook.told] == [True, False]


async def test_of_a_device_that_is_gone_it_is_said_that_it_is_gone(stage: Stage) -> None:
    await stage.order(When(in_seconds=600), LAMP_ON)
    del stage.cloud.devices["lamp"]
    await stage.at(15, 10)
    assert stage.notebook.last == Done((Effect(LAMP_ON, Status.REFUSED, Problem.DEVICE_GONE),))
    assert stage.cloud.written == []


# ------------------------------------------------------------------ nobody can be told


async def test_a_schedule_outlives_a_day_on_which_nobody_could_be_told_and_tells_it_later(
    stage: Stage,
) -> None:
    """The line of the house is broken at half past seven: neither the cloud nor Telegram is there."""
    await stage.order(When(every="30 7 * * *"), LAMP_ON)
    stage.cloud.write_fails = Problem.DEVICE_OFFLINE
    stage.notebook.error = NotNowError("Telegram is away")
    for hour in range(8):
        await stage.at(7 + hour, 30, days=1)
    assert (stage.notebook.told, await stage.left()) == ([], 1)
    written = len(stage.cloud.written)
    stage.cloud.write_fails = stage.notebook.error = None
    await stage.at(15, days=1)
    assert len(stage.notebook.told) == 1
    assert len(stage.cloud.written) == written, "it is too late for it by now"
    await stage.at(7, 30, days=2)
    assert stage.value("lamp") is True


async def test_what_was_done_but_not_told_is_told_later_and_not_done_again(stage: Stage) -> None:
    await stage.order(When(in_seconds=600), LAMP_ON)
    stage.notebook.error = NotNowError("Telegram is away")
    await stage.at(15, 10)
    written = len(stage.cloud.written)
    stage.notebook.error = None
    await stage.at(15, 25)
    assert stage.notebook.last == Done((Effect(LAMP_ON, Status.CONFIRMED),))
    assert (len(stage.cloud.written), await stage.left()) == (written, 0)


async def test_what_was_missed_is_told_once_somebody_can_be(stage: Stage) -> None:
    await stage.order(When(every="0 16 * * *"), LAMP_ON)
    stage.notebook.error = NotNowError("Telegram is away")
    for minute in range(0, 60, 11):
        await stage.at(17, minute)
    stage.notebook.error = None
    await stage.at(18, 30)
    assert [type(outcome) for _, outcome in stage.notebook.told] == [Lapsed]
    await stage.at(16, days=1)
    assert stage.value("lamp") is True


async def test_a_schedule_that_is_given_up_one_day_is_there_the_next(stage: Stage) -> None:
    await stage.order(When(every="0 16 * * *"), LAMP_ON)
    stage.notebook.error = RuntimeError("a mistake of ours")
    stage.cloud.write_fails = Problem.DEVICE_OFFLINE
    for minute in range(0, 55, 9):
        await stage.at(16, minute)
    stage.cloud.write_fails = stage.notebook.error = None
    assert await stage.left() == 1
    await stage.at(16, days=1)
    assert stage.value("lamp") is True
