"""From Yandex's answers to the parts of a house, for one household of the account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.clouds.yandex import wire
from bot.clouds.yandex.capabilities import capability_from_wire
from bot.clouds.yandex.types import device_type
from bot.home.account import PART
from bot.home.capability import Capability, keys
from bot.home.cloud import Listing
from bot.home.house import Device, Group, Room, Scene

LIGHT = "devices.capabilities.color_setting"
ONLINE = {"online": True, "offline": False}


@dataclass(frozen=True)
class HouseholdOfAccount:
    """A flat, a dacha: what the owner chooses from when an account is connected."""

    id: str
    name: str
    devices: int


def households_from_wire(info: wire.UserInfo) -> tuple[HouseholdOfAccount, ...]:
    """The account's households in Yandex's order, with how many devices each holds."""
    households, _ = wire.readable(wire.Named, info.households)
    devices, _ = wire.readable(wire.Device, info.devices)
    held = Counter(device.household_id for device in devices)
    return tuple(HouseholdOfAccount(home.id, home.name, held[home.id]) for home in households)


def narrowing(
    chosen: HouseholdOfAccount | None, households: Sequence[HouseholdOfAccount]
) -> Mapping[str, str]:
    """The settings of an account that is one household; None: all, and ``identity`` tells whose."""
    if chosen is None:
        return {"identity": min(home.id for home in households)}
    return {"household": chosen.id, **({PART: chosen.name} if len(households) > 1 else {})}


def listing_from_wire(info: wire.UserInfo, household: str | None) -> Listing:
    """The household's part of an account; everything when ``household`` is None.

    Scenarios belong to no household, so all active ones are there. What cannot be read is named in
    ``unreadable``. Ids that rooms and groups mention but nobody describes are dropped.
    """
    rooms, strange_rooms = wire.readable(wire.Room, info.rooms)
    groups, strange_groups = wire.readable(wire.Group, info.groups)
    scenarios, strange_scenarios = wire.readable(wire.Scenario, info.scenarios)
    listed, strange_devices = wire.readable(wire.Device, info.devices)
    rooms = [room for room in rooms if _is_of(room, household)]
    room_of = {device: room.id for room in rooms for device in room.devices}
    translated = [device_from_wire(device) for device in listed if _is_of(device, household)]
    devices = tuple(_placed(device, room_of, rooms) for device, _ in translated)
    known = {device.id for device in devices}
    return Listing(
        rooms=tuple(Room(room.id, room.name, room.aliases) for room in rooms),
        groups=tuple(
            Group(group.id, group.name, group.aliases, tuple(d for d in group.devices if d in known))
            for group in groups
            if _is_of(group, household)
        ),
        scenes=tuple(Scene(scenario.id, scenario.name) for scenario in scenarios if scenario.is_active),
        devices=devices,
        unreadable=(
            *strange_rooms,
            *strange_groups,
            *strange_scenarios,
            *strange_devices,
            *(part for _, strange in translated for part in strange),
        ),
    )


def device_from_wire(told: wire.Device) -> tuple[Device, tuple[str, ...]]:
    """The device and the parts of it that cannot be read, as ``Lamp: devices.capabilities.mode``."""
    described, strange = wire.readable(wire.Capability, (*told.capabilities, *told.properties))
    capabilities: list[Capability] = []
    for part in described:
        try:
            capability = capability_from_wire(part)
        except ValueError:
            strange.append(part.type)
            continue
        if capability is not None:
            capabilities.append(capability)
    device = Device(
        told.id,
        told.name,
        device_type(told.type),
        told.aliases,
        told.room,
        ONLINE.get(told.state or ""),
        capabilities=_without_repeats(capabilities),
    )
    return device, tuple(f"{told.name}: {part}" for part in strange)


def color_model(capabilities: Iterable[Any]) -> str | None:
    """``rgb`` or ``hsv``, the spelling in which this device or group wants its colours."""
    for capability in wire.readable(wire.Capability, capabilities)[0]:
        model = capability.parameter("color_model")
        if capability.type == LIGHT and isinstance(model, str):
            return model
    return None


def _is_of(part: wire.Named, household: str | None) -> bool:
    return household is None or part.household_id in (household, None)


def _placed(device: Device, room_of: dict[str, str], rooms: Iterable[wire.Room]) -> Device:
    if any(room.id == device.room for room in rooms):
        return device
    return replace(device, room=room_of.get(device.id))


def _without_repeats(capabilities: Iterable[Capability]) -> tuple[Capability, ...]:
    """A control is known by its keys: of two with the same, the first counts."""
    seen: set[object] = set()
    kept = []
    for capability in capabilities:
        named = set(keys(capability))
        if not named & seen:
            kept.append(capability)
        seen |= named
    return tuple(kept)
