"""Units of thing models in our words; one that nobody has listed is shown as it was given."""

from __future__ import annotations

UNITS = {
    "%": "percent",
    "°C": "celsius",
    "℃": "celsius",
    "摄氏度": "celsius",
    "°F": "fahrenheit",
    "℉": "fahrenheit",
    "K": "kelvin",
    "W": "watt",
    "V": "volt",
    "A": "ampere",
    "kWh": "kilowatt_hour",
    "kW·h": "kilowatt_hour",
    "lux": "lux",
    "lx": "lux",
    "Lux": "lux",
    "ppm": "ppm",
    "μg/m³": "mcg_m3",
    "µg/m³": "mcg_m3",
    "ug/m3": "mcg_m3",
    "μg/m3": "mcg_m3",
    "Pa": "pascal",
    "m³": "cubic_meter",
    "s": "second",
    "min": "minute",
    "h": "hour",
}
NONE = ("", "无", "none", "null", "/", "0")


def unit_of(told: str | None) -> str | None:
    given = (told or "").strip()
    return None if given in NONE else UNITS.get(given, given)
