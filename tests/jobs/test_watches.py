"""What is watched is told once for each time that it comes about, to whoever may still know."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import time
from functools import partial

import pytest

from bot.home.announcer import Address
from bot.home.capability import Event, OnOff, Range, Sensor, with_value
from bot.home.errors import CloudUnavailableError
from bot.home.house import Device
from bot.home.outcome import Reply
from bot.home.preferences import HomeSettings
from bot.home.problem import Problem
from bot.home.request import Above, Becomes, Changes, Finishes, Hours, Reading, Watch
from bot.home.roles import Reach, Role
from bot.home.watching import End, WatchEnded, WatchTold
from bot.household import Household
from bot.jobs.alarms import KIND as ALARMS
from bot.jobs.alarms import AlarmCarrier, Alarms
from bot.jobs.looking import WatchCarrier
from bot.jobs.watch_book import KIND, LASTS, MOST, WatchBook
from bot.jobs.watching import Watching
from bot.jobs.worker import Carrier, Worker
from bot.memory.memory import Memory
from bot.memory.records import Chat, Home
from tests.clocks import FrozenClock
from tests.databases import Place
from tests.jobs.metered_cloud import MeteredCloud

ASKER, OTHER = 1, 2


async def at_once(_: float) -> None:
    await asyncio.sleep(0)


def door(value: str = "closed", online: bool | None = True) -> Device:
    capability = Event(instance="open", value=value)
    return Device("door", "Door", "sensor.open", online=online, capabilities=(capability,))


def climate(value: float | None = 22.0) -> Device:
    capability = Sensor(instance="temperature", unit="celsius", value=value)
    return Device("climate", "Climate", "sensor.climate", online=True, capabilities=(capability,))


def washer(*, on: bool) -> Device:
    return Device("washer", "Washer", "washing_machine", online=True, capabilities=(OnOff(value=on),))


def left(minutes: float) -> Device:
    """A washing machine that stays switched on and tells the time that is left."""
    capabilities = (OnOff(value=True), Sensor(instance="RemainTime", unit="min", value=minutes))
    return Device("washer", "Washer", "washing_machine", online=True, capabilities=capabilities)


def at_stage(word: str) -> Device:
    """One that stays switched on and tells its stage in its maker's words."""
    capabilities = (OnOff(value=True), Sensor(instance="WorkStatus", value=word))
    return Device("washer", "Washer", "washing_machine", online=True, capabilities=capabilities)


def leak(value: str = "dry") -> Device:
    return Device(
        "sink", "Sink", "sensor", online=True, capabilities=(Event(instance="water_leak", value=value),)
    )


OPENS = Watch((Reading("door", "open"),), Becomes(True))
WARM = Watch((Reading("climate", "temperature"),), Above(28))
DONE = Watch((Reading("washer"),), Finishes(), repeats=False)


@dataclass
class Stage:
    memory: Memory
    clock: FrozenClock
    cloud: MeteredCloud
    home: Home
    told: list[tuple[int, object]] = field(default_factory=list)
    deaf: bool = False
    household: Household = field(init=False)
    watching: Watching = field(init=False)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """A bot that remembers nothing but what is in the database."""
        self.watching = Watching(self.memory, self.whole, self, self.clock, at_once)
        hear = partial(self.watching.learned, self.home.id)
        self.household = Household("Flat", {1: self.cloud}, self.clock, hear=hear)

    async def whole(self, home: Home) -> Household:
        return self.household

    async def announce(self, address: Address, reply: Reply) -> None:
        if self.deaf:
            raise ConnectionError
        self.told.append((address.chat, reply.outcome))

    async def watch(self, watch: Watch, chat: int = ASKER, person: int = ASKER) -> int:
        house, _ = await self.household.house()
        book = WatchBook(self.memory, self.clock)
        begun = await book.begin(self.home, watch, house, Address(chat, "en"), person)
        assert begun is not None
        return begun[0].id

    async def look(self, after: float = 600, *, alarms: bool = False) -> None:
        """Time passes, and whatever job is due is carried out."""
        self.clock.advance(seconds=after)
        carriers: dict[str, Carrier] = {
            KIND: WatchCarrier(self.memory, self.whole, self.watching, self.clock)
        }
        if alarms:
            carriers[ALARMS] = AlarmCarrier(self.memory, self.whole, self, self.clock)
        await Worker(self.memory, carriers, self.clock).round()
        await self.watching._beside.rest()

    def now_is(self, *devices: Device) -> None:
        self.cloud.devices.update({device.id: device for device in devices})

    @property
    def tellings(self) -> list[str]:
        return [what.device for _, what in self.told if isinstance(what, WatchTold)]


