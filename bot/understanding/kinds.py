"""Which devices belong to a kind that people speak of ("the lights", «розетки», "窗帘").

A kind is ``sort`` or ``sort/noun``: ``light`` is every light, ``light/lamp`` a light that is called a
lamp. The noun prefers the devices that bear it in their names; without one it means the whole sort.
"""

from __future__ import annotations

from bot.home.house import Device

TYPES: dict[str, tuple[str, ...]] = {
    "light": ("light",),
    "socket": ("socket",),
    "switch": ("switch",),
    "thermostat": ("thermostat", "thermostat.ac"),
    "conditioner": ("thermostat.ac",),
    "heater": ("thermostat",),
    "curtain": ("openable.curtain",),
    "cover": ("openable.curtain", "openable"),
    "window": (),
    "door": ("openable", "lock", "openable.gate", "openable.garage"),
    "gate": ("openable.gate", "openable.garage"),
    "garage": ("openable.garage",),
    "valve": ("openable.valve",),
    "intercom": ("openable.intercom",),
    "lock": ("lock",),
    "fan": ("ventilation.fan", "ventilation"),
    "ventilation": ("ventilation",),
    "tv": ("media_device.tv",),
    "player": ("media_device", "speaker", "smart_speaker"),
    "speaker": ("speaker", "smart_speaker"),
    "receiver": ("media_device.receiver",),
    "tv_box": ("media_device.tv_box",),
    "vacuum": ("vacuum_cleaner",),
    "mower": ("lawn_mower",),
    "humidifier": ("humidifier",),
    "purifier": ("purifier",),
    "kettle": ("cooking.kettle",),
    "coffee_maker": ("cooking.coffee_maker",),
    "oven": ("cooking.oven", "cooking"),
    "stove": ("cooking.stove", "cooking"),
    "multicooker": ("cooking.multicooker",),
    "washing_machine": ("washing_machine",),
    "dishwasher": ("dishwasher",),
    "iron": ("iron",),
    "fridge": ("cooking.fridge", "fridge"),
    "camera": ("camera",),
    "sensor": ("sensor",),
    "irrigation": (),
    "pet_feeder": ("pet_feeder", "pet_drinking_fountain"),
}


EXCEPT = {
    "heater": ("thermostat.ac",),
    "ventilation": ("ventilation.fan",),
    "door": ("openable.curtain", "openable.valve", "openable.intercom"),
}
"""Special sorts of a kind's types that are not meant by it."""

CALLED_OTHERWISE = {
    "washing_machine": "dryer",
    "heater": "water_heater",
    "thermostat": "water_heater",
}
"""Nouns that take a thing of the kind's type out of it: what is called a dryer washes nothing, and what heats
water no room."""

CALLED_SO_TOGETHER = {"fan": "ventilation/hood"}
"""Nouns of what is one of "the fans", but not "the fan"."""

DOORS = frozenset(("door", "gate", "garage"))
"""Sorts that are one when people speak of them: a garage door is a door."""

PLAIN = frozenset(("light/lamp", "player/track"))
"""Nouns that stand for the whole sort where nothing bears them."""

ANYTHING = ("other", "socket", "switch")
"""Types that say nothing of what hangs on them: their names do."""

BROAD = ("openable", "lock")
"""Types of many sorts of things: one that its name calls a window is no door."""


def sort_of(kind: str) -> str:
    """``light`` of ``light/lamp``."""
    return kind.partition("/")[0]


def belongs(device: Device, kind: str) -> bool:
    """Whether the device's type is one of the kind's, or a special sort of it: ``light.strip`` is a light."""
    if device.type in EXCEPT.get(sort_of(kind), ()):
        return False
    if device.type.startswith("cooking."):  # a kettle cooks, and is no oven
        return device.type in TYPES.get(sort_of(kind), ())
    return any(device.is_a(type_) for type_ in TYPES.get(sort_of(kind), ()))
