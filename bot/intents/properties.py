"""Which capability a property of the lexicon is, on a device: "brightness", "speed", "how much power"."""

from __future__ import annotations

from bot.home.capability import Capability, Range
from bot.home.house import Device

INSTANCES: dict[str, tuple[str, ...]] = {
    "speed": ("fan_speed", "work_speed", "speed"),
    "position": ("open",),
    "aqi": ("aqi", "pm2.5_density", "co2_level", "tvoc"),
    "co2": ("co2_level",),
    "pm2.5": ("pm2.5_density",),
    "pm1": ("pm1_density",),
    "pm10": ("pm10_density",),
    "presence": ("motion", "occupancy", "presence"),
    "battery": ("battery_level",),
    "light_level": ("illumination",),
    "current": ("amperage",),
    "energy": ("electricity_meter", "energy_storage"),
    "mode": ("thermostat", "program", "cleanup_mode", "work_mode", "mode", "heat", "tea_mode", "coffee_mode"),
    "input": ("input_source",),
    "temperature": ("temperature", "indoor_temperature", "current_temperature"),
    "humidity": ("humidity", "current_humidity"),
    "volume": ("volume", "sound_volume"),
}

BY_TYPE: tuple[tuple[str, str], ...] = (
    ("light", "brightness"),
    ("openable", "open"),
    ("media_device", "volume"),
    ("speaker", "volume"),
    ("smart_speaker", "volume"),
    ("thermostat", "temperature"),
    ("cooking", "temperature"),
    ("humidifier", "humidity"),
    ("ventilation", "fan_speed"),
    ("purifier", "fan_speed"),
)
"""The number that is meant when a device of the type is "set to 50"."""

BY_UNIT: dict[str, tuple[str, ...]] = {
    "celsius": ("temperature",),
    "fahrenheit": ("temperature",),
    "degree": ("temperature",),
    "kelvin": ("temperature_k",),
}


def instances(property_: str) -> tuple[str, ...]:
    """The instances under which a property is found, likeliest first."""
    return INSTANCES.get(property_, (property_,))


def main_range(device: Device) -> Range | None:
    """The number that a device is mainly about: a lamp's brightness, or its only range."""
    ranges = {c.instance: c for c in device.capabilities if isinstance(c, Range)}
    for type_, instance in BY_TYPE:
        if device.is_a(type_) and instance in ranges:
            return ranges[instance]
    return next(iter(ranges.values())) if len(ranges) == 1 else None


def find(device: Device, property_: str) -> Capability | None:
    """The capability of a device that is the property."""
    by_instance: dict[str, Capability] = {}
    for capability in device.capabilities:
        by_instance.setdefault(capability.instance, capability)
    return next((by_instance[i] for i in instances(property_) if i in by_instance), None)
