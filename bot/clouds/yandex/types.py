"""Yandex's device types as ours: the longest known beginning counts, so a new sub-type is still a lamp."""

from __future__ import annotations

PREFIX = "devices.types."

FAMILIES = {
    "light": ("ceiling", "strip", "lamp", "garland"),
    "socket": (),
    "switch": (),
    "thermostat": ("ac",),
    "media_device": ("tv", "tv_box", "receiver"),
    "camera": (),
    "cooking": ("coffee_maker", "kettle", "multicooker"),
    "openable": ("curtain", "valve", "intercom"),
    "humidifier": (),
    "purifier": (),
    "ventilation": ("fan",),
    "vacuum_cleaner": (),
    "washing_machine": (),
    "dishwasher": (),
    "iron": (),
    "sensor": (
        "motion",
        "vibration",
        "illumination",
        "open",
        "climate",
        "water_leak",
        "button",
        "gas",
        "smoke",
    ),
    "smart_meter": ("cold_water", "hot_water", "electricity", "gas", "heat"),
    "pet_drinking_fountain": (),
    "pet_feeder": (),
}
KNOWN = {*FAMILIES, *(f"{family}.{sort}" for family, sorts in FAMILIES.items() for sort in sorts)}
RENAMED = {"smart_speaker": "speaker"}


def device_type(wire: str) -> str:
    """``devices.types.light.torchere`` is a ``light``, ``devices.types.brand.new`` is ``other``."""
    parts = wire.removeprefix(PREFIX).split(".")
    for length in range(len(parts), 0, -1):
        candidate = ".".join(parts[:length])
        if candidate in KNOWN:
            return candidate
        if candidate in RENAMED:
            return RENAMED[candidate]
    return "other"
