"""The home in which the phrases are said: the same in every language but for its names."""

from __future__ import annotations

from collections.abc import Mapping

from bot.home.capability import (
    Action,
    Capability,
    Choice,
    Color,
    Limits,
    Lock,
    Mode,
    OnOff,
    Range,
    Sensor,
    Toggle,
)
from bot.home.house import Device, House, Room, Scene

PERCENT = Limits(0, 100, 1)
BRIGHTNESS = Range(instance="brightness", unit="percent", limits=Limits(1, 100, 1), value=40)
VOLUME = Range(instance="volume", limits=PERCENT, value=30)

ROOMS = ("kitchen", "living_room", "bedroom", "bathroom", "hallway")
SCENES = ("good_night", "movie")

DEVICES: Mapping[str, tuple[str, str, tuple[Capability, ...]]] = {
    "kitchen_light": (
        "kitchen",
        "light",
        (OnOff(value=False), BRIGHTNESS, Color(colors=True, temperature_k=Limits(2700, 6500, 100))),
    ),
    "kettle": (
        "kitchen",
        "cooking.kettle",
        (OnOff(), Range(instance="temperature", unit="celsius", limits=Limits(40, 100, 5))),
    ),
    "fridge": ("kitchen", "fridge", (OnOff(value=True),)),
    "ceiling_light": ("living_room", "light", (OnOff(value=True), BRIGHTNESS)),
    "floor_lamp": ("living_room", "light", (OnOff(), BRIGHTNESS, Color(colors=True))),
    "tv": (
        "living_room",
        "media_device.tv",
        (OnOff(), VOLUME, Range(instance="channel", limits=Limits(1, 999, 1)), Toggle(instance="mute")),
    ),
    "curtain": (
        "living_room",
        "openable.curtain",
        (OnOff(), Range(instance="open", unit="percent", limits=PERCENT, value=0), Action(instance="stop")),
    ),
    "vacuum": (
        "living_room",
        "vacuum_cleaner",
        (Action(instance="start"), Action(instance="pause"), Action(instance="dock")),
    ),
    "bedroom_light": ("bedroom", "light", (OnOff(), BRIGHTNESS)),
    "night_light": ("bedroom", "light", (OnOff(), BRIGHTNESS)),
    "ac": (
        "bedroom",
        "thermostat.ac",
        (
            OnOff(),
            Range(instance="temperature", unit="celsius", limits=Limits(16, 30, 1), value=22),
            Mode(instance="thermostat", choices=(Choice("cool"), Choice("heat"), Choice("auto"))),
        ),
    ),
    "climate": (
        "bedroom",
        "sensor.climate",
        (Sensor(instance="temperature", unit="celsius", value=23.5), Sensor(instance="humidity", value=41)),
    ),
    "bathroom_light": ("bathroom", "light", (OnOff(value=True),)),
    "fan": ("bathroom", "ventilation.fan", (OnOff(),)),
    "front_door": ("hallway", "lock", (Lock(value=True),)),
}


def phrase_home(names: Mapping[str, str]) -> House:
    return House(
        "Home",
        tuple(Room(id_, names[id_]) for id_ in ROOMS),
        (),
        tuple(Scene(id_, names[id_]) for id_ in SCENES),
        tuple(
            Device(id_, names[id_], type_, room=room, capabilities=capabilities)
            for id_, (room, type_, capabilities) in DEVICES.items()
        ),
    )
