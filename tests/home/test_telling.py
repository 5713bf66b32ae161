"""Whether a device that works towards an end is at it, by what its maker tells."""

from __future__ import annotations

import pytest

from bot.clouds.aliyun.state import reported, with_reported
from bot.home.capability import Capability, OnOff, Sensor
from bot.home.house import Device
from bot.home.telling import is_at_work, may_finish
from tests.clouds.aliyun.models import features, part

STAGES = {"0": "待机", "1": "洗涤", "2": "脱水", "3": "暂停", "4": "洗涤完成", "5": "故障码"}


def washer(*capabilities: Capability, on: bool = True) -> Device:
    return Device("w", "Washer", "washing_machine", capabilities=(OnOff(value=on), *capabilities))


@pytest.mark.parametrize("access", ["r", "rw"])
@pytest.mark.parametrize(
    ("told", "busy"), [("0", False), ("1", True), ("2", True), ("4", False)], ids=lambda v: str(v)
)
def test_the_stage_is_what_the_thing_model_calls_it(access: str, told: str, busy: bool) -> None:
    (stage,) = features(part("WorkStatus", "enum", STAGES, access=access)).values()
    device = washer(with_reported(stage, reported({"WorkStatus": {"value": told}})))
    assert may_finish(device)
    assert is_at_work(device) is busy, "it stays switched on all the time"


@pytest.mark.parametrize("on", [True, False])
@pytest.mark.parametrize("told", ["3", "5", None], ids=["paused", "words that say nothing", "not told"])
def test_a_stage_that_says_nothing_leaves_it_to_the_switch(told: str | None, on: bool) -> None:
    (stage,) = features(part("WorkStatus", "enum", STAGES, access="r")).values()
    entry = {} if told is None else {"WorkStatus": {"value": told}}
    assert is_at_work(washer(with_reported(stage, reported(entry)), on=on)) is on


@pytest.mark.parametrize(
    ("word", "busy"),
    [
        ("Washing", True),
        ("rinsing", True),
        ("Drying done", False),
        ("Standby", False),
        ("未运行", False),
        ("烘干中", True),
        ("Стирка", True),
        ("Стирка завершена", False),
        ("Готовка", True),
        ("Готово", False),
    ],
)
def test_makers_call_the_stages_in_three_languages(word: str, busy: bool) -> None:
    assert is_at_work(washer(Sensor(instance="work_state", value=word))) is busy


def test_the_time_that_is_left_counts_before_the_stage() -> None:
    left, stage = Sensor(instance="RemainTime", value=0.0), Sensor(instance="WorkState", value="洗涤")
    assert is_at_work(washer(stage, left)) is False


def test_whoever_tells_nothing_of_an_end_has_none() -> None:
    assert not may_finish(Device("l", "Lamp", "light", capabilities=(OnOff(value=True),)))
    assert is_at_work(Device("s", "Sink", "sensor")) is None
