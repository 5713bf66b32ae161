"""What of a device is noted down for its history, and when it is worth a note: where its cloud keeps none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.home.capability import Key
from bot.home.history import kept_of
from bot.home.house import Device

Value = bool | float | str

STEPS = {
    "temperature": 0.2,
    "humidity": 2.0,
    "co2_level": 25.0,
    "pressure": 1.0,
    "battery_level": 1.0,
    "food_level": 1.0,
    "water_level": 1.0,
}
"""Less is no change worth a note, in the instance's usual unit."""
SHARE = 0.05  # of the last value, for everything else
AT_LEAST_EVERY = timedelta(hours=1)  # numbers: so a line is not drawn over the time when nobody looked
TINY = 1e-9  # of binary fractions nobody notices
BELIEVED = timedelta(days=1)  # older than that nobody's clock is trusted


@dataclass(frozen=True)
class Sample:
    """A value that a capability had; ``heard``: the cloud has said when, else it was read at that time."""

    device: str
    key: Key
    at: datetime
    value: Value
    heard: bool = False


def samples_of(device: Device, now: datetime) -> Iterator[Sample]:
    """What about a device may have a history, as it is now; of one out of reach nothing is known."""
    if device.online is False:
        return
    for key in kept_of(device):
        capability = device.capability(key)
        if capability is None or not isinstance(value := capability.value, bool | int | float | str):
            continue
        heard = capability.observed
        if heard is not None and now - BELIEVED < heard <= now:
            yield Sample(device.id, key, heard, value, heard=True)
        else:
            yield Sample(device.id, key, now, value)


def is_worth_a_note(last: Sample | None, new: Sample) -> bool:
    """Whether a value says something that the last note did not."""
    if last is None:
        return True
    if new.at <= last.at:
        return False
    if new.key.kind == "event" and new.heard:
        return True  # it has happened again
    before, now = last.value, new.value
    if isinstance(before, bool | str) or isinstance(now, bool | str):
        return before != now
    step = STEPS.get(new.key.instance, abs(before) * SHARE)
    return abs(now - before) >= max(step - TINY, TINY) or new.at - last.at >= AT_LEAST_EVERY
