"""What opens, heats or concerns the whole home asks first; switching off and locking never do."""

from __future__ import annotations

import pytest

from bot.home.capability import Action, Key, Lock, OnOff, Range
from bot.home.command import Change, Command, Flip, SetTo, ShiftBy
from bot.home.danger import Danger, danger_of
from bot.home.house import Device, House

HOUSE = House(
    devices=(
        Device("lock", "Door", "lock", capabilities=(Lock(),)),
        Device("gate", "Gate", "openable.gate", capabilities=(OnOff(), Range(instance="open"))),
        Device("valve", "Valve", "openable.valve", capabilities=(Action(instance="open"),)),
        Device("curtain", "Curtain", "openable.curtain", capabilities=(OnOff(),)),
        Device("oven", "Oven", "cooking.oven", capabilities=(OnOff(), Action(instance="start"))),
        Device("safe", "Safe", "other", sensitive=True, capabilities=(OnOff(),)),
        Device("lamp", "Lamp", "light", capabilities=(OnOff(),)),
    )
)
ON, LOCK, OPEN = Key("on_off", "on"), Key("lock", "lock"), Key("range", "open")


@pytest.mark.parametrize(
    ("device", "key", "change", "danger"),
    [
        ("lock", LOCK, SetTo(False), Danger.UNLOCK),
        ("lock", LOCK, Flip(), Danger.UNLOCK),
        ("lock", LOCK, SetTo(True), None),
        ("gate", ON, SetTo(True), Danger.OPEN_DOOR),
        ("gate", ON, SetTo(False), None),
        ("gate", OPEN, SetTo(0), None),
        ("gate", OPEN, SetTo(20), Danger.OPEN_DOOR),
        ("gate", OPEN, ShiftBy(10), Danger.OPEN_DOOR),
        ("gate", OPEN, ShiftBy(-10), None),
        ("valve", Key("action", "open"), SetTo(None), Danger.OPEN_DOOR),
        ("valve", Key("action", "close"), SetTo(None), None),
        ("curtain", ON, SetTo(True), None),
        ("oven", ON, SetTo(True), Danger.HEAT),
        ("oven", ON, Flip(), Danger.HEAT),
        ("oven", ON, SetTo(False), None),
        ("oven", Key("action", "start"), SetTo(None), Danger.HEAT),
        ("safe", ON, SetTo(False), Danger.SENSITIVE),
        ("lamp", ON, SetTo(True), None),
        ("nobody", ON, SetTo(True), None),
    ],
)
def test_one_command(device: str, key: Key, change: Change, danger: Danger | None) -> None:
    assert danger_of([Command(device, key, change)], HOUSE) is danger


def test_the_worst_of_several_dangers_is_told() -> None:
    commands = [Command("oven", ON, SetTo(True)), Command("lock", LOCK, SetTo(False))]
    assert danger_of(commands, HOUSE) is Danger.UNLOCK


def test_most_of_the_home_at_once_is_a_danger_and_one_room_is_none() -> None:
    lamps = tuple(
        Device(f"l{n}", f"L{n}", "light", room=f"r{n % 2}", capabilities=(OnOff(),)) for n in range(8)
    )
    home = House(devices=lamps)
    everything = [Command(lamp.id, ON, SetTo(False)) for lamp in lamps]
    assert danger_of(everything, home) is Danger.WHOLE_HOME
    assert danger_of(everything[::2], home) is None
