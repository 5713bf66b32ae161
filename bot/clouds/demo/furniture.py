"""The devices of the demo home, as they are before anybody has said anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.home.capability import (
    Capability,
    Choice,
    Color,
    Hsv,
    Limits,
    Lock,
    Mode,
    OnOff,
    Range,
    Sensor,
    Toggle,
)
from bot.home.house import Device, Scene

ROOMS = ("demo-living", "demo-kitchen", "demo-bedroom", "demo-hall")
PERCENT = Limits(0, 100, 1)
WHITES = Limits(2700, 6500)


def furnished(names: Mapping[str, str]) -> tuple[Device, ...]:
    return tuple(
        Device(id_, names[id_], type_, room=room, online=True, capabilities=capabilities)
        for room, id_, type_, capabilities in _things()
    )


def scenes(names: Mapping[str, str]) -> tuple[Scene, ...]:
    """Every light goes out."""
    return (Scene("demo-lights-out", names["demo-lights-out"]),)


def _things() -> Iterator[tuple[str, str, str, tuple[Capability, ...]]]:
    """Room, id, type and capabilities of each."""
    living, kitchen, bedroom, hall = ROOMS
    yield living, "demo-chandelier", "light", (OnOff(value=True), _brightness(80))
    white = Color(temperature_k=WHITES, value=3400)
    yield living, "demo-floor-lamp", "light", (OnOff(value=False), _brightness(40), white)
    sound = (Range(instance="volume", value=12, limits=PERCENT), Toggle(instance="mute", value=False))
    yield living, "demo-tv", "media_device.tv", (OnOff(value=False), *sound)
    yield living, "demo-curtain", "openable.curtain", (OnOff(value=False), _open(0))
    yield kitchen, "demo-kitchen-lamp", "light", (OnOff(value=True), _brightness(100))
    yield kitchen, "demo-kettle", "cooking.kettle", (OnOff(value=False), _degrees(90, 40, 100, 5))
    colour = Color(colors=True, temperature_k=WHITES, value=Hsv(30, 60, 60))
    yield bedroom, "demo-night-light", "light", (OnOff(value=False), _brightness(20), colour)
    cooling = (OnOff(value=False), _degrees(23, 16, 30, 1), _modes())
    yield bedroom, "demo-conditioner", "thermostat.ac", cooling
    yield bedroom, "demo-climate", "sensor.climate", _climate()
    yield hall, "demo-lock", "lock", (Lock(value=True),)


def _brightness(value: int) -> Range:
    return Range(instance="brightness", value=value, limits=Limits(1, 100, 1), unit="percent")


def _open(value: int) -> Range:
    return Range(instance="open", value=value, limits=PERCENT, unit="percent")


def _degrees(value: int, lowest: int, highest: int, step: int) -> Range:
    return Range(instance="temperature", value=value, limits=Limits(lowest, highest, step), unit="celsius")


def _modes() -> Mode:
    choices = tuple(Choice(value) for value in ("auto", "cool", "heat", "dry", "fan_only"))
    return Mode(instance="thermostat", choices=choices, value="cool")


def _climate() -> tuple[Capability, ...]:
    return (Sensor(instance="temperature", unit="celsius"), Sensor(instance="humidity", unit="percent"))
