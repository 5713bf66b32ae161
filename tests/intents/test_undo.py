"""Undo brings back what was there, and says what it cannot bring back."""

from __future__ import annotations

from typing import Any

from bot.home.capability import Action, Capability, Color, Hsv, Key, Limits, OnOff, Range
from bot.home.command import Command, Flip, SetTo, ShiftBy
from bot.home.fit import Misfit, Reason
from bot.home.house import Device, House
from bot.home.request import Act, CannotDo, Manage, Unsupported
from bot.intents.undo import undoing, undone

ON = Key("on_off", "on")
BRIGHTNESS = Key("range", "brightness")
WHITE, COLOR = Key("color", "temperature_k"), Key("color", "color")
LOST = Reason(Misfit.NO_WAY_BACK)


def house(*capabilities: Capability) -> House:
    return House("Flat", devices=(Device("lamp", "Lamp", "light", capabilities=capabilities),))


def lamp(
    on: bool | None, brightness: float | None = 40, color: Any = 4000, *, stateless: bool = False
) -> House:
    return house(
        OnOff(value=on, stateless=stateless),
        Range(instance="brightness", value=brightness, limits=Limits(1, 100, 1)),
        Color(colors=True, temperature_k=Limits(2700, 6500), value=color),
    )


def sets(key: Key, value: Any) -> Command:
    return Command("lamp", key, SetTo(value))


def test_the_values_that_were_there_come_back_the_last_one_first() -> None:
    changed = (sets(ON, True), sets(BRIGHTNESS, 80))
    assert undoing(changed, lamp(False)) == Act((sets(BRIGHTNESS, 40), sets(ON, False)))


def test_what_was_on_already_stays_on() -> None:
    assert undoing((sets(ON, True),), lamp(True)) == Act((sets(ON, True),))


def test_a_step_is_taken_back_to_where_it_began() -> None:
    brighter = Command("lamp", BRIGHTNESS, ShiftBy(80))
    assert undoing((brighter,), lamp(True)) == Act((sets(BRIGHTNESS, 40),))
    assert undoing((brighter,), lamp(True, None)) == Act((Command("lamp", BRIGHTNESS, ShiftBy(-80)),))


def test_a_white_lamp_that_was_made_red_is_white_again() -> None:
    assert undoing((sets(COLOR, Hsv(0, 100, 100)),), lamp(True)) == Act((sets(WHITE, 4000),))
    red = lamp(True, color=Hsv(0, 100, 100))
    assert undoing((sets(WHITE, 2700),), red) == Act((sets(COLOR, Hsv(0, 100, 100)),))


def test_a_switch_that_never_tells_is_turned_round() -> None:
    never_tells = lamp(True, stateless=True)
    assert undoing((sets(ON, True),), never_tells) == Act((sets(ON, False),))
    assert undoing((Command("lamp", ON, Flip()),), lamp(None)) == Act((Command("lamp", ON, Flip()),))


def test_a_lamp_that_was_lit_by_its_brightness_goes_out_again() -> None:
    bright = (sets(BRIGHTNESS, 80),)
    assert undoing(bright, lamp(False), lamp(True)) == Act((sets(BRIGHTNESS, 40), sets(ON, False)))
    assert undoing(bright, lamp(True), lamp(True)) == Act((sets(BRIGHTNESS, 40),))


def test_what_nobody_knows_any_more_is_said() -> None:
    unknown = undoing((sets(BRIGHTNESS, 80), sets(ON, True)), lamp(False, None))
    assert unknown == Act((sets(ON, False),), refused=(CannotDo("lamp", LOST),))
    assert undone(undoing((sets(BRIGHTNESS, 80),), lamp(False, None))) == Unsupported("lamp", LOST)


def test_an_action_is_taken_back_by_its_opposite_where_there_is_one() -> None:
    start, locate = (Command("lamp", Key("action", name), SetTo(None)) for name in ("start", "locate"))
    robot = house(Action(instance="start"), Action(instance="dock"), Action(instance="locate"))
    assert undoing((start,), robot) == Act((Command("lamp", Key("action", "dock"), SetTo(None)),))
    assert undone(undoing((locate,), robot)) == Unsupported("lamp", LOST)


def test_where_nothing_was_done_there_is_nothing_to_undo() -> None:
    assert undoing((), lamp(True)) is None
    assert undone(None) == Manage("undo")
