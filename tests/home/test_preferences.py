"""Units travel with a language's tag, and only temperatures of another scale are converted."""

from __future__ import annotations

import pytest

from bot.home.preferences import Units, converted, is_zone, units_of, with_units


@pytest.mark.parametrize("language", ["en", "zh-hans", "pt-br", "fil"])
@pytest.mark.parametrize("units", [None, Units.CELSIUS, Units.FAHRENHEIT])
def test_a_tag_keeps_language_and_units(language: str, units: Units | None) -> None:
    tag = with_units(language, units)
    assert len(tag) <= 16, "as long as the tables have room"
    assert units_of(tag) == (language, units)


def test_units_that_nobody_knows_are_not_kept() -> None:
    assert with_units("en", "furlongs") == "en"
    assert with_units("", None) == ""
    assert with_units("", "fahrenheit") == "en-x-f"


@pytest.mark.parametrize(
    ("value", "unit", "units", "shown"),
    [
        (100.0, "celsius", Units.FAHRENHEIT, (212.0, "fahrenheit")),
        (-40.0, "celsius", Units.FAHRENHEIT, (-40.0, "fahrenheit")),
        (32.0, "fahrenheit", Units.CELSIUS, (0.0, "celsius")),
        (21.0, "celsius", Units.CELSIUS, (21.0, "celsius")),
        (21.0, "celsius", None, (21.0, "celsius")),
        (2700.0, "kelvin", Units.FAHRENHEIT, (2700.0, "kelvin")),
        (40.0, "percent", Units.FAHRENHEIT, (40.0, "percent")),
        (7.0, None, Units.CELSIUS, (7.0, None)),
    ],
)
def test_a_value_in_the_readers_units(
    value: float, unit: str | None, units: Units | None, shown: tuple[float, str | None]
) -> None:
    assert converted(value, unit, units) == shown


@pytest.mark.parametrize("name", ["Europe/Moscow", "Asia/Ho_Chi_Minh", "UTC", "America/Port-au-Prince"])
def test_a_time_zone_is_known_by_its_name(name: str) -> None:
    assert is_zone(name)


@pytest.mark.parametrize(
    "name", ["", "Europe", "Mars/Olympus", "../etc/passwd", "/etc/passwd", "Europe/Moscow\x00"]
)
def test_what_is_no_time_zone_is_refused(name: str) -> None:
    assert not is_zone(name)