@pytest.fixture
async def stage(place: Place) -> AsyncIterator[Stage]:
    clock = FrozenClock()
    memory = await place.open(clock, background_calls=3000)
    home = await memory.add_home("Flat", "en", "UTC")
    for person, role in ((ASKER, Role.MEMBER), (OTHER, Role.OWNER)):
        await memory.meet(person, "Somebody", None)
        await memory.add_member(home.id, person, role)
    cloud = MeteredCloud({d.id: d for d in (door(), climate(), washer(on=False))}, meter=memory)
    yield Stage(memory, clock, cloud, home)
    await memory.close()


async def test_a_door_that_opens_is_told_once_and_again_when_it_opens_again(stage: Stage) -> None:
    await stage.watch(OPENS)
    await stage.look()
    assert stage.told == []
    stage.now_is(door("opened"))
    await stage.look()
    await stage.look()
    assert stage.tellings == ["door"]
    stage.now_is(door("closed"))
    await stage.look()
    stage.now_is(door("opened"))
    await stage.look()
    assert stage.tellings == ["door", "door"]
    assert {chat for chat, _ in stage.told} == {ASKER}


async def test_what_is_so_already_is_no_news(stage: Stage) -> None:
    stage.now_is(door("opened"))
    await stage.watch(OPENS)
    await stage.look()
    assert stage.told == []


async def test_a_value_that_trembles_at_the_limit_is_told_once(stage: Stage) -> None:
    await stage.watch(WARM)
    for value in (28.1, 27.9, 28.2, 27.8, 28.3, 28.0, 28.4):
        stage.now_is(climate(value))
        await stage.look()
    assert stage.tellings == ["climate"]
    stage.now_is(climate(26.0))
    await stage.look()
    stage.now_is(climate(28.5))
    await stage.look()
    assert stage.tellings == ["climate", "climate"]


async def test_a_door_that_opens_all_the_time_floods_nobody(stage: Stage) -> None:
    await stage.watch(OPENS)
    for minute in range(60):
        stage.now_is(door("opened" if minute % 2 else "closed"))
        await stage.look(60)
    assert 2 <= len(stage.tellings) <= 6, "at most every ten minutes"


async def test_what_begins_in_the_pause_and_lasts_is_told_after_it(stage: Stage) -> None:
    await stage.watch(OPENS)
    for value in ("opened", "closed", "opened"):
        stage.now_is(door(value))
        await stage.look(60)
    assert len(stage.tellings) == 1
    for _ in range(10):
        await stage.look(60)
    assert len(stage.tellings) == 2


@pytest.mark.parametrize(
    ("busy", "idle"),
    [(washer(on=True), washer(on=False)), (left(40), left(0)), (at_stage("脱水"), at_stage("洗涤完成"))],
    ids=["switch", "time left", "stage"],
)
async def test_a_washing_machine_is_told_of_once_when_it_is_done(
    stage: Stage, busy: Device, idle: Device
) -> None:
    stage.now_is(idle)
    await stage.watch(DONE)
    await stage.look()
    stage.now_is(busy)
    await stage.look()
    assert stage.told == []
    for device in (idle, busy, idle):
        stage.now_is(device)
        await stage.look()
    assert stage.tellings == ["washer"]
    assert await stage.memory.watches_of(stage.home.id) == ()


async def test_a_change_is_told_and_a_hair_is_none(stage: Stage) -> None:
    await stage.watch(Watch(WARM.readings, Changes()))
    for value in (22.0, 22.1, 22.2, 21.9):
        stage.now_is(climate(value))
        await stage.look()
    assert stage.told == []
    stage.now_is(climate(24.0))
    await stage.look()
    await stage.look()
    assert stage.tellings == ["climate"]


@pytest.mark.parametrize(("at", "told"), [(21, 0), (23, 1), (3, 1), (12, 0)])
async def test_only_what_comes_about_within_the_hours_is_told(stage: Stage, at: int, told: int) -> None:
    await stage.watch(replace(OPENS, hours=Hours(time(22), time(6))))
    now = stage.clock.now()
    await stage.look(((at - now.hour) % 24) * 3600)
    stage.now_is(door("opened"))
    await stage.look()
    await stage.look(7200)
    assert len(stage.tellings) == told


async def test_silence_lasts_a_while_and_tells_nothing_late(stage: Stage) -> None:
    id_ = await stage.watch(OPENS)
    book = WatchBook(stage.memory, stage.clock)
    kept = await book.find(stage.home, id_)
    assert kept is not None
    assert await book.silence(stage.home, kept, LASTS / 30)
    stage.now_is(door("opened"))
    await stage.look()
    await stage.look(86400)
    assert stage.told == []
    stage.now_is(door("closed"))
    await stage.look()
    stage.now_is(door("opened"))
    await stage.look()
    assert stage.tellings == ["door"]


