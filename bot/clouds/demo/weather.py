"""What the demo home's thermometer feels: the air nears what the air conditioner was told, slowly."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime

from bot.home.area import ON
from bot.home.capability import Capability, Key, Sensor, with_value
from bot.home.house import Device

AT_REST = 25.5  # degrees that the bedroom has when nothing cools or warms it
HUMIDITY = 46.0
NEARS_IN = 900.0  # seconds: after as long, two thirds of the way are done
TARGET = Key("range", "temperature")


class Weather:
    """``settle`` is called before something changes, so that the way goes on from where it is."""

    def __init__(self, now: datetime) -> None:
        self._since = now
        self._from = AT_REST

    def settle(self, devices: Iterable[Device], now: datetime) -> None:
        self._from, self._since = self._temperature(devices, now), now

    def felt(self, device: Device, devices: Iterable[Device], now: datetime) -> Device:
        """A device with sensors as they feel now; any other as it is."""
        temperature = round(self._temperature(devices, now), 1)
        humidity = round(HUMIDITY + 3 * math.sin(now.timestamp() / 7200))

        def feel(capability: Capability) -> Capability:
            match capability:
                case Sensor(instance="temperature"):
                    return with_value(capability, temperature, now)
                case Sensor(instance="humidity"):
                    return with_value(capability, humidity, now)
                case _:
                    return capability

        return device.changed(feel)

    def _temperature(self, devices: Iterable[Device], now: datetime) -> float:
        target = _target(devices)
        passed = max(0.0, (now - self._since).total_seconds())
        return target + (self._from - target) * math.exp(-passed / NEARS_IN)


def _target(devices: Iterable[Device]) -> float:
    for device in devices:
        switch, wanted = device.capability(ON), device.capability(TARGET)
        if device.is_a("thermostat") and switch and switch.value is True and wanted:
            assert isinstance(wanted.value, float | int), "the air conditioner is furnished with a target"
            return wanted.value
    return AT_REST
