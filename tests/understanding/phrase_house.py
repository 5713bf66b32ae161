"""The larger home in which phrases are said: two floors, a group, and every sort of device."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.home.capability import (
    Action,
    Capability,
    Choice,
    Color,
    Event,
    Limits,
    Mode,
    OnOff,
    Range,
    Sensor,
    Toggle,
)
from bot.home.capability import Lock as LockOf
from bot.home.house import Device, Group, House, Room, Scene

PERCENT = Limits(0, 100, 1)
BRIGHTNESS = Range(instance="brightness", unit="percent", limits=Limits(1, 100, 1), value=50)
VOLUME = Range(instance="volume", limits=PERCENT, value=30)
WHITES = Limits(2700, 6500, 100)
OPENING = (
    OnOff(value=False),
    Range(instance="open", unit="percent", limits=PERCENT, value=20),
    Action(instance="stop"),
)
SPEEDS = tuple(Choice(speed) for speed in ("low", "medium", "high"))

FLOORS = {
    "hallway": "downstairs",
    "kitchen": "downstairs",
    "living_room": "downstairs",
    "bedroom": "upstairs",
    "nursery": "upstairs",
    "study": "upstairs",
    "bathroom": "upstairs",
    "garage": None,
}
SCENES = ("morning", "good_night", "party", "leaving", "all_off")
GROUPS = {"bedside": ("left_lamp", "right_lamp")}


def _degrees(low: float, high: float, value: float, step: float = 1) -> Range:
    return Range(instance="temperature", unit="celsius", limits=Limits(low, high, step), value=value)


def _modes(instance: str, *values: str, names: Mapping[str, str] | None = None) -> Mode:
    return Mode(instance=instance, choices=tuple(Choice(value, (names or {}).get(value)) for value in values))


def _devices(names: Mapping[str, str]) -> Mapping[str, tuple[str, str, tuple[Capability, ...]]]:
    """Devices by their id: room, type and what they can do; a vendor's own words are the language's."""
    return {**_downstairs(names), **_upstairs(names)}


def _downstairs(names: Mapping[str, str]) -> Mapping[str, tuple[str, str, tuple[Capability, ...]]]:
    return {
        "spots": ("kitchen", "light", (OnOff(), BRIGHTNESS, Color(temperature_k=WHITES))),
        "kettle": (
            "kitchen",
            "cooking.kettle",
            (OnOff(), _degrees(40, 100, 60, 5), Toggle(instance="keep_warm")),
        ),
        "coffee": (
            "kitchen",
            "cooking.coffee_maker",
            (OnOff(), _modes("program", "espresso", "americano", "latte")),
        ),
        "hood": ("kitchen", "ventilation", (OnOff(), Mode(instance="fan_speed", choices=SPEEDS))),
        "chandelier": (
            "living_room",
            "light",
            (OnOff(value=True), BRIGHTNESS, Color(colors=True, temperature_k=WHITES)),
        ),
        "strip": (
            "living_room",
            "light.strip",
            (OnOff(), BRIGHTNESS, Color(colors=True, scenes=(Choice("party"), Choice("sunset")))),
        ),
        "tv": (
            "living_room",
            "media_device.tv",
            (
                OnOff(value=True),
                VOLUME,
                Range(instance="channel", limits=Limits(1, 999, 1), value=3),
                Toggle(instance="mute"),
                _modes("input_source", "hdmi1", "hdmi2", names=names),
            ),
        ),
        "speaker": (
            "living_room",
            "speaker",
            (VOLUME, *(Action(instance=a) for a in ("play", "pause", "next_track", "previous_track"))),
        ),
        "curtain": ("living_room", "openable.curtain", OPENING),
        "purifier": (
            "living_room",
            "purifier",
            (
                OnOff(),
                _modes("fan_speed", "auto", "low", "turbo"),
                Toggle(instance="controls_locked"),
                Sensor(instance="pm2.5_density", value=12),
            ),
        ),
        "hall_light": ("hallway", "light", (OnOff(value=False),)),
        "front_door": ("hallway", "lock", (LockOf(value=True),)),
        "vacuum": (
            "hallway",
            "vacuum_cleaner",
            (
                *(Action(instance=a) for a in ("start", "pause", "resume", "dock", "locate")),
                _modes("work_speed", "quiet", "medium", "turbo"),
                Sensor(instance="battery_level", unit="percent", value=80),
            ),
        ),
        "gate": ("garage", "openable", OPENING),
        "garage_light": ("garage", "light", (OnOff(value=True),)),
    }


def _upstairs(names: Mapping[str, str]) -> Mapping[str, tuple[str, str, tuple[Capability, ...]]]:
    return {
        "ac": (
            "bedroom",
            "thermostat.ac",
            (
                OnOff(),
                _degrees(16, 30, 24),
                _modes("thermostat", "cool", "heat", "fan_only", "dry", "auto"),
                Mode(instance="fan_speed", choices=SPEEDS),
            ),
        ),
        "blinds": ("bedroom", "openable.curtain", OPENING),
        "left_lamp": ("bedroom", "light", (OnOff(), BRIGHTNESS)),
        "right_lamp": ("bedroom", "light", (OnOff(), BRIGHTNESS)),
        "fan": (
            "bedroom",
            "ventilation.fan",
            (OnOff(), Mode(instance="fan_speed", choices=SPEEDS), Toggle(instance="oscillation")),
        ),
        "window": (
            "bedroom",
            "sensor.open",
            (Event(instance="open", choices=(Choice("opened"), Choice("closed")), value="closed"),),
        ),
        "moon": ("nursery", "light", (OnOff(), BRIGHTNESS, Color(colors=True))),
        "humidifier": (
            "nursery",
            "humidifier",
            (
                OnOff(),
                Range(instance="humidity", unit="percent", limits=Limits(30, 80, 5), value=40),
                Mode(instance="work_speed", choices=SPEEDS),
            ),
        ),
        "nursery_climate": (
            "nursery",
            "sensor.climate",
            (
                Sensor(instance="temperature", unit="celsius", value=22.5),
                Sensor(instance="humidity", unit="percent", value=38),
            ),
        ),
        "radiator": ("study", "thermostat", (OnOff(), _degrees(5, 30, 20, 0.5))),
        "desk_lamp": ("study", "light", (OnOff(), BRIGHTNESS, Color(temperature_k=WHITES))),
        "socket": ("study", "socket", (OnOff(),)),
        "mirror_light": ("bathroom", "light", (OnOff(),)),
        "washer": (
            "bathroom",
            "washing_machine",
            (
                OnOff(),
                _modes("program", "cotton", "wool", "quick"),
                Toggle(instance="pause"),
                Toggle(instance="ChildLock", name=names["ChildLock"]),
            ),
        ),
        "towel_rail": ("bathroom", "socket", (OnOff(),)),
    }


def phrase_house(names: Mapping[str, str], aliases: Mapping[str, Sequence[str]]) -> House:
    """The house with its names in one language: those of ``[names]`` and ``[house]``."""
    return House(
        "House",
        tuple(Room(id_, names[id_], floor=names[floor] if floor else None) for id_, floor in FLOORS.items()),
        tuple(Group(id_, names[id_], devices=members) for id_, members in GROUPS.items()),
        tuple(Scene(id_, names[id_]) for id_ in SCENES),
        tuple(
            Device(id_, names[id_], type_, tuple(aliases.get(id_, ())), room, capabilities=capabilities)
            for id_, (room, type_, capabilities) in _devices(names).items()
        ),
    )
