"""What undoes something that was done for a while."""

from __future__ import annotations

from dataclasses import replace

from bot.home.capability import Action, Color, Hsv, Key, Limits
from bot.home.command import Command, Flip, SetTo, ShiftBy
from bot.home.house import Device, House
from bot.home.restoring import restoring
from tests.homes import BRIGHTNESS, ON, lamp, remote_tv

VACUUM = Device("vacuum", "Vacuum", "vacuum_cleaner", capabilities=(
    Action(instance="start"), Action(instance="dock"), Action(instance="spot")))  # fmt: skip
STRIP = Device("strip", "Strip", "light.strip", capabilities=(
    Color(colors=True, temperature_k=Limits(2700, 6500), value=4000),))  # fmt: skip
HOUSE = House(devices=(STRIP, lamp(on=True), lamp("dark", on=False), remote_tv(), VACUUM))


def back(*commands: Command) -> list[Command] | None:
    found = restoring(commands, HOUSE)
    return None if found is None else list(found)


def test_on_for_an_hour_means_off_afterwards_even_if_it_was_on() -> None:
    assert back(Command("lamp", ON, SetTo(True))) == [Command("lamp", ON, SetTo(False))]


def test_a_value_becomes_what_it_was() -> None:
    dim = Command("lamp", BRIGHTNESS, SetTo(80))
    assert back(dim) == [Command("lamp", BRIGHTNESS, SetTo(40))]
    assert back(replace(dim, change=ShiftBy(10))) == [Command("lamp", BRIGHTNESS, SetTo(40))]


def test_what_was_off_goes_off_again() -> None:
    assert back(Command("dark", BRIGHTNESS, SetTo(80))) == [
        Command("dark", BRIGHTNESS, SetTo(40)),
        Command("dark", ON, SetTo(False)),
    ]


def test_a_colour_becomes_the_white_that_was_lit() -> None:
    red = Command("strip", Key("color", "color"), SetTo(Hsv(0, 100, 100)))
    assert back(red) == [Command("strip", Key("color", "temperature_k"), SetTo(4000))]


def test_what_nobody_can_read_goes_back_the_way_it_came() -> None:
    louder = Command("tv", Key("range", "volume"), ShiftBy(3))
    assert back(louder) == [Command("tv", Key("range", "volume"), ShiftBy(-3))]
    assert back(Command("tv", ON, Flip())) == [Command("tv", ON, Flip())]


def test_an_action_is_taken_back_by_another_or_not_at_all() -> None:
    assert back(Command("vacuum", Key("action", "start"), SetTo(None))) == [
        Command("vacuum", Key("action", "dock"), SetTo(None))
    ]
    assert back(Command("vacuum", Key("action", "spot"), SetTo(None))) is None