async def test_what_comes_about_in_quiet_hours_is_told_in_the_morning(stage: Stage) -> None:
    await stage.memory.set_home_settings(stage.home.id, HomeSettings(quiet=(time(11), time(18))))
    await stage.watch(OPENS)
    stage.now_is(door("opened"))
    await stage.look()
    stage.now_is(door("closed"))
    await stage.look()
    assert stage.told == []
    await stage.look(8 * 3600)
    assert stage.tellings == ["door"]
    assert [told.at for _, told in stage.told if isinstance(told, WatchTold)] != [stage.clock.now()]


async def test_after_a_restart_the_last_value_counts(stage: Stage) -> None:
    await stage.watch(OPENS)
    await stage.look()
    stage.restart()
    stage.now_is(door("opened"))
    await stage.look()
    stage.restart()
    await stage.look()
    assert stage.tellings == ["door"]


async def test_whoever_dies_while_telling_leaves_it_to_the_next(stage: Stage) -> None:
    await stage.watch(OPENS)
    stage.now_is(door("opened"))
    stage.deaf = True
    await stage.look()
    stage.deaf = False
    await stage.look(60)
    assert stage.told == [], "somebody may be telling it at this moment"
    await stage.look()
    await stage.look()
    assert stage.tellings == ["door"]


async def test_two_who_look_at_once_tell_once(stage: Stage) -> None:
    await stage.watch(OPENS)
    stage.now_is(door("opened"))
    other = Watching(stage.memory, stage.whole, stage, stage.clock, at_once)
    house, _ = await stage.household.read(["door"])
    other.learned(stage.home.id, house, house.devices)
    await asyncio.gather(stage.watching._beside.rest(), other._beside.rest())
    assert stage.tellings == ["door"]


async def test_a_device_that_is_offline_is_no_news_whatever_was_known_of_it(stage: Stage) -> None:
    stage.now_is(door("closed", online=False))
    await stage.watch(OPENS)
    stage.now_is(door("opened", online=False))
    await stage.look()
    assert stage.told == []


async def test_a_cloud_that_does_not_answer_is_no_news(stage: Stage) -> None:
    await stage.watch(OPENS)
    await stage.look()
    stage.now_is(door("opened"))
    stage.cloud.down = CloudUnavailableError("yandex", Problem.CLOUD_SILENT)
    await stage.look()
    assert stage.told == []
    stage.cloud.down = None
    await stage.look()
    assert stage.tellings == ["door"]


async def test_whoever_has_left_is_told_nothing(stage: Stage) -> None:
    await stage.watch(OPENS)
    await stage.memory.remove_member(stage.home.id, ASKER)
    stage.now_is(door("opened"))
    await stage.look()
    assert stage.told == []
    assert await stage.memory.watches_of(stage.home.id) == ()


async def test_whoever_does_not_reach_the_device_any_more_is_told_nothing(stage: Stage) -> None:
    await stage.watch(OPENS)
    reach = Reach(devices=frozenset({"climate"}))
    await stage.memory.add_member(stage.home.id, ASKER, Role.GUEST, reach=reach)
    stage.now_is(door("opened"))
    await stage.look()
    assert stage.told == []


async def test_a_group_that_is_no_longer_the_homes_learns_nothing(stage: Stage) -> None:
    group = -100
    await stage.memory.save_chat(Chat(group, "group", "Family", stage.home.id, None))
    await stage.watch(OPENS, chat=group)
    stage.now_is(door("opened"))
    await stage.look()
    assert [chat for chat, _ in stage.told] == [group]
    await stage.memory.forget_chat(group)
    stage.now_is(door("closed"))
    await stage.look()
    stage.now_is(door("opened"))
    await stage.look()
    assert [chat for chat, _ in stage.told] == [group, ASKER]


async def test_after_a_month_it_ends_and_says_so(stage: Stage) -> None:
    await stage.watch(OPENS)
    await stage.look(LASTS.total_seconds() + 1)
    assert [what.why for _, what in stage.told if isinstance(what, WatchEnded)] == [End.OVER]
    assert await stage.memory.watches_of(stage.home.id) == ()


async def test_when_the_device_is_gone_it_ends_and_says_so_once(stage: Stage) -> None:
    await stage.watch(OPENS)
    del stage.cloud.devices["door"]
    for _ in range(3):
        await stage.look(7 * 3600)
    assert [what.why for _, what in stage.told if isinstance(what, WatchEnded)] == [End.GONE]


async def test_said_twice_it_is_watched_once(stage: Stage) -> None:
    first, second = [await stage.watch(OPENS) for _ in range(2)]
    assert [row.id for row in await stage.memory.watches_of(stage.home.id)] == [second]
    assert first != second


async def test_there_is_an_end_to_what_a_home_may_watch(stage: Stage) -> None:
    for limit in range(MOST):
        await stage.watch(Watch(WARM.readings, Above(limit)))
    house, _ = await stage.household.house()
    book = WatchBook(stage.memory, stage.clock)
    assert await book.begin(stage.home, OPENS, house, Address(ASKER, "en"), ASKER) is None


