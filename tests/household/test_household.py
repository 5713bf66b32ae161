"""One home over several accounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.home.capability import Key, OnOff, Struct
from bot.home.cloud import Listing
from bot.home.command import Command, Flip, SetTo, ShiftBy
from bot.home.effect import Status
from bot.home.errors import CloudUnavailableError
from bot.home.fit import Misfit
from bot.home.house import Room, Scene
from bot.home.once import beginning_with
from bot.home.problem import Problem
from bot.household import Household
from tests.clocks import FrozenClock
from tests.fake_cloud import FakeCloud
from tests.homes import BRIGHTNESS, ON, lamp, remote_tv, socket

DOWN = CloudUnavailableError("aliyun", Problem.CLOUD_UNREACHABLE)


@pytest.fixture
def yandex() -> FakeCloud:
    parts = Listing(rooms=(Room("y-kitchen", "Kitchen"),), scenes=(Scene("s1", "Good night"),))
    return FakeCloud({"lamp": lamp(room="y-kitchen"), "tv": remote_tv()}, "yandex", parts)


@pytest.fixture
def aliyun() -> FakeCloud:
    return FakeCloud(
        {"socket": socket(room="a-kitchen")}, "aliyun", Listing(rooms=(Room("a-kitchen", "kitchen"),))
    )


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def household(yandex: FakeCloud, aliyun: FakeCloud, clock: FrozenClock) -> Household:
    return Household("Home", {1: yandex, 2: aliyun}, clock)


async def test_a_room_that_both_clouds_know_by_one_name_is_one_room(household: Household) -> None:
    house, _ = await household.house()
    assert [room.name for room in house.rooms] == ["Kitchen"]
    assert {device.room for device in house.devices if device.room} == {"y-kitchen"}


async def test_names_are_listed_once_and_again_when_they_grow_old(
    household: Household, yandex: FakeCloud, clock: FrozenClock
) -> None:
    await household.house()
    await household.house()
    assert yandex.calls == ["listing"]
    clock.advance(minutes=6)
    await household.house()
    assert yandex.calls == ["listing", "listing"]


async def test_an_account_that_is_down_keeps_its_devices_and_is_named(
    household: Household, aliyun: FakeCloud
) -> None:
    await household.house()
    aliyun.down = DOWN
    house, troubles = await household.house(max_age=timedelta(seconds=-1))
    assert house.device("socket") is not None
    assert [(trouble.cloud, trouble.problem) for trouble in troubles] == [
        ("aliyun", Problem.CLOUD_UNREACHABLE)
    ]


async def test_a_switch_is_one_write_and_one_read_back(household: Household, yandex: FakeCloud) -> None:
    await household.house()
    yandex.calls.clear()
    carried = await household.execute([Command("lamp", ON, SetTo(True))])
    assert [effect.status for effect in carried.effects] == [Status.CONFIRMED]
    assert yandex.calls == ["execute", "read lamp"]


async def test_a_switch_that_was_seen_lately_is_not_read_before_it_is_pressed(
    household: Household, yandex: FakeCloud, clock: FrozenClock
) -> None:
    await household.house()
    yandex.calls.clear()
    carried = await household.execute([Command("lamp", ON, SetTo(True))], look_first=True)
    assert carried.before.device("lamp") == lamp(room="y-kitchen")
    assert yandex.calls == ["execute", "read lamp"]
    clock.advance(minutes=2)
    await household.execute([Command("lamp", ON, SetTo(False))], look_first=True)
    assert yandex.calls[2:] == ["read lamp", "execute", "read lamp"]


async def test_a_switch_that_was_not_seen_to_obey_is_read_before_it_is_pressed_again(
    household: Household, yandex: FakeCloud
) -> None:
    await household.house()
    yandex.slow = True
    await household.execute([Command("lamp", ON, SetTo(True))], look_first=True)
    yandex.catch_up()
    yandex.calls.clear()
    carried = await household.execute([Command("lamp", ON, SetTo(False))], look_first=True)
    found = carried.before.device("lamp")
    assert found is not None
    assert [c.value for c in found.capabilities if isinstance(c, OnOff)] == [True]
    assert yandex.calls == ["read lamp", "execute", "read lamp"]


async def test_what_a_scene_may_have_changed_is_read_before_it_is_changed(
    household: Household, yandex: FakeCloud
) -> None:
    await household.house()
    await household.run_scene("s1")
    yandex.calls.clear()
    await household.execute([Command("lamp", ON, SetTo(True))], look_first=True)
    assert yandex.calls == ["read lamp", "execute", "read lamp"]


async def test_a_step_starts_from_a_fresh_value(household: Household, yandex: FakeCloud) -> None:
    await household.house()
    yandex.devices["lamp"] = lamp(room="y-kitchen", on=True)
    await household.execute([Command("lamp", BRIGHTNESS, ShiftBy(20)), Command("lamp", ON, Flip())])
    capability = yandex.devices["lamp"].capability(BRIGHTNESS)
    switch = yandex.devices["lamp"].capability(ON)
    assert capability is not None
    assert switch is not None
    assert (capability.value, switch.value) == (60, False)


async def test_a_step_without_a_value_to_start_from_is_not_sent(
    household: Household, yandex: FakeCloud
) -> None:
    await household.house()
    yandex.down = CloudUnavailableError("yandex", Problem.CLOUD_SILENT)
    carried = await household.execute([Command("lamp", BRIGHTNESS, ShiftBy(20))])
    assert [(e.status, e.problem) for e in carried.effects] == [(Status.REFUSED, Problem.CLOUD_SILENT)]
    assert "execute" not in yandex.calls


async def test_a_value_outside_the_range_is_not_sent(household: Household, yandex: FakeCloud) -> None:
    await household.house()
    carried = await household.execute([Command("lamp", BRIGHTNESS, SetTo(150))])
    assert carried.effects == ()
    assert [part.reason.code for part in carried.refused] == [Misfit.OUT_OF_RANGE]
    assert "execute" not in yandex.calls


async def test_what_a_remote_control_sends_cannot_be_confirmed(household: Household) -> None:
    await household.house()
    carried = await household.execute([Command("tv", ON, SetTo(True))])
    assert [effect.status for effect in carried.effects] == [Status.SENT]


async def test_a_slow_device_stays_open_until_the_last_look(household: Household, yandex: FakeCloud) -> None:
    await household.house()
    yandex.slow = True
    carried = await household.execute([Command("lamp", ON, SetTo(True))])
    assert [effect.status for effect in carried.effects] == [Status.ACCEPTED]
    yandex.catch_up()
    settled = await household.settle(carried.effects)
    assert [effect.status for effect in settled] == [Status.CONFIRMED]


async def test_what_never_shows_is_called_unconfirmed(household: Household, yandex: FakeCloud) -> None:
    await household.house()
    yandex.slow = True
    carried = await household.execute([Command("lamp", ON, SetTo(True))])
    settled = await household.settle(carried.effects, last_time=True)
    assert [effect.status for effect in settled] == [Status.UNCONFIRMED]


async def test_one_cloud_in_trouble_does_not_hide_the_other(household: Household, aliyun: FakeCloud) -> None:
    await household.house()
    aliyun.write_fails = Problem.DEVICE_OFFLINE
    carried = await household.execute([Command("lamp", ON, SetTo(True)), Command("socket", ON, SetTo(False))])
    assert {e.command.device: (e.status, e.problem) for e in carried.effects} == {
        "lamp": (Status.CONFIRMED, None),
        "socket": (Status.REFUSED, Problem.DEVICE_OFFLINE),
    }
    known = household.known.device("socket")
    assert known is not None
    assert known.online is False


async def _somebody_had_begun() -> bool:
    return False


@pytest.mark.parametrize("was_done", [True, False])
async def test_a_value_that_may_have_been_set_before_a_crash_is_read_and_set_only_where_it_is_not(
    household: Household, yandex: FakeCloud, was_done: bool
) -> None:
    yandex.devices["lamp"] = lamp(room="y-kitchen", on=was_done)
    await household.house()
    yandex.calls.clear()
    with beginning_with(_somebody_had_begun):
        carried = await household.execute([Command("lamp", ON, SetTo(True))])
    assert [effect.status for effect in carried.effects] == [Status.CONFIRMED]
    assert yandex.calls == ["read lamp"] + ([] if was_done else ["execute", "read lamp"])


async def test_a_value_that_cannot_be_read_after_a_crash_is_not_set_again(
    household: Household, yandex: FakeCloud
) -> None:
    await household.house()
    yandex.down = CloudUnavailableError("yandex", Problem.CLOUD_SILENT)
    with beginning_with(_somebody_had_begun):
        carried = await household.execute([Command("lamp", ON, SetTo(True))])
    assert [effect.status for effect in carried.effects] == [Status.UNKNOWN]
    assert "execute" not in yandex.calls


async def test_what_must_not_be_done_twice_is_called_unknown_after_a_crash(
    household: Household, yandex: FakeCloud
) -> None:
    await household.house()
    steps = [
        Command("lamp", BRIGHTNESS, ShiftBy(20)),
        Command("lamp", ON, Flip()),
        Command("tv", ON, SetTo(True)),
    ]
    with beginning_with(_somebody_had_begun):
        carried = await household.execute(steps)
        assert await household.run_scene("s1") is Problem.CLOUD_SILENT
    assert [effect.status for effect in carried.effects] == [Status.UNKNOWN] * 3
    assert "execute" not in yandex.calls
    assert yandex.scenes_run == []


async def test_a_scene_runs_in_the_cloud_that_has_it(household: Household, yandex: FakeCloud) -> None:
    await household.house()
    assert await household.run_scene("s1") is None
    assert yandex.scenes_run == ["s1"]
    assert await household.run_scene("gone") is Problem.SCENE_GONE


async def test_many_devices_are_read_with_one_listing_where_it_carries_values(clock: FrozenClock) -> None:
    lamps = {f"lamp-{n}": lamp(f"lamp-{n}", on=None) for n in range(14)}
    cloud = FakeCloud(lamps)
    household = Household("Home", {1: cloud}, clock)
    await household.house()
    cloud.calls.clear()
    carried = await household.execute([Command(id_, ON, SetTo(True)) for id_ in lamps])
    assert {effect.status for effect in carried.effects} == {Status.CONFIRMED}
    assert cloud.calls == ["execute", "listing"]
    await household.read(list(lamps)[:12])
    assert cloud.calls[2:] == [f"read lamp-{n}" for n in range(12)]


async def test_a_device_that_does_not_answer_and_is_offline_is_called_offline(
    household: Household, yandex: FakeCloud
) -> None:
    await household.house()
    yandex.devices["lamp"] = replace(yandex.devices["lamp"], online=False)
    yandex.write_fails = Problem.DEVICE_SILENT
    carried = await household.execute([Command("lamp", ON, SetTo(True))])
    assert [(e.status, e.problem) for e in carried.effects] == [(Status.REFUSED, Problem.DEVICE_OFFLINE)]


async def test_devices_shown_together_are_read_when_no_listing_tells_of_them_and_not_every_time(
    household: Household, yandex: FakeCloud, aliyun: FakeCloud, clock: FrozenClock
) -> None:
    aliyun.lists_values = False
    await household.house()
    await household.freshen(["lamp", "socket"])
    await household.freshen(["lamp", "socket"])
    assert aliyun.calls == ["listing", "read socket"]
    assert yandex.calls == ["listing"]
    clock.advance(minutes=2)
    await household.freshen(["socket"])
    assert aliyun.calls == ["listing", "read socket", "read socket"]
    await household.freshen(["lamp", "tv"])
    assert yandex.calls == ["listing", "listing"], "one call tells of all"
    await household.freshen(["lamp", "tv"])
    assert yandex.calls == ["listing", "listing"]
    await household.freshen(["lamp"], timedelta())
    assert yandex.calls == ["listing", "listing", "read lamp"]


async def test_a_command_whose_value_is_an_object_is_carried_out(clock: FrozenClock) -> None:
    timer = Struct(instance="CountDown", fields=(OnOff(),), value=None)
    cloud = FakeCloud({"socket": replace(socket(), capabilities=(timer,))})
    household = Household("Home", {1: cloud}, clock)
    await household.house()
    carried = await household.execute([Command("socket", Key("struct", "CountDown"), SetTo({"on": True}))])
    assert [effect.status for effect in carried.effects] == [Status.CONFIRMED]
