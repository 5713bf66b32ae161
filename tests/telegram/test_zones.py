"""A time zone is found by its city, in the reader's language, or by its IANA name."""

from __future__ import annotations

import pytest

from bot.i18n import Languages
from bot.telegram.personal import read_hours
from bot.telegram.zones import FOUND_LIMIT, likely_zones, zones_like
from tests.telegram.houses import NOW

LANGUAGES = Languages.load()


@pytest.mark.parametrize(
    ("code", "said", "zone"),
    [
        ("en", "new york", "America/New_York"),
        ("en", "Europe/Berlin", "Europe/Berlin"),
        ("ru", "Екатеринбург", "Asia/Yekaterinburg"),
        ("ru", "Екатер", "Asia/Yekaterinburg"),
        ("ru", "berlin", "Europe/Berlin"),
        ("zh", "上海", "Asia/Shanghai"),
    ],
)
def test_a_city_is_found(code: str, said: str, zone: str) -> None:
    assert zones_like(said, LANGUAGES.pick(code), NOW) == [zone]


@pytest.mark.parametrize("said", ["", "a", "Atlantis", "22:00", "<b>"])
def test_what_is_no_city_is_not_found(said: str) -> None:
    assert zones_like(said, LANGUAGES.pick("en"), NOW) == []


def test_of_many_a_few_are_offered() -> None:
    assert len(zones_like("san", LANGUAGES.pick("en"), NOW)) == FOUND_LIMIT


@pytest.mark.parametrize(
    ("code", "city"), [("en", "America/Chicago"), ("ru", "Asia/Omsk"), ("zh", "Asia/Shanghai")]
)
def test_the_zones_of_a_languages_country_are_likely_and_the_present_one_is_the_first(
    code: str, city: str
) -> None:
    zones = likely_zones(LANGUAGES.pick(code), "Africa/Cairo", NOW)
    assert zones[0] == "Africa/Cairo"
    assert {city, "UTC"} <= set(zones)


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("22-7", "22:00 07:00"),
        ("22:30-6:45", "22:30 06:45"),
        ("22.30 – 6", "22:30 06:00"),
        ("0-24", "00:00 00:00"),
        ("25-7", None),
        ("22:60-7", None),
        ("22", None),
        ("London", None),
    ],
)
def test_hours_are_read_as_people_write_them(said: str, hours: str | None) -> None:
    read = read_hours(said)
    assert (" ".join(f"{at:%H:%M}" for at in read) if read else None) == hours