async def test_of_several_doors_the_one_that_opened_is_named(stage: Stage) -> None:
    stage.now_is(replace(door(), id="back", name="Back door"))
    await stage.watch(Watch((Reading("door", "open"), Reading("back", "open")), Becomes(True)))
    stage.now_is(replace(door("opened"), id="back", name="Back door"))
    await stage.look()
    assert stage.tellings == ["back"]


async def test_nobody_asked_for_these_calls_and_they_keep_to_the_budget(stage: Stage) -> None:
    await stage.watch(OPENS)
    for _ in range(2900):
        stage.memory.count_call(1, True)
    stage.cloud.asked.clear()
    before = len(stage.cloud.calls)
    for _ in range(120):
        await stage.look(60)
    looks = len(stage.cloud.calls) - before
    assert stage.cloud.asked == []
    assert 1 <= looks <= 100 * 0.8 / 12 * 2 + 2, "eighty calls for the twelve hours that are left of the day"


async def test_where_the_alarms_look_anyway_watches_cost_no_call(stage: Stage) -> None:
    stage.now_is(leak())
    await Alarms(stage.memory, stage.clock).ensure()
    await stage.watch(OPENS)
    await stage.look(alarms=True)
    before = len(stage.cloud.calls)
    stage.now_is(door("opened"))
    await stage.look(alarms=True)
    assert stage.tellings == ["door"]
    assert stage.cloud.calls[before:] == ["listing"]


async def test_watches_leave_the_alarms_their_share_however_much_is_watched(stage: Stage) -> None:
    stage.cloud.lists_values = False
    doors = [replace(door(), id=f"door {n}") for n in range(5)]
    stage.now_is(leak(), *doors)
    await Alarms(stage.memory, stage.clock).ensure()
    await stage.watch(Watch(tuple(Reading(d.id, "open") for d in doors), Becomes(True)))
    for _ in range(2850):
        stage.memory.count_call(1, True)
    for _ in range(12 * 10 - 1):
        await stage.look(360, alarms=True)
    of_doors = [call for call in stage.cloud.unasked if call.startswith("read door")]
    assert 15 <= len(of_doors) <= 30, "two tenths of the 150 calls that were left at noon"
    assert stage.cloud.unasked.count("read sink") >= 100


async def test_whatever_anybody_reads_is_told_at_once_and_costs_no_call(stage: Stage) -> None:
    await stage.watch(OPENS)
    stage.now_is(door("opened"))
    await stage.household.read(["door"])
    await stage.watching._beside.rest()
    assert stage.tellings == ["door"]
    assert stage.cloud.unasked == []
    await stage.look()
    assert stage.tellings == ["door"]


async def test_what_another_bot_knows_better_is_not_told(stage: Stage) -> None:
    await stage.watch(OPENS)
    stage.now_is(door("opened"))
    await stage.household.read(["door"])
    stage.household.doubt(["door"])
    await stage.watching._beside.rest()
    assert stage.told == []


async def test_what_another_has_just_read_is_not_read_again(stage: Stage) -> None:
    stage.cloud.lists_values = False
    await stage.watch(OPENS)
    stage.clock.advance(seconds=590)
    await stage.household.read(["door"])
    await stage.look(10)
    assert stage.cloud.unasked == []


async def test_a_home_whose_job_is_lost_gets_another(stage: Stage) -> None:
    await stage.watch(OPENS)
    for job in await stage.memory.jobs_of(stage.home.id, [KIND]):
        await stage.memory.drop_job(job.id, stage.home.id)
    for _ in range(2):
        await WatchBook(stage.memory, stage.clock).ensure()
    assert len(await stage.memory.jobs_of(stage.home.id, [KIND])) == 1


OPENABLE = Device("x", "x", "openable", capabilities=(Range(instance="open", value=0.0),))
LIGHT = Device("x", "x", "light", capabilities=(OnOff(value=False),))
MOTION = Device("x", "x", capabilities=(Event(instance="motion", value="not_detected"),))


@pytest.mark.parametrize(
    ("calm", "instance", "value"),
    [(OPENABLE, "open", 40.0), (LIGHT, "on", True), (MOTION, "motion", "detected")],
    ids=["open", "on", "motion"],
)
async def test_whatever_can_be_yes_or_no_can_be_watched(
    stage: Stage, calm: Device, instance: str, value: object
) -> None:
    stage.now_is(calm)
    await stage.watch(Watch((Reading("x", instance),), Becomes(True)))
    await stage.look()
    assert stage.told == []
    stage.now_is(calm.changed(lambda capability: with_value(capability, value)))
    await stage.look()
    assert stage.tellings == ["x"]
