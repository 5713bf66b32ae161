"""Pictures for kinds of devices and for what a button changes: the same in every language."""

from __future__ import annotations

from bot.home.house import Device

DEVICES = {
    "light": "💡",
    "light.garland": "🎄",
    "socket": "🔌",
    "switch": "🎚",
    "thermostat": "🌡",
    "thermostat.ac": "❄️",
    "thermostat.heater": "♨️",
    "media_device": "📻",
    "media_device.tv": "📺",
    "media_device.tv_box": "📺",
    "speaker": "🔊",
    "smart_speaker": "🔊",
    "camera": "📷",
    "cooking": "🍳",
    "cooking.coffee_maker": "☕",
    "cooking.kettle": "🫖",
    "cooking.multicooker": "🍲",
    "openable": "🚪",
    "openable.curtain": "🪟",
    "openable.valve": "🚰",
    "lock": "🔐",
    "humidifier": "💧",
    "purifier": "🍃",
    "ventilation": "🌀",
    "vacuum_cleaner": "🧹",
    "lawn_mower": "🌱",
    "washing_machine": "🧺",
    "dishwasher": "🍽",
    "iron": "👔",
    "sensor": "📟",
    "sensor.motion": "🚶",
    "sensor.illumination": "🔆",
    "sensor.open": "🚪",
    "sensor.climate": "🌡",
    "sensor.water_leak": "💦",
    "sensor.button": "🔘",
    "sensor.gas": "💨",
    "sensor.smoke": "🔥",
    "smart_meter": "🧮",
    "pet_drinking_fountain": "🐾",
    "pet_feeder": "🐾",
}

INSTANCES = {
    "brightness": "🔆",
    "temperature": "🌡",
    "volume": "🔊",
    "channel": "📺",
    "humidity": "💧",
    "open": "↕️",
    "thermostat": "🎛",
    "fan_speed": "💨",
    "work_speed": "⚡",
    "swing": "↔️",
    "program": "📋",
    "cleanup_mode": "🧹",
    "input_source": "🔌",
    "coffee_mode": "☕",
    "tea_mode": "🍵",
    "dishwashing": "🍽",
    "heat": "🔥",
    "ventilation_mode": "🌀",
    "temperature_k": "💡",
    "scene": "✨",
}

COLORS = {
    "red": "🔴",
    "orange": "🟠",
    "yellow": "🟡",
    "green": "🟢",
    "blue": "🔵",
    "violet": "🟣",
}


def device_icon(device: Device) -> str:
    """By the longest known beginning of the type: ``light.torchere`` is a ``light``."""
    return DEVICES.get(known_type(device.type, DEVICES), "🔹")


def known_type(type_: str, known: dict[str, str]) -> str:
    """The longest beginning of a dotted type that is known, else the type itself."""
    parts = type_.split(".")
    beginnings = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((b for b in beginnings if b in known), type_)
