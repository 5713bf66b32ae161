"""What only some devices can do, in their makers' words and in anybody's."""

from __future__ import annotations

import pytest

from bot.home.capability import Action, Choice, Color, Limits, Mode, OnOff, Range, Sensor, Toggle
from bot.home.house import Device, House
from bot.home.request import Act, Ask, NotUnderstood, Request, Unsupported
from bot.understanding.features import spelt
from tests.intents.test_understander import understood

HOUSE = House(
    "Flat",
    devices=(
        Device("p", "净化器", "purifier", capabilities=(
            OnOff(), Toggle(instance="ChildLockSwitch", name="童锁"),
            Sensor(instance="FilterLife", name="滤芯寿命", value=60),
            Action(instance="ResetFilter", name="重置滤芯"))),
        Device("a", "空调", "thermostat.ac", capabilities=(
            OnOff(), Range(instance="temperature", unit="celsius", limits=Limits(16, 30, 1), value=22),
            Mode(instance="thermostat", choices=(Choice("1", "制冷"), Choice("2", "制热"))))),
        Device("s", "Лента", "light.strip", capabilities=(
            OnOff(), Color(scenes=(Choice("party", "Вечеринка"), Choice("ocean"))))),
        Device("w", "洗衣机", "washing_machine", capabilities=(
            OnOff(), Mode(instance="program", choices=(Choice("7", "羊毛洗"), Choice("8", "快洗"))),
            Range(instance="SpinSpeed", name="脱水转速", limits=Limits(0, 1400, 200)))),
        Device("t", "温湿度计", "sensor.climate", capabilities=(
            Sensor(instance="temperature", name="Temperature", unit="celsius", value=23.5),)),
    ),
)  # fmt: skip


def asked(text: str) -> Request:
    return understood(text, house=HOUSE).request


def done(text: str) -> list[tuple[str, str, object]]:
    request = asked(text)
    assert isinstance(request, Act), request
    return [(c.device, c.key.instance, getattr(c.change, "value", None)) for c in request.commands]


@pytest.mark.parametrize(
    ("text", "device", "instance", "value"),
    [
        ("打开净化器的童锁", "p", "ChildLockSwitch", True),
        ("выключи детский режим на 净化器", "p", "ChildLockSwitch", False),
        ("turn on the child lock", "p", "ChildLockSwitch", True),
        ("重置滤芯", "p", "ResetFilter", None),
        ("空调制热模式", "a", "thermostat", "2"),
        ("set the 空调 to cool", "a", "thermostat", "1"),
        ("ленту в режим океан", "s", "scene", "ocean"),
        ("ленту в режим вечеринки", "s", "scene", "party"),
        ("洗衣机调到羊毛洗", "w", "program", "7"),
        ("洗衣机脱水转速调到1200", "w", "SpinSpeed", 1200),
    ],
)
def test_a_feature_is_found_by_its_name_or_by_what_it_says(
    text: str, device: str, instance: str, value: object
) -> None:
    assert done(text) == [(device, instance, value)]


def test_a_feature_that_is_turned_on_turns_on_the_device_it_works_by() -> None:
    assert done("включи вечеринку на ленте") == [("s", "on", True), ("s", "scene", "party")]


def test_a_feature_that_was_named_is_never_passed_over_for_the_main_switch() -> None:
    assert isinstance(asked("включи детский режим на ленте"), Unsupported)


def test_cooler_is_no_mode_that_speaks_of_heat() -> None:
    assert done("空调凉快一点")[0][:2] == ("a", "temperature")


def test_a_feature_is_asked_about() -> None:
    request = asked("滤芯寿命还有多少")
    assert isinstance(request, Ask)
    assert [(r.device, r.instance) for r in request.readings] == [("p", "FilterLife")]


@pytest.mark.parametrize(
    "text", ["temperature on the 温湿度计", "температура на 温湿度计", "温湿度计 temperature"]
)
def test_what_a_sensor_measures_is_asked_for_by_its_name_alone(text: str) -> None:
    request = asked(text)
    assert isinstance(request, Ask), request
    assert [(r.device, r.instance) for r in request.readings] == [("t", "temperature")]


def test_a_mode_that_is_on_is_no_question() -> None:
    assert isinstance(asked("空调 thermostat on"), Act)


def test_the_bare_name_of_a_property_asks_for_nothing() -> None:
    assert asked("童锁") == NotUnderstood()


def test_identifiers_are_read_as_words() -> None:
    assert spelt("ChildLockSwitch") == "child lock switch"
    assert spelt("keep_warm") == "keep warm"
    assert spelt("PM25Level") == "pm 25 level"
