"""Small houses for tests."""

from __future__ import annotations

from bot.home.capability import Choice, Color, Key, Limits, Lock, Mode, OnOff, Range, Sensor
from bot.home.house import Device

ON = Key("on_off", "on")
BRIGHTNESS = Key("range", "brightness")


def lamp(
    id_: str = "lamp", name: str = "Lamp", room: str | None = None, *, on: bool | None = False
) -> Device:
    brightness = Range(instance="brightness", value=40, limits=Limits(1, 100, 1), unit="percent")
    white = Color(temperature_k=Limits(2700, 6500), value=4000)
    return Device(
        id_, name, "light", room=room, online=True, capabilities=(OnOff(value=on), brightness, white)
    )


def socket(id_: str = "socket", name: str = "Socket", room: str | None = None) -> Device:
    return Device(id_, name, "socket", room=room, online=True, capabilities=(OnOff(value=True),))


def lock(id_: str = "lock", name: str = "Front door") -> Device:
    return Device(id_, name, "lock", online=True, capabilities=(Lock(value=True),))


def remote_tv(id_: str = "tv", name: str = "Television") -> Device:
    volume = Range(instance="volume", relative_only=True, stateless=True)
    return Device(id_, name, "media_device.tv", online=True, capabilities=(OnOff(stateless=True), volume))


def conditioner(id_: str = "ac", name: str = "Air conditioner", room: str | None = None) -> Device:
    modes = tuple(Choice(value) for value in ("auto", "cool", "heat"))
    capabilities = (
        OnOff(value=True),
        Range(instance="temperature", value=24, limits=Limits(16, 32, 0.5), unit="celsius"),
        Mode(instance="thermostat", choices=modes, value="cool"),
        Sensor(instance="humidity", unit="percent", value=41),
    )
    return Device(id_, name, "thermostat.ac", room=room, online=True, capabilities=capabilities)
