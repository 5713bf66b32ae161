"""What the household relies on, whatever the cloud: run over every cloud found, against its stand-in."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

import pytest

from bot.home.abilities import RemovesDevices, RunsGroups
from bot.home.background import background
from bot.home.capability import Hsv, Key, keys, writable
from bot.home.cloud import RunsScenes
from bot.home.command import Command, SetTo, holds
from bot.home.effect import Status
from bot.home.errors import CloudBusyError, CloudError, CloudProtocolError, CloudUnavailableError
from bot.home.house import Device
from bot.home.problem import Problem
from tests.clouds.vendor import ON, Vendor, switch, switchable

pytestmark = pytest.mark.filterwarnings("ignore::aiohttp.web_exceptions.NotAppKeyWarning")


async def test_every_device_of_the_household_is_listed_in_its_room(vendor: Vendor) -> None:
    listing = await vendor.connect().listing()
    home = vendor.household
    there = {t.id: (t.room, t.online) for t in home.things if t.household == home.name}
    rooms = {room.id: room.name for room in listing.rooms}
    assert {d.id: rooms.get(d.room or "") for d in listing.devices} == {
        i: room for i, (room, _) in there.items()
    }
    assert all(d.online in (None, there[d.id][1]) for d in listing.devices)
    assert listing.unreadable == ()


async def test_names_and_sorts_of_devices_are_as_people_know_them(vendor: Vendor) -> None:
    listing = await vendor.connect().listing()
    for device in listing.devices:
        thing = vendor.thing(device.id)
        assert device.name == thing.name
        known_as = thing.type.replace("smart_speaker", "speaker")
        assert known_as == device.type or known_as.startswith(f"{device.type}.")


async def test_a_device_has_no_two_capabilities_of_one_key(vendor: Vendor) -> None:
    for device in (await vendor.connect().listing()).devices:
        offered = [key for capability in device.capabilities for key in keys(capability)]
        assert len(offered) == len(set(offered)), device.name


async def test_values_that_are_read_are_the_truth(vendor: Vendor) -> None:
    cloud = vendor.connect()
    compared = 0
    for listed in (await cloud.listing()).devices:
        device = await cloud.read(listed)
        thing = vendor.thing(device.id)
        assert device.online is thing.online
        for capability in device.capabilities:
            truth = thing.capability(str(keys(capability)[0])) if capability.value is not None else None
            if truth is not None and truth["kind"] == capability.kind:
                assert _same(capability.value, truth["value"]), f"{device.name} {keys(capability)[0]}"
                compared += 1
    assert compared > len(vendor.household.things)


def _same(value: Any, truth: Any) -> bool:
    if isinstance(value, Hsv):
        return (
            max(abs(value.h - truth["h"]), abs(value.s - truth["s"]), abs(value.v - truth["v"])) <= 2
            if ("h" in truth)
            else (value.h, value.s, value.v) == tuple(truth.values())
        )
    return bool(value == truth)


async def test_what_was_never_reported_is_not_known(vendor: Vendor) -> None:
    cloud = vendor.connect()
    unknown = 0
    for listed in (await cloud.listing()).devices:
        thing = vendor.thing(listed.id)
        for capability in (await cloud.read(listed)).capabilities:
            key = str(keys(capability)[0])
            if thing.capability(key) and capability.kind != "color" and key not in thing.reported:
                assert capability.value is None, f"{listed.name} {key}"
                unknown += 1
    assert unknown


async def test_every_switch_switches_and_shows_it(vendor: Vendor) -> None:
    cloud = vendor.connect()
    devices = await switchable(vendor, cloud)
    assert len(devices) > 5
    for device in devices:
        command = switch(device, not vendor.truth(device.id, ON))
        (effect,) = await cloud.execute([command])
        assert (effect.status, effect.problem) == (Status.ACCEPTED, None), device.name
        assert vendor.truth(device.id, ON) is command.change.value  # type: ignore[union-attr]
        assert holds(command, await cloud.read(device)), device.name


async def test_every_writable_value_can_be_written_and_read_back(vendor: Vendor) -> None:
    cloud = vendor.connect()
    devices = [d for d in (await cloud.listing()).devices if vendor.thing(d.id).online]
    written = 0
    for device in devices:
        for key, value in _wishes(device):
            await cloud.execute([Command(device.id, ON, SetTo(True))])
            command = Command(device.id, key, SetTo(value))
            (effect,) = await cloud.execute([command])
            assert effect.status is Status.ACCEPTED, f"{device.name} {key}: {effect.problem}"
            capability = device.capability(key)
            assert capability
            if not capability.stateless:
                assert holds(command, await cloud.read(device)), f"{device.name} {key}"
            written += 1
    assert written > 20


def _wishes(device: Device) -> list[tuple[Key, Any]]:
    """Something to write to everything that holds a value: the ends of ranges, every choice."""
    wishes: list[tuple[Key, Any]] = []
    for capability in device.capabilities:
        if not writable(capability):
            continue
        key = keys(capability)[0]
        match capability.kind:
            case "toggle" | "lock":
                wishes += [(key, True), (key, False)]
            case "mode":
                wishes += [(key, choice.value) for choice in getattr(capability, "choices", ())]
            case "range" if limits := getattr(capability, "limits", None):
                if not getattr(capability, "relative_only", False):
                    wishes += [(key, limits.min), (key, limits.max)]
            case "color":
                wishes += _light_wishes(capability)
    return wishes


def _light_wishes(color: Any) -> list[tuple[Key, Any]]:
    wishes: list[tuple[Key, Any]] = [(Key("color", "scene"), scene.value) for scene in color.scenes]
    if color.colors:
        wishes += [
            (Key("color", "color"), Hsv(*hsv)) for hsv in ((0, 100, 100), (240, 60, 90), (359, 30, 100))
        ]
    if color.temperature_k:
        ends = (color.temperature_k.min, color.temperature_k.max)
        wishes += [(Key("color", "temperature_k"), kelvin) for kelvin in ends]
    return wishes


async def test_a_switch_is_one_write_and_one_read_back(vendor: Vendor) -> None:
    cloud = vendor.connect()
    device = (await switchable(vendor, cloud))[0]
    vendor.calls()
    await cloud.execute([switch(device, True)])
    assert len(vendor.calls()) == 1
    await cloud.read(device)
    assert len(vendor.calls()) == 1


async def test_effects_come_in_the_order_of_the_commands(vendor: Vendor) -> None:
    cloud = vendor.connect()
    first, second, *_ = await switchable(vendor, cloud)
    commands = [
        switch(first, True),
        Command("no-such-device", ON, SetTo(True)),
        switch(second, True),
        Command(first.id, Key("range", "no-such-thing"), SetTo(5)),
        Command(second.id, Key("struct", "no-such-thing"), SetTo({"a": 1})),
    ]
    effects = await cloud.execute(commands)
    assert [effect.command for effect in effects] == commands
    statuses = [effect.status for effect in effects]
    assert statuses[:3] == [Status.ACCEPTED, Status.REFUSED, Status.ACCEPTED]
    assert Status.ACCEPTED not in statuses[3:]
    assert effects[1].problem is Problem.DEVICE_GONE


async def test_a_device_that_is_offline_refuses_and_the_others_obey(vendor: Vendor) -> None:
    cloud = vendor.connect()
    asleep, awake, *_ = await switchable(vendor, cloud)
    vendor.world.truth.set_online(asleep.id, False)
    lost, done = await cloud.execute([switch(asleep, True), switch(awake, True)])
    assert lost.status is Status.REFUSED
    assert lost.problem in (Problem.DEVICE_OFFLINE, Problem.DEVICE_SILENT)
    assert done.status is Status.ACCEPTED
    assert (await cloud.read(asleep)).online is False


@pytest.mark.parametrize("apply", ["before", "after"])
@pytest.mark.parametrize("kind", ["status", "drop", "garbage"])
async def test_a_write_whose_answer_is_lost_is_unknown_and_never_repeated(
    vendor: Vendor, kind: str, apply: str
) -> None:
    cloud = vendor.connect()
    device = (await switchable(vendor, cloud))[0]
    command = switch(device, not vendor.truth(device.id, ON))
    before = vendor.truth(device.id, ON)
    vendor.calls()
    vendor.breaks(kind=kind, apply=apply, status=503, count=9)
    (effect,) = await cloud.execute([command])
    assert effect.status is Status.UNKNOWN
    assert len(vendor.calls()) == 1
    assert vendor.truth(device.id, ON) is (before if apply == "before" else not before)


async def test_a_cloud_that_cannot_be_reached_did_nothing(vendor: Vendor) -> None:
    cloud = vendor.connect()
    device = (await switchable(vendor, cloud))[0]
    settings = {**vendor.account.settings, "host": "http://127.0.0.1:9"}
    nowhere = Vendor(vendor.name, vendor.world, _moved(vendor, settings), vendor.http).connect()
    (effect,) = await nowhere.execute([switch(device, True)])
    assert (effect.status, effect.problem) == (Status.REFUSED, Problem.CLOUD_UNREACHABLE)
    with pytest.raises(CloudUnavailableError) as raised:
        await nowhere.listing()
    assert not raised.value.maybe_done


def _moved(vendor: Vendor, settings: dict[str, str]) -> Any:
    account = vendor.account
    return type(account)(account.id, account.home, account.cloud, settings, account.secrets)


@pytest.mark.parametrize("kind", ["status", "drop", "garbage", "truncated"])
async def test_a_read_that_fails_once_is_tried_again(vendor: Vendor, kind: str) -> None:
    cloud = vendor.connect()
    vendor.breaks(kind=kind, status=502, count=2)
    assert (await cloud.listing()).devices


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"kind": "status", "status": 500}, CloudUnavailableError),
        ({"kind": "drop"}, CloudUnavailableError),
        ({"kind": "garbage"}, CloudProtocolError),
        ({"kind": "truncated"}, CloudProtocolError),
    ],
)
async def test_a_read_that_keeps_failing_is_an_error_of_ours(
    vendor: Vendor, fault: dict[str, Any], error: type[CloudError]
) -> None:
    cloud = vendor.connect()
    device = (await cloud.listing()).devices[0]
    vendor.breaks(**fault, count=99)
    for call in (cloud.listing, partial(cloud.read, device)):
        with pytest.raises(error) as raised:
            await call()
        assert raised.value.cloud == vendor.name


async def test_a_listing_of_wrong_types_is_an_error_of_ours(vendor: Vendor) -> None:
    cloud = vendor.connect()
    vendor.breaks(kind="wrong_types", count=99)
    with pytest.raises(CloudProtocolError):
        await cloud.listing()


async def test_while_a_vendor_wants_quiet_nothing_is_sent(vendor: Vendor) -> None:
    cloud = vendor.connect()
    device = (await switchable(vendor, cloud))[0]
    vendor.calls()
    vendor.breaks(kind="status", status=429, retry_after=17)
    with pytest.raises(CloudBusyError) as raised:
        await cloud.listing()
    window = raised.value.retry_after
    assert window >= 17
    vendor.world.clock.advance(window - 10)
    with pytest.raises(CloudBusyError) as raised:
        await cloud.read(device)
    assert 0 < raised.value.retry_after <= 10
    (effect,) = await cloud.execute([switch(device, True)])
    assert (effect.status, effect.problem) == (Status.REFUSED, Problem.CLOUD_BUSY)
    assert len(vendor.calls()) == 1
    vendor.world.clock.advance(10)
    assert (await cloud.listing()).devices


async def test_a_vendor_that_never_answers_is_left_alone_by_jobs_and_tried_for_people(vendor: Vendor) -> None:
    cloud = vendor.connect()
    vendor.calls()
    vendor.breaks(kind="drop", count=5)
    for _ in range(2):
        with pytest.raises(CloudUnavailableError):
            await cloud.listing()
    assert len(vendor.calls()) == 5
    with background(), pytest.raises(CloudUnavailableError) as raised:
        await cloud.listing()
    assert not raised.value.maybe_done
    assert vendor.calls() == []
    assert (await cloud.listing()).devices
    with background():
        assert (await cloud.listing()).devices


async def test_every_call_is_counted_and_unasked_ones_have_a_budget(vendor: Vendor) -> None:
    cloud = vendor.connect()
    await cloud.listing()
    with background():
        await cloud.listing()
        calls = len(vendor.calls())
        unasked = sum(vendor.keeper.counted)
        assert (len(vendor.keeper.counted), 0 < unasked < calls) == (calls, True)
        vendor.keeper.budget = unasked
        with pytest.raises(CloudBusyError):
            await cloud.listing()
    assert vendor.calls() == []
    assert (await cloud.listing()).devices


async def test_a_scene_is_started_once_and_one_that_is_gone_is_told(vendor: Vendor) -> None:
    cloud = vendor.connect()
    if not isinstance(cloud, RunsScenes):
        pytest.skip(f"{vendor.name} starts no scenes")
    scene = (await cloud.listing()).scenes[0]
    vendor.calls()
    await cloud.run_scene(scene.id)
    assert len(vendor.calls()) == 1
    with pytest.raises(CloudError) as raised:
        await cloud.run_scene("no-such-scene")
    assert raised.value.problem is Problem.SCENE_GONE


async def test_a_group_obeys_in_one_call_and_each_member_is_told_of(vendor: Vendor) -> None:
    cloud = vendor.connect()
    if not isinstance(cloud, RunsGroups):
        pytest.skip(f"{vendor.name} knows no groups")
    group = max((await cloud.listing()).groups, key=lambda group: len(group.devices))
    asleep, *awake = group.devices
    for member in group.devices:
        vendor.world.truth.set_online(member, member != asleep)
    vendor.calls()
    effects = await cloud.execute_group(group.id, [Command("", ON, SetTo(True))])
    assert len(vendor.calls()) == 1
    assert {effect.command.device: effect.status for effect in effects} == {
        asleep: Status.REFUSED,
        **dict.fromkeys(awake, Status.ACCEPTED),
    }
    assert awake
    assert all(vendor.truth(member, ON) is True for member in awake)


async def test_a_device_that_is_removed_is_gone(vendor: Vendor) -> None:
    cloud = vendor.connect()
    if not isinstance(cloud, RemovesDevices):
        pytest.skip(f"{vendor.name} removes no devices")
    device = (await cloud.listing()).devices[0]
    vendor.calls()
    await cloud.remove(device.id)
    assert len(vendor.calls()) == 1
    assert device.id not in {d.id for d in (await cloud.listing()).devices}
    with pytest.raises(CloudError) as raised:
        await cloud.remove(device.id)
    assert raised.value.problem is Problem.DEVICE_GONE


async def test_nothing_secret_is_logged_or_shown(vendor: Vendor, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    cloud = vendor.connect()
    shown: list[object] = [cloud, vendor.account]
    device = (await switchable(vendor, cloud))[0]
    shown += [await cloud.listing(), await cloud.read(device), await cloud.execute([switch(device, True)])]
    for fault in ("garbage", "truncated", "wrong_types", "drop", "status", "expire"):
        vendor.breaks(kind=fault, count=4)
        shown += await cloud.execute([switch(device, True)])
        try:
            await cloud.read(device)
        except CloudError as error:
            shown += [error, error.detail, error.vendor_says]
        vendor.world.faults.clear()
    told = caplog.text + repr(shown) + "".join(map(str, shown))
    assert vendor.name in told
    assert [name for name, secret in _secrets(vendor).items() if secret in told] == []


def _secrets(vendor: Vendor) -> dict[str, str]:
    """All that must never be seen: tokens, old and new, and what is somebody's or some vendor's own."""
    kept = [dict(vendor.account.secrets), *vendor.keeper.stored]
    secrets = {f"{n} {k}": v for n, pair in enumerate(kept) for k, v in pair.items() if "expires" not in k}
    described = vendor.household.clouds[vendor.name]
    if "identity_alias" in described:
        secrets["identity alias"] = described["identity_alias"]
    return secrets
