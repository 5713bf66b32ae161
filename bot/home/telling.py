"""What of a device's state is a yes or no, whatever its capability looks like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.home.capability import Capability, Event, Lock, OnOff, Range, Sensor, Toggle, keys
from bot.home.house import Device

HAPPENING = ("opened", "detected", "leak", "high", "vibration")  # events that mean "yes"

WORKERS = ("washing_machine", "dishwasher", "vacuum_cleaner", "lawn_mower", "cooking")

REMAINING = frozenset(
    ("remaintime", "remainingtime", "timeremaining", "lefttime", "timeleft", "remainedtime")
)
STAGE = frozenset(
    ("workstate", "workstatus", "workingstate", "workingstatus", "runstate", "runningstate", "runstatus",
     "runningstatus", "washstate", "washstatus", "washingstatus", "cookstatus", "cookingstatus", "status")
)  # fmt: skip
"""What makers call the time that is left, and the stage of the work."""

_ENDED = """idle standby finish done complete end stop 完成 结束 待机 空闲 停止 关机 未运行 未工作
             законч заверш ожидан готово готова стоп"""
_BUSY = """run work wash rins spin dry cook clean heat 运行 工作 洗 漂 脱水 烘 烹 清扫 加热
           работ стирк полоск отжим сушк уборк готовк готовит"""
BUSY: Mapping[bool, tuple[str, ...]] = {False: tuple(_ENDED.split()), True: tuple(_BUSY.split())}
"""Parts of the words by which makers call the stages: those that end the work are looked for first."""


def capability_of(device: Device, instance: str) -> Capability | None:
    """What a reading's instance means: a measured value comes before a target of the same name."""
    found = [c for c in device.capabilities if any(key.instance == instance for key in keys(c))]
    return min(found, key=lambda c: not isinstance(c, Sensor | Event), default=None)


def as_truth(capability: Capability) -> bool | None:
    """A capability's value as a yes or no: on, open, locked, happening; None when nobody knows."""
    match capability:
        case OnOff(value=bool() as value) | Toggle(value=bool() as value) | Lock(value=bool() as value):
            return value
        case Range(value=float() | int() as number) | Sensor(value=float() | int() as number):
            return number > 0
        case Event(value=str() as word):
            return word in HAPPENING
        case _:
            return None


def is_at_work(device: Device) -> bool | None:
    """Whether a device that works towards an end is at it: by the time that is left, the stage that its
    maker tells, else by its switch. None when nobody knows, or it is no such device."""
    for capability in device.capabilities:
        if _plain(capability.instance) in REMAINING and (left := _number(capability.value)) is not None:
            return left > 0
    for capability in device.capabilities:
        if _plain(capability.instance) in STAGE and (busy := _stage(capability)) is not None:
            return busy
    switch = next((c for c in device.capabilities if isinstance(c, OnOff)), None)
    return switch.value if switch else None


def may_finish(device: Device) -> bool:
    """Whether a device works towards an end, and tells of it."""
    tells = any(_plain(c.instance) in REMAINING | STAGE for c in device.capabilities)
    works = any(device.is_a(type_) for type_ in WORKERS)
    return tells or (works and any(isinstance(c, OnOff) for c in device.capabilities))


def _stage(capability: Capability) -> bool | None:
    """The choice's name says it, or its value where there is no name."""
    named = next((c.name for c in getattr(capability, "choices", ()) if c.value == capability.value), None)
    word = str(named or capability.value or "").casefold()
    return next((busy for busy, parts in BUSY.items() if any(part in word for part in parts)), None)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _plain(name: str) -> str:
    return name.replace("_", "").casefold()
