"""What Babel calls the units that it writes right in every language."""

from __future__ import annotations

# Units that Babel writes right, in every language we have, with length="short". Its "long" and
# "narrow" forms fall back to the unit's own id in Russian and Chinese. The rest are ``unit.<name>``
# in the catalogues.
BABEL_UNITS = {
    "percent": "percent",
    "celsius": "temperature-celsius",
    "kelvin": "temperature-kelvin",
    "fahrenheit": "temperature-fahrenheit",
    "lux": "light-lux",
    "watt": "power-watt",
    "kilowatt": "power-kilowatt",
    "kilowatt_hour": "energy-kilowatt-hour",
    "volt": "electric-volt",
    "ampere": "electric-ampere",
    "milliampere": "electric-milliampere",
    "hertz": "frequency-hertz",
    "mmhg": "pressure-millimeter-ofhg",
    "hpa": "pressure-hectopascal",
    "pascal": "pressure-pascal",
    "kilopascal": "pressure-kilopascal",
    "bar": "pressure-bar",
    "atm": "pressure-atmosphere",
    "cubic_meter": "volume-cubic-meter",
    "liter": "volume-liter",
    "milliliter": "volume-milliliter",
    "gram": "mass-gram",
    "kilogram": "mass-kilogram",
    "meter": "length-meter",
    "centimeter": "length-centimeter",
    "millimeter": "length-millimeter",
    "second": "duration-second",
    "minute": "duration-minute",
    "hour": "duration-hour",
    "day": "duration-day",
}
